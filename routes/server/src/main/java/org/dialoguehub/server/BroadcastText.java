package org.dialoguehub.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Broadcasts for people at a terminal. */
final class BroadcastText {
    private BroadcastText() {}

    /** One broadcast with its history, its times and its receipts, as far as there are any. */
    static void print(PrintWriter out, JsonNode broadcast) {
        if (broadcast.has("stage")) {
            out.println("'" + broadcast.path("key").asText() + "' is " + broadcast.path("stage").asText() + ", version "
                    + broadcast.path("version").asLong());
            broadcast.path("history")
                    .forEach(step -> out.println("  " + step.path("at").asText() + "  " + step.path("what").asText() + " by "
                            + step.path("who").asText() + "  text " + step.path("text-sha256").asText().substring(0, 12)
                            + (step.has("remark") ? "  " + step.path("remark").asText() : "")));
            broadcast.path("runs").forEach(run -> out.println("  " + run.path("at").asText() + "  " + run.path("state").asText()
                    + (run.path("key").asText().equals(broadcast.path("key").asText()) ? "" : "  receipts: " + run.path("key").asText())
                    + (run.has("reason") ? "  " + run.path("reason").asText() : "")));
            if (broadcast.has("next")) {
                out.println("  next: " + broadcast.path("next").asText());
            }
        }
        if (broadcast.has("receipts")) {
            ReceiptsCommand.print(out, broadcast);
        }
    }

    /** A list, one broadcast a line. */
    static void list(PrintWriter out, JsonNode list) {
        out.printf("%-24s %-10s %-20s %-32s %s%n", "key", "stage", "next", "channels", "changed");
        list.path("broadcasts").forEach(broadcast -> {
            var channels = new StringBuilder();
            broadcast.path("channels").forEach(channel -> channels.append(channels.isEmpty() ? "" : ",").append(channel.asText()));
            out.printf("%-24s %-10s %-20s %-32s %s by %s%n",
                    broadcast.path("key").asText(),
                    broadcast.path("stage").asText(),
                    broadcast.path("next").asText("-"),
                    channels,
                    broadcast.path("changed").asText(),
                    broadcast.path("by").asText());
            if (broadcast.has("reason")) {
                out.println("    " + broadcast.path("reason").asText());
            }
        });
    }
}
