package org.dialoguehub.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;

/**
 * A network that costs next to nothing: it takes whatever is posted.
 *
 * @param events what happened on it, from the beginning
 */
record Source(List<Event> events) implements Connector {
    static final Note NOTE = Note.of(
            Actor.of("mailto:anna@example.org", "Anna"),
            RichText.of("The swimmers of lane four start at nine."),
            new Audience.Everyone(),
            Instant.parse("2026-03-14T10:00:00Z"));

    /** With so many notes, all alike. */
    static Source of(int notes) {
        return new Source(IntStream.range(0, notes)
                .mapToObj(number -> new Event(new EventKey("e" + number), new Activity.Create(new ExternalId("n" + number), NOTE)))
                .toList());
    }

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                "source",
                "Source",
                List.of(),
                Set.of(Capability.RECEIVE, Capability.PUBLISH),
                Settling.NONE,
                Duration.ZERO,
                4,
                TextRules.unlimited());
    }

    @Override
    public Session open(Settings settings, Host host) {
        return new Open(events, host);
    }

    private record Open(List<Event> events, Host host) implements Session, Receiver, Publisher {
        @Override
        public String check() {
            return "all is well";
        }

        @Override
        public Batch receive(Cursor after, int limit) {
            int from = after.equals(Cursor.START) ? 0 : Integer.parseInt(after.value());
            int to = Math.min(events.size(), from + limit);
            return new Batch(events.subList(from, to), new Cursor(Integer.toString(to)), to < events.size());
        }

        @Override
        public Prepared prepare(Post post) {
            return new Prepared.Ready("", Optional.of(new ExternalId(post.token())));
        }

        @Override
        public Published publish(Post post, Prepared.Ready ready) {
            return new Published(ready.expected().orElseThrow(), Optional.empty(), host.clock().instant());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
