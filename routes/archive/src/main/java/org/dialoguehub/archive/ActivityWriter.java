package org.dialoguehub.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes mails as <a href="https://www.w3.org/TR/activitystreams-vocabulary/">ActivityStreams 2.0</a>, a Note in each line. A mail's id is its URL of
 * RFC 2392. The content is what its writer wrote, as plain text.
 */
final class ActivityWriter {
    private final JsonGenerator json;
    private final String group;

    ActivityWriter(OutputStream out, String group) throws IOException {
        this.json = new JsonFactory().createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        this.group = group;
    }

    /** @param parent the Message-ID of what it answers; empty for none */
    void write(Message message, String parent) throws IOException {
        json.writeStartObject();
        json.writeStringField("@context", "https://www.w3.org/ns/activitystreams");
        json.writeStringField("type", "Note");
        if (!message.messageId().isEmpty()) {
            json.writeStringField("id", mid(message.messageId()));
        }
        json.writeObjectFieldStart("attributedTo");
        json.writeStringField("type", "Person");
        if (!message.address().isEmpty()) {
            json.writeStringField("id", "mailto:" + encoded(message.address()));
        }
        json.writeStringField("name", message.name().isEmpty() ? message.address() : message.name());
        json.writeEndObject();
        json.writeStringField("name", message.subject());
        Optional<Instant> sent = message.sent();
        if (sent.isPresent()) {
            json.writeStringField("published", sent.get().toString());
        }
        if (!parent.isEmpty()) {
            json.writeStringField("inReplyTo", mid(parent));
        }
        named("audience", "Group", group);
        json.writeStringField("mediaType", "text/plain");
        json.writeStringField("content", message.ownWords());
        json.writeArrayFieldStart("tag");
        for (String tag : message.tags().stream().sorted().toList()) {
            object("Object", tag, "");
        }
        json.writeEndArray();
        json.writeArrayFieldStart("attachment");
        for (Message.File file : message.files()) {
            object("Document", file.name(), file.mediaType());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void named(String field, String type, String name) throws IOException {
        json.writeFieldName(field);
        object(type, name, "");
    }

    private void object(String type, String name, String mediaType) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeStringField("name", name);
        if (!mediaType.isEmpty()) {
            json.writeStringField("mediaType", mediaType);
        }
        json.writeEndObject();
    }

    private static String mid(String messageId) {
        return "mid:" + encoded(messageId);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%40", "@");
    }

    void flush() throws IOException {
        json.writeRaw('\n');
        json.flush();
    }
}
