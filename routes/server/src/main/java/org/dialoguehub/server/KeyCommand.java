package org.dialoguehub.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keys by which colleagues and programs are known. */
@Command(name = "key", description = "Makes, shows and removes the keys by which colleagues and programs are known, on the pages and over HTTP.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class KeyCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(out());
    }

    @Command(name = "add", description = "Makes a key, and shows it this once.", mixinStandardHelpOptions = true)
    int add(
            @Mixin SettingsOption settings,
            @Parameters(paramLabel = "NAME", description = "Who gets it; stands in the record of what they do") String name,
            @Option(names = "--may", paramLabel = "RIGHT", split = ",", required = true, description = "What they may do: compose, approve, answer, operate; parted by commas") List<String> rights,
            @Option(names = "--expires", paramLabel = "DATE", description = "The first day on which it opens nothing any more, such as 2027-01-01") @Nullable LocalDate expires) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode().put("name", name);
        rights.forEach(asked.putArray("may")::add);
        if (expires != null) {
            asked.put("expires", expires.atStartOfDay(ZoneId.systemDefault()).toInstant().toString());
        }
        out().println(ReceiptsCommand.parsed(hub(settings).post("/api/keys", asked)).path("key").asText());
        return 0;
    }

    @Command(name = "list", description = "Shows who has a key, and what they may do.", mixinStandardHelpOptions = true)
    int list(@Mixin SettingsOption settings) {
        JsonNode keys = ReceiptsCommand.parsed(hub(settings).get("/api/keys"));
        out().printf("%-24s %-36s %-22s %s%n", "name", "may", "expires", "made");
        keys.path("keys").forEach(key -> {
            var rights = new StringBuilder();
            key.path("may").forEach(right -> rights.append(rights.isEmpty() ? "" : ", ").append(right.asText()));
            out().printf("%-24s %-36s %-22s %s%n", key.path("name").asText(), rights, key.path("expires").asText("-"),
                    key.path("created").asText());
        });
        return 0;
    }

    @Command(name = "remove", description = "Removes a key, which opens nothing from now on.", mixinStandardHelpOptions = true)
    int remove(@Mixin SettingsOption settings, @Parameters(paramLabel = "NAME", description = "Who has it") String name) {
        hub(settings).delete("/api/keys/" + Running.encoded(name).replace("+", "%20"));
        return 0;
    }

    private static Running hub(SettingsOption settings) {
        return Running.on(settings.read(Standalone.surroundings()).data());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
