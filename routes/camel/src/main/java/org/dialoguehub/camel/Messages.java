package org.dialoguehub.camel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.MessageHelper;
import org.dialoguehub.camel.Arrivals.Arrival;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.json.ActivityJson;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;

/** Messages of any Camel endpoint, and what they are to the hub. */
record Messages(CamelSettings settings, Host host) {
    /** More than anybody reads: a longer body is kept as it came, beside a note that says so. */
    static final int MOST = 1 << 20;

    private static final int LONGEST_KEY = 400;
    private static final ActivityJson JSON = new ActivityJson();

    /** What a message tells; the same each time it is read. */
    Event event(Arrival arrival) throws ConnectorException {
        EventKey key = key(arrival.exchange().getMessage());
        try {
            String text = text(arrival.exchange().getMessage());
            return switch (settings.body()) {
                case TEXT -> new Event(key, create(key, note(arrival, RichText.of(text))));
                case JSON -> new Event(key, new Foreign(host.audience()).activity(JSON.read(text)));
            };
        } catch (IllegalArgumentException odd) {
            return unreadable(arrival, key, String.valueOf(odd.getMessage()));
        } catch (IOException broken) {
            throw unstored(broken);
        }
    }

    /** Puts a post into a message. */
    void fill(Message message, Post post) {
        Note note = post.note();
        message.setHeader(HubHeaders.KEY, post.token());
        message.setHeader(HubHeaders.AUTHOR, note.author().account().value());
        note.subject().ifPresent(subject -> message.setHeader(HubHeaders.SUBJECT, subject));
        note.inReplyTo().ifPresent(parent -> message.setHeader(HubHeaders.IN_REPLY_TO, parent.note().value()));
        message.setBody(switch (settings.body()) {
            case TEXT -> plain(note);
            case JSON -> JSON.pretty(new Create(new ExternalId(post.token()), note));
        });
    }

    private static String plain(Note note) {
        var text = new StringBuilder();
        note.subject().ifPresent(subject -> text.append(subject).append("\n\n"));
        text.append(note.body().ownWords());
        for (Attachment attachment : note.attachments()) {
            text.append("\n[").append(attachment.name()).append(']');
        }
        return text.toString().strip();
    }

    private static Create create(EventKey key, Note note) {
        return new Create(new ExternalId(key.value()), note);
    }

    private EventKey key(Message message) {
        String key = settings.key().flatMap(name -> HubConverters.header(message, name))
                .or(() -> HubConverters.header(message, HubHeaders.KEY))
                .or(() -> file(message))
                .filter(value -> !value.isBlank())
                .orElseGet(message::getMessageId);
        if (key.length() > LONGEST_KEY) {
            key = key.substring(0, LONGEST_KEY) + "-" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        }
        return new EventKey(key);
    }

    /** A file is another one when it was written anew. */
    private static Optional<String> file(Message message) {
        return HubConverters.header(message, Exchange.FILE_NAME)
                .flatMap(name -> HubConverters.header(message, Exchange.FILE_LENGTH)
                        .map(length -> name + " " + length + " " + message.getHeader(Exchange.FILE_LAST_MODIFIED)));
    }

    private Note note(Arrival arrival, RichText body) {
        Message message = arrival.exchange().getMessage();
        Instant said = Optional.ofNullable(message.getHeader(Exchange.MESSAGE_TIMESTAMP, Long.class))
                .map(Instant::ofEpochMilli)
                .orElse(arrival.at());
        String author = HubConverters.header(message, HubHeaders.AUTHOR).orElse(settings.author());
        Note bare = Note.of(Actor.of(author, ""), body, host.audience(), said);
        Note titled = HubConverters.header(message, HubHeaders.SUBJECT).map(bare::withSubject).orElse(bare);
        return HubConverters.header(message, HubHeaders.IN_REPLY_TO)
                .map(parent -> titled.answering(InReplyTo.note(new ExternalId(parent))))
                .orElse(titled);
    }

    /**
     * The body as text.
     *
     * @throws IllegalArgumentException if there is none, or too much
     */
    private static String text(Message message) throws IOException {
        Optional<InputStream> bytes = message.getBody() instanceof String ? Optional.empty() : bytes(message);
        String text = bytes.isPresent() ? decoded(bytes.get(), message) : message.getBody(String.class);
        if (text == null) {
            throw new IllegalArgumentException("A message came without a body");
        }
        if (text.length() > MOST) {
            throw new IllegalArgumentException("A message came that is longer than " + MOST + " characters");
        }
        return text;
    }

    private static String decoded(InputStream bytes, Message message) throws IOException {
        try (bytes) {
            byte[] start = bytes.readNBytes(MOST + 1);
            if (start.length > MOST) {
                throw new IllegalArgumentException("A message came that is longer than " + MOST + " bytes");
            }
            return new String(start, ExchangeHelper.getCharset(message.getExchange()));
        }
    }

    /** From the beginning, though it may have been read before. */
    private static Optional<InputStream> bytes(Message message) {
        MessageHelper.resetStreamCache(message);
        return Optional.ofNullable(message.getBody(InputStream.class));
    }

    private Event unreadable(Arrival arrival, EventKey key, String why) throws ConnectorException {
        try {
            Optional<InputStream> bytes = bytes(arrival.exchange().getMessage());
            Optional<BlobId> raw = bytes.isEmpty() ? Optional.empty() : Optional.of(host.blobs().put(bytes.get()).id());
            return new Event(key, create(key, note(arrival, RichText.of(why))), Set.of(), raw);
        } catch (IOException broken) {
            throw unstored(broken);
        }
    }

    private static ConnectorException unstored(IOException broken) {
        return new ConnectorException(
                new Failure.Unreachable("A message could not be read or stored: " + broken.getMessage()), broken);
    }
}
