package org.dialoguehub.broadcast;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Deleter;
import org.dialoguehub.connector.Editor;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;

/** A network in memory, of a given taste in texts. */
record Town(String name, TextRules rules, boolean silent, boolean changes, BlockingQueue<Note> said,
        Map<ExternalId, Note> wall) implements Connector {
    Town(String name, TextRules rules) {
        this(name, rules, false, false, new LinkedBlockingQueue<>(), new ConcurrentSkipListMap<>(Comparator.comparing(ExternalId::value)));
    }

    /** One that can only be read. */
    static Town silent(String name) {
        return new Town(name, TextRules.plain(100), true, false, new LinkedBlockingQueue<>(), Map.of());
    }

    /** One where what was said can be changed and taken back. */
    Town changing() {
        return new Town(name, rules, silent, true, said, wall);
    }

    /** What stands there now. */
    List<String> words() {
        return wall.values().stream().map(note -> note.body().ownWords()).toList();
    }

    private Set<Capability> capabilities() {
        if (silent) {
            return Set.of();
        }
        return changes ? Set.of(Capability.PUBLISH, Capability.EDIT, Capability.DELETE) : Set.of(Capability.PUBLISH);
    }

    /** What is said next, as plain text. */
    Note next() throws InterruptedException {
        return Optional.ofNullable(said.poll(10, TimeUnit.SECONDS)).orElseThrow(() -> new AssertionError("Nothing is said in " + name));
    }

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(name, name.toUpperCase(Locale.ROOT), List.of(), capabilities(),
                Settling.NONE, Duration.ZERO, 1, rules);
    }

    @Override
    public Session open(Settings settings, Host host) {
        return new Townhall(this, host);
    }

    private record Townhall(Town town, Host host) implements Session, Publisher, Editor, Deleter {
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
            var id = new ExternalId(String.format("%s %05d", town.name, town.wall.size()));
            town.wall.put(id, post.note());
            town.said.add(post.note());
            return new Published(id, Optional.empty(), host.clock().instant());
        }

        @Override
        public void edit(Activity.Update update) {
            town.wall.put((ExternalId) update.object(), update.note());
            town.said.add(update.note());
        }

        @Override
        public void delete(Activity.Delete delete) {
            town.said.add(Optional.ofNullable(town.wall.remove((ExternalId) delete.object())).orElseThrow());
        }
    }
}
