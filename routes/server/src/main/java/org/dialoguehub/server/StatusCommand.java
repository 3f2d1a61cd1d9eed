package org.dialoguehub.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how the running hub stands. */
@Command(name = "status", description = "Shows how the running hub stands: channels, backlog, what is overdue, in doubt, rejected or dead. Exit code 1 if it is down.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin private SettingsOption settings = new SettingsOption();

    @Option(names = "--json", description = "As JSON") private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String answer = Running.on(settings.read(Standalone.surroundings()).data()).get("/admin/status");
        PrintWriter out = spec.commandLine().getOut();
        JsonNode status = parsed(answer);
        if (json) {
            out.print(answer);
        } else {
            print(out, status);
        }
        return status.path("health").asText().equals("DOWN") ? 1 : 0;
    }

    private static JsonNode parsed(String json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (IOException notJson) {
            throw new UncheckedIOException("The hub answered with something else than JSON", notJson);
        }
    }

    static void print(PrintWriter out, JsonNode status) {
        out.println("hub is " + status.path("health").asText() + " at " + status.path("at").asText());
        status.path("problems").forEach(problem -> out.println("  PROBLEM " + problem.asText()));
        out.println();
        out.printf("%-24s %-10s %-9s %9s %9s  %s%n", "channel", "connector", "state", "received", "delivered", "backlog");
        status.path("channels").forEach(channel -> out.printf(
                "%-24s %-10s %-9s %9d %9d  %s%n",
                channel.path("name").asText(),
                channel.path("connector").asText(),
                channel.path("state").asText(),
                channel.path("received").asLong(),
                channel.path("delivered").asLong(),
                backlog(channel)));
        status.path("channels").forEach(channel -> {
            if (channel.path("sign-in-ends-soon").asBoolean()) {
                out.printf("%nThe sign-in of '%s' ends in %d days: ./hub login %1$s%n", channel.path("name").asText(),
                        channel.path("sign-in-days").asLong());
            }
        });
        status.path("channels").forEach(channel -> means(out, channel));
        deliveries(out, "Waiting", status.path("held"));
        deliveries(out, "Overdue", status.path("overdue"));
        deliveries(out, "In doubt (hub settle ID found|absent|drop)", status.path("doubts"));
        deliveries(out, "Rejected (hub retry ID)", status.path("rejected"));
        deadLetters(out, status.path("dead-letters"));
    }

    private static void means(PrintWriter out, JsonNode channel) {
        String name = channel.path("name").asText();
        if (channel.has("spent-this-month")) {
            String limit = channel.has("monthly-limit")
                    ? " of " + amount(channel.path("monthly-limit"))
                    : ", without 'monthly-limit'";
            out.printf("%n'%s' has spent %s%s %s this month%n", name, amount(channel.path("spent-this-month")),
                    limit,
                    channel.path("currency").asText());
        }
        channel.path("allowances").forEach(allowance -> out.printf("'%s' has %d of %d %s left until %s%n", name,
                allowance.path("left").asLong(), allowance.path("of").asLong(), allowance.path("name").asText(),
                allowance.path("until").asText()));
        channel.path("shortages").forEach(why -> out.printf("  SHORT '%s': %s%n", name, why.asText()));
    }

    /** With two decimals, or as many as it takes. */
    private static String amount(JsonNode money) {
        BigDecimal amount = money.decimalValue().stripTrailingZeros();
        return amount.setScale(Math.max(2, amount.scale())).toPlainString();
    }

    private static String backlog(JsonNode channel) {
        String counts = channel.path("deliveries").properties().stream()
                .map((Map.Entry<String, JsonNode> entry) -> entry.getValue().asLong() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        String word = channel.path("state").asText().equals("up") ? "" : " — " + channel.path("word").asText();
        return (counts.isEmpty() ? "none" : counts) + word;
    }

    private static void deliveries(PrintWriter out, String title, JsonNode deliveries) {
        if (!deliveries.isEmpty()) {
            out.printf("%n%s%n", title);
            deliveries.forEach(delivery -> out.printf(
                    "%8d  %-20s %-7s %-10s since %s  %s%n",
                    delivery.path("delivery").asLong(),
                    delivery.path("channel").asText(),
                    delivery.path("action").asText(),
                    delivery.path("state").asText(),
                    delivery.path("planned").asText(),
                    delivery.path("reason").asText()));
        }
    }

    private static void deadLetters(PrintWriter out, JsonNode items) {
        if (!items.isEmpty()) {
            out.printf("%nDead letters (hub retry --subscription NAME EVENT)%n");
            items.forEach(item -> out.printf(
                    "%8d  %-30s %d attempts  %s%n",
                    item.path("event").asLong(),
                    item.path("subscription").asText(),
                    item.path("attempts").asInt(),
                    item.path("reason").asText()));
        }
    }
}
