package org.dialoguehub.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what became of a broadcast. */
@Command(name = "receipts", description = "Shows what became of a broadcast: for each part on each channel the id, the address, the time, and how it is known. Exit code 1 if any of it failed or is unknown.", mixinStandardHelpOptions = true)
final class ReceiptsCommand implements Callable<Integer> {
    private static final Set<String> BAD = Set.of("rejected", "unknown", "expired", "cancelled");

    @Mixin private SettingsOption settings = new SettingsOption();

    @Parameters(paramLabel = "KEY", description = "The key of the broadcast") private String key = "";

    @Option(names = "--json", description = "As JSON") private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String answer = Running.on(settings.read(Standalone.surroundings()).data())
                .get("/api/broadcasts/" + Running.encoded(key).replace("+", "%20"));
        PrintWriter out = spec.commandLine().getOut();
        JsonNode receipts = parsed(answer);
        if (json) {
            out.print(answer);
        } else {
            BroadcastText.print(out, receipts);
        }
        if (!receipts.has("receipts")) {
            return receipts.path("stage").asText().equals("held") ? 1 : 0;
        }
        return isWell(receipts.path("receipts")) && isWell(receipts.path("comments")) ? 0 : 1;
    }

    private static boolean isWell(JsonNode receipts) {
        for (JsonNode receipt : receipts) {
            if (BAD.contains(receipt.path("state").asText())) {
                return false;
            }
        }
        return true;
    }

    static JsonNode parsed(String json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (IOException notJson) {
            throw new UncheckedIOException("The hub answered with something else than JSON", notJson);
        }
    }

    static void print(PrintWriter out, JsonNode broadcast) {
        out.printf("%8s  %-24s %-10s %-10s %-25s %s%n", "delivery", "channel", "state", "known by", "at", "where");
        broadcast.path("receipts").forEach(receipt -> line(out, receipt, ""));
        broadcast.path("comments").forEach(receipt -> line(out, receipt, "  below: "));
        broadcast.path("corrections").forEach(change -> {
            out.println(change.path("what").asText() + " at " + change.path("at").asText());
            change.path("receipts").forEach(receipt -> line(out, receipt, "  "));
        });
    }

    private static void line(PrintWriter out, JsonNode receipt, String title) {
        String where = receipt.has("url") ? receipt.path("url").asText() : receipt.path("id").asText();
        out.printf("%8d  %-24s %-10s %-10s %-25s %s%n",
                receipt.path("delivery").asLong(),
                receipt.path("channel").asText(),
                receipt.path("state").asText(),
                receipt.path("settled-by").asText("-"),
                receipt.path("at").asText("-"),
                title + (receipt.has("reason") ? receipt.path("reason").asText() : where));
    }
}
