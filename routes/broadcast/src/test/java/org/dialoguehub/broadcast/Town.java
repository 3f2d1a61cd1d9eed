package org.dialoguehub.broadcast;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;

/** A network in memory, of a given taste in texts. */
record Town(String name, TextRules rules, boolean silent, BlockingQueue<Note> said) implements Connector {
    Town(String name, TextRules rules) {
        this(name, rules, false, new LinkedBlockingQueue<>());
    }

    /** One that can only be read. */
    static Town silent(String name) {
        return new Town(name, TextRules.plain(100), true, new LinkedBlockingQueue<>());
    }

    /** What is said next, as plain text. */
    Note next() throws InterruptedException {
        return Optional.ofNullable(said.poll(10, TimeUnit.SECONDS)).orElseThrow(() -> new AssertionError("Nothing is said in " + name));
    }

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(name, name.toUpperCase(java.util.Locale.ROOT), List.of(), silent ? Set.of() : Set.of(Capability.PUBLISH),
                Settling.NONE, Duration.ZERO, 1, rules);
    }

    @Override
    public Session open(Settings settings, Host host) {
        return new Townhall(this, host);
    }

    private record Townhall(Town town, Host host) implements Session, Publisher {
        @Override
        public String check() {
            return "open";
        }

        @Override
        public void close() {}

        @Override
        public Prepared prepare(Post post) {
            return new Prepared.Ready("", Optional.empty());
        }

        @Override
        public Published publish(Post post, Prepared.Ready ready) {
            town.said.add(post.note());
            return new Published(new ExternalId(town.name + " " + post.token()), Optional.empty(), host.clock().instant());
        }
    }
}
