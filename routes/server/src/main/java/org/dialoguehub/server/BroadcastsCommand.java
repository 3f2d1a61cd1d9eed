package org.dialoguehub.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is to be said, and was. */
@Command(name = "broadcasts", description = "Shows what is to be said and was, and leads it through its life.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class BroadcastsCommand implements Runnable {
    private static final String STEPS = "KEY of the broadcast";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", description = "Shows broadcasts, that changed last first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin SettingsOption settings,
            @Option(names = "--stage", paramLabel = "STAGE", description = "Only those in these stages, parted by commas: draft, proposed, approved, held, done, cancelled") @Nullable String stage,
            @Option(names = "--skip", paramLabel = "NUMBER", defaultValue = "0", description = "Without the first ones") int skip,
            @Option(names = "--json", description = "As JSON") boolean json) {
        String answer = hub(settings).get("/api/broadcasts?skip=" + skip + (stage == null ? "" : "&stage=" + Running.encoded(stage)));
        if (json) {
            out().print(answer);
        } else {
            BroadcastText.list(out(), ReceiptsCommand.parsed(answer));
        }
        return 0;
    }

    @Command(name = "show", description = "Shows a broadcast: who did what and when, its times, and its receipts.", mixinStandardHelpOptions = true)
    int show(
            @Mixin SettingsOption settings,
            @Parameters(paramLabel = "KEY", description = STEPS) String key,
            @Option(names = "--json", description = "As JSON") boolean json) {
        return print(hub(settings).get(path(key)), json);
    }

    @Command(name = "propose", description = "Asks others to approve a draft.", mixinStandardHelpOptions = true)
    int propose(@Mixin SettingsOption settings, @Mixin Seen seen, @Parameters(paramLabel = "KEY", description = STEPS) String key) {
        return step(settings, key, "propose", seen);
    }

    @Command(name = "approve", description = "Lets a draft go out at its times.", mixinStandardHelpOptions = true)
    int approve(@Mixin SettingsOption settings, @Mixin Seen seen, @Parameters(paramLabel = "KEY", description = STEPS) String key) {
        return step(settings, key, "approve", seen);
    }

    @Command(name = "reject", description = "Gives a proposed draft back to who wrote it.", mixinStandardHelpOptions = true)
    int reject(@Mixin SettingsOption settings, @Mixin Seen seen, @Parameters(paramLabel = "KEY", description = STEPS) String key) {
        return step(settings, key, "reject", seen);
    }

    @Command(name = "cancel", description = "Lets a broadcast go out no more; what is out stays.", mixinStandardHelpOptions = true)
    int cancel(@Mixin SettingsOption settings, @Mixin Seen seen, @Parameters(paramLabel = "KEY", description = STEPS) String key) {
        return step(settings, key, "cancel", seen);
    }

    @Command(name = "repeat", description = "Tries again, now, what could not go out at its time.", mixinStandardHelpOptions = true)
    int repeat(@Mixin SettingsOption settings, @Mixin Seen seen, @Parameters(paramLabel = "KEY", description = STEPS) String key) {
        return step(settings, key, "repeat", seen);
    }

    @Command(name = "edit", description = "Writes a broadcast anew that is not out yet; it must be approved again.", mixinStandardHelpOptions = true)
    int edit(@Mixin SettingsOption settings, @Option(names = "--of", required = true, paramLabel = "KEY", description = STEPS) String key,
            @Mixin DraftOptions words, @Mixin PlanOptions plan, @Mixin Seen seen) throws IOException {
        Running hub = hub(settings);
        ObjectNode draft = plan.in(words.draft(hub));
        draft.put("version", seen.version(hub, key));
        return print(hub.put(path(key), draft), false);
    }

    @Command(name = "correct", description = "Says a broadcast that is out in other words: on all its channels, or those named by --to. Where a network lets nobody change what was said, its receipt says so; 'hub broadcasts follow' says it below.", mixinStandardHelpOptions = true)
    int correct(@Mixin SettingsOption settings,
            @Option(names = "--of", required = true, paramLabel = "KEY", description = STEPS) String key,
            @Mixin DraftOptions words) throws IOException {
        Running hub = hub(settings);
        return print(hub.post(path(key) + "/correct", words.draft(hub)), false);
    }

    @Command(name = "follow", description = "Says something below a broadcast that is out: on all its channels, or those named by --to.", mixinStandardHelpOptions = true)
    int follow(@Mixin SettingsOption settings, @Option(names = "--of", required = true, paramLabel = "KEY", description = STEPS) String of,
            @Option(names = "--key", required = true, paramLabel = "KEY", description = "A key of its own") String key,
            @Mixin DraftOptions words) throws IOException {
        Running hub = hub(settings);
        ObjectNode draft = words.draft(hub);
        draft.put("key", key);
        return print(hub.post(path(of) + "/follow", draft), false);
    }

    @Command(name = "recall", description = "Takes a broadcast back: what is not out stays in, what is out is deleted. Where a network lets nobody delete, its receipt says so; 'hub broadcasts follow' says it below.", mixinStandardHelpOptions = true)
    int recall(@Mixin SettingsOption settings, @Parameters(paramLabel = "KEY", description = STEPS) String key) {
        return print(hub(settings).post(path(key) + "/recall", JsonNodeFactory.instance.objectNode()), false);
    }

    /** What the caller has seen, and says about it. */
    static final class Seen {
        @Option(names = "--seen", paramLabel = "VERSION", description = "Only if it is still at the version that you have seen") private @Nullable Long version;

        @Option(names = "--reason", paramLabel = "TEXT", description = "What to put on record about it") private @Nullable String reason;

        long version(Running hub, String key) {
            return version == null ? ReceiptsCommand.parsed(hub.get(path(key))).path("version").asLong() : version;
        }
    }

    private int step(SettingsOption settings, String key, String step, Seen seen) {
        Running hub = hub(settings);
        ObjectNode asked = JsonNodeFactory.instance.objectNode().put("version", seen.version(hub, key));
        if (seen.reason != null) {
            asked.put("reason", seen.reason);
        }
        return print(hub.post(path(key) + "/" + step, asked), false);
    }

    private int print(String answer, boolean json) {
        JsonNode broadcast = ReceiptsCommand.parsed(answer);
        if (json) {
            out().print(answer);
        } else {
            BroadcastText.print(out(), broadcast);
        }
        return 0;
    }

    private static Running hub(SettingsOption settings) {
        return Running.on(settings.read(Standalone.surroundings()).data());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    static String path(String key) {
        return "/api/broadcasts/" + Running.encoded(key).replace("+", "%20");
    }
}
