package org.dialoguehub.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says something on several channels of the running hub, at once or at its time. */
@Command(name = "broadcast", description = "Says a text on several channels, on all of them or on none; at once, or at its time. With --preview it only shows what each would get.", mixinStandardHelpOptions = true)
final class BroadcastCommand implements Callable<Integer> {
    @Mixin private SettingsOption settings = new SettingsOption();

    @Mixin private DraftOptions words = new DraftOptions();

    @Option(names = "--key", paramLabel = "KEY", description = "A name of yours for it, such as gala-2026: the same key again says nothing anew, so that the command can be repeated safely") private @Nullable String key;

    @Mixin private PlanOptions plan = new PlanOptions();

    @Option(names = "--draft", description = "Only keeps it: 'hub broadcasts approve KEY' lets it out, 'hub broadcasts propose KEY' asks others to") private boolean draft;

    @Option(names = "--preview", description = "Only shows, to the letter, what each channel would get") private boolean preview;

    @Option(names = "--json", description = "As JSON") private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Running hub = Running.on(settings.read(Standalone.surroundings()).data());
        ObjectNode asked = plan.in(words.draft(hub));
        if (!preview) {
            asked.put("key", Optional.ofNullable(key)
                    .orElseThrow(() -> new CommandException(2,
                            List.of("A broadcast needs a --key, such as --key gala-2026; or try --preview first"))));
            asked.put("draft", draft);
        }
        String answer = hub.post(preview ? "/api/broadcasts/preview" : "/api/broadcasts", asked);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(answer);
        } else if (preview) {
            return PreviewText.print(out, ReceiptsCommand.parsed(answer)) ? 0 : 1;
        } else {
            BroadcastText.print(out, ReceiptsCommand.parsed(answer));
            out.println("hub receipts " + key + " shows what becomes of it");
        }
        return 0;
    }
}
