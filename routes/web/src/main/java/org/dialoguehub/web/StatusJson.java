package org.dialoguehub.web;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Health;
import org.dialoguehub.engine.Means;
import org.dialoguehub.engine.Queue;
import org.dialoguehub.engine.Standing;
import org.dialoguehub.engine.Status;
import org.dialoguehub.model.ChannelId;

/** How things stand, as JSON. Holds no text of any note. Times are in ISO 8601, in UTC. */
public final class StatusJson {
    private StatusJson() {}

    /** The state of the hub, for {@code hub status --json} and for {@code /admin/status}. */
    public static String status(Status status, Health health, Map<ChannelId, String> names) {
        return Json.object(json -> {
            json.writeStringField("at", status.at().toString());
            json.writeStringField("health", word(health));
            texts(json, "problems", health.problems());
            texts(json, "shortages", health.shortages());
            json.writeArrayFieldStart("channels");
            for (Status.Channel channel : status.channels()) {
                channel(json, channel);
            }
            json.writeEndArray();
            deliveries(json, "held", status.held(), names);
            deliveries(json, "overdue", status.overdue(), names);
            deliveries(json, "doubts", status.doubts(), names);
            deliveries(json, "rejected", status.rejected(), names);
            deadLetters(json, status.deadLetters());
            json.writeObjectFieldStart("waiting");
            for (var entry : status.waiting().entrySet()) {
                json.writeNumberField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        });
    }

    static String health(Health health) {
        return Json.object(json -> {
            json.writeStringField("status", word(health));
            texts(json, "problems", health.problems());
            texts(json, "shortages", health.shortages());
            json.writeNumberField("overdue", health.overdue());
            json.writeObjectFieldStart("channels");
            for (var entry : health.channels().entrySet()) {
                json.writeObjectFieldStart(entry.getKey());
                standing(json, entry.getValue());
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    /** UP, DEGRADED (its own work goes on, but not all is well around it) or DOWN. */
    static String word(Health health) {
        return !health.works() ? "DOWN" : health.wellInAll() ? "UP" : "DEGRADED";
    }

    private static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void channel(JsonGenerator json, Status.Channel channel) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", channel.name());
        json.writeStringField("connector", channel.connector());
        standing(json, channel.standing());
        json.writeObjectFieldStart("deliveries");
        for (var entry : channel.deliveries().entrySet()) {
            json.writeNumberField(entry.getKey().name().toLowerCase(Locale.ROOT), entry.getValue());
        }
        json.writeEndObject();
        if (channel.signInEnds().isPresent()) {
            Status.SignInEnd end = channel.signInEnds().get();
            json.writeStringField("sign-in-until", end.at().toString());
            json.writeNumberField("sign-in-days", end.days());
            json.writeBooleanField("sign-in-ends-soon", end.soon());
        }
        if (channel.pause().isPresent()) {
            json.writeStringField("paused-until", channel.pause().get().until().toString());
        }
        means(json, channel.means());
        json.writeNumberField("received", channel.tally().received());
        json.writeNumberField("delivered", channel.tally().delivered());
        json.writeNumberField("failures", channel.tally().failures());
        json.writeEndObject();
    }

    private static void means(JsonGenerator json, Means means) throws IOException {
        if (means.spent().isPresent()) {
            json.writeStringField("currency", means.spent().get().currency().getCurrencyCode());
            json.writeNumberField("spent-this-month", means.spent().get().amount());
        }
        if (means.limit().isPresent()) {
            json.writeNumberField("monthly-limit", means.limit().get().amount());
        }
        json.writeArrayFieldStart("allowances");
        for (Allowance allowance : means.allowances()) {
            json.writeStartObject();
            json.writeStringField("name", allowance.name());
            json.writeStringField("covers", allowance.covers().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("left", allowance.left());
            json.writeNumberField("of", allowance.of());
            json.writeStringField("until", allowance.until().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        texts(json, "shortages", means.shortages());
    }

    private static void standing(JsonGenerator json, Standing standing) throws IOException {
        json.writeStringField("state", standing.way().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.writeStringField("since", standing.since().toString());
        json.writeStringField("seen", standing.seen().toString());
        json.writeStringField("word", standing.word());
    }

    private static void deliveries(
            JsonGenerator json, String field, List<Delivery> deliveries, Map<ChannelId, String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (Delivery delivery : deliveries) {
            json.writeStartObject();
            json.writeNumberField("delivery", delivery.id());
            json.writeStringField("channel", names.getOrDefault(delivery.channel(), delivery.channel().value()));
            json.writeStringField("action", delivery.key().action().name().toLowerCase(Locale.ROOT));
            json.writeStringField("state", delivery.state().name().toLowerCase(Locale.ROOT));
            json.writeStringField("planned", delivery.planned().toString());
            json.writeStringField("deadline", delivery.deadline().toString());
            json.writeNumberField("attempts", delivery.progress().attempt());
            json.writeStringField("next", delivery.progress().next().toString());
            json.writeStringField("reason", delivery.progress().reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void deadLetters(JsonGenerator json, List<Queue.Item> items) throws IOException {
        json.writeArrayFieldStart("dead-letters");
        for (Queue.Item item : items) {
            json.writeStartObject();
            json.writeStringField("subscription", item.subscription());
            json.writeNumberField("event", item.sequence());
            json.writeNumberField("attempts", item.attempts());
            json.writeStringField("reason", item.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
