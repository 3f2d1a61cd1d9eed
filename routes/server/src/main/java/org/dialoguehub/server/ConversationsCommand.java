package org.dialoguehub.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What people say to the organization, and its answers. */
@Command(name = "conversations", description = "Shows what people say to you on the public channels, and answers them there.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class ConversationsCommand implements Runnable {
    private static final String ID = "Id of the conversation, as 'list' shows it";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(out());
    }

    @Command(name = "list", description = "Shows conversations of late: first those in which somebody waits for an answer, who waits longest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin SettingsOption settings,
            @Option(names = "--state", paramLabel = "STATE", description = "Only those in these states, parted by commas: open, answered, closed") @Nullable String state,
            @Option(names = "--channel", paramLabel = "NAME", description = "Only those on this channel") @Nullable String channel,
            @Option(names = "--assignee", paramLabel = "NAME", description = "Only those that this colleague is to answer") @Nullable String assignee,
            @Option(names = "--json", description = "As JSON") boolean json) {
        String answer =
                hub(settings).get("/api/conversations?" + asked("state", state) + asked("channel", channel) + asked("assignee", assignee));
        if (json) {
            out().print(answer);
            return 0;
        }
        out().printf("%-36s %-9s %-20s %-20s %-20s %-12s %s%n", "id", "state", "waiting since", "channel", "person", "assignee", "words");
        ReceiptsCommand.parsed(answer).path("conversations").forEach(one -> out().printf("%-36s %-9s %-20s %-20s %-20s %-12s %s%n",
                one.path("id").asText(),
                one.path("state").asText(),
                one.path("waiting-since").asText("-"),
                one.path("channel").asText(),
                one.path("person").asText(),
                one.path("assignee").asText("-"),
                one.path("words").asText().lines().findFirst().orElse("")));
        return 0;
    }

    private static String asked(String name, @Nullable String value) {
        return value == null ? "" : name + "=" + Running.encoded(value) + "&";
    }

    @Command(name = "show", description = "Shows a conversation.", mixinStandardHelpOptions = true)
    int show(@Mixin SettingsOption settings, @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--json", description = "As JSON") boolean json) {
        String answer = hub(settings).get(path(id));
        if (json) {
            out().print(answer);
        } else {
            print(ReceiptsCommand.parsed(answer));
        }
        return 0;
    }

    @Command(name = "answer", description = "Answers on the network where it was asked, below the person's latest words.", mixinStandardHelpOptions = true)
    int answer(
            @Mixin SettingsOption settings,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TEXT", description = "What to say, in Markdown") String text,
            @Option(names = "--key", paramLabel = "KEY", description = "A name of yours for the answer: the same again says nothing anew; required without --preview") @Nullable String key,
            @Option(names = "--preview", description = "Only shows, to the letter, what the person would get") boolean preview) {
        var asked = JsonNodeFactory.instance.objectNode().put("text", text);
        if (preview) {
            return PreviewText.print(out(), ReceiptsCommand.parsed(hub(settings).post(path(id) + "/preview", asked))) ? 0 : 1;
        }
        if (key == null) {
            throw new CommandException(2, List.of("An answer needs a --key, such as --key 1; or try --preview first"));
        }
        ReceiptsCommand.print(out(), ReceiptsCommand.parsed(hub(settings).post(path(id) + "/answer", asked.put("key", key))));
        return 0;
    }

    @Command(name = "assign", description = "Says who is to answer; without a name, nobody in particular.", mixinStandardHelpOptions = true)
    int assign(@Mixin SettingsOption settings, @Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "NAME", arity = "0..1", description = "The colleague") @Nullable String name) {
        print(ReceiptsCommand.parsed(hub(settings).post(path(id) + "/assign", JsonNodeFactory.instance.objectNode().put("to", name))));
        return 0;
    }

    @Command(name = "close", description = "Says that nothing is left to be said, until the person speaks again.", mixinStandardHelpOptions = true)
    int close(@Mixin SettingsOption settings, @Parameters(paramLabel = "ID", description = ID) String id) {
        print(ReceiptsCommand.parsed(hub(settings).post(path(id) + "/close", JsonNodeFactory.instance.objectNode())));
        return 0;
    }

    @Command(name = "numbers", description = "Shows what came of a broadcast: copies, answers, reactions and how long people waited, channel by channel.", mixinStandardHelpOptions = true)
    int numbers(@Mixin SettingsOption settings, @Parameters(paramLabel = "KEY", description = "Key of the broadcast") String key,
            @Option(names = "--json", description = "As JSON") boolean json) {
        String answer = hub(settings).get(BroadcastsCommand.path(key) + "/numbers");
        if (json) {
            out().print(answer);
            return 0;
        }
        out().printf("%-24s %6s %7s %6s %6s %6s %8s %14s  %s%n",
                "channel", "copies", "answers", "people", "shares", "open", "answered", "first response", "reactions");
        ReceiptsCommand.parsed(answer).path("channels").forEach(one -> out().printf("%-24s %6d %7d %6d %6d %6d %8d %14s  %s%n",
                one.path("channel").asText(),
                one.path("copies").asInt(),
                one.path("answers").asInt(),
                one.path("people").asInt(),
                one.path("shares").asInt(),
                one.path("open").asInt(),
                one.path("answered").asInt(),
                one.has("first-response-seconds") ? one.path("first-response-seconds").asLong() + " s" : "-",
                one.path("reactions")));
        return 0;
    }

    private void print(JsonNode conversation) {
        out().println(conversation.path("person").asText() + " on " + conversation.path("channel").asText() + ", "
                + conversation.path("state").asText()
                + (conversation.has("assignee") ? ", to be answered by " + conversation.path("assignee").asText() : ""));
        conversation.path("notes").forEach(note -> {
            out().println(
                    "-- " + note.path("at").asText() + "  " + (note.path("ours").asBoolean() ? "we, " : "") + note.path("author").asText()
                            + (note.path("state").asText().equals("deleted") ? " (taken back)" : ""));
            note.path("text").asText().lines().forEach(line -> out().println("   " + line));
        });
    }

    private static Running hub(SettingsOption settings) {
        return Running.on(settings.read(Standalone.surroundings()).data());
    }

    private static String path(String id) {
        return "/api/conversations/" + Running.encoded(id);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
