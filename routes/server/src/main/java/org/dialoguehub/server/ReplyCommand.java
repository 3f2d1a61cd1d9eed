package org.dialoguehub.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with an old thread. */
@Command(name = "reply", description = {
        "Answers a mail of the archive through the hub that runs: below it on the mailing list, and on the feed as a thread that quotes it.",
        "Returns once that is durable; 'hub status' says if it cannot go out. The same key again says nothing anew."
}, mixinStandardHelpOptions = true)
final class ReplyCommand implements Callable<Integer> {
    @Mixin private SettingsOption settings = new SettingsOption();

    @Parameters(paramLabel = "NUMBER", description = "Number of the mail, as 'search' shows it") private long number;

    @Parameters(paramLabel = "TEXT", description = "What to say, in Markdown") private String text = "";

    @Option(names = "--to", paramLabel = "CHANNEL", split = ",", description = "Where (default: all channels of those who may read the mail)") private List<String> channels =
            List.of();

    @Option(names = "--key", paramLabel = "KEY", required = true, description = "A name of yours for the answer") private String key = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ArrayNode to = JsonNodeFactory.instance.arrayNode();
        channels.forEach(to::add);
        var asked = JsonNodeFactory.instance.objectNode().put("text", text).put("key", key);
        asked.set("to", to);
        String answer =
                Running.on(settings.read(Standalone.surroundings()).data()).post("/api/archive/messages/" + number + "/answer", asked);
        BroadcastText.print(spec.commandLine().getOut(), ReceiptsCommand.parsed(answer));
        return 0;
    }
}
