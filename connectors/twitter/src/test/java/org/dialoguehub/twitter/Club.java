package org.dialoguehub.twitter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.XSimulation;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.testkit.MemoryCredentials;
import org.dialoguehub.testkit.MemoryHost;

/** A swimming club with an account on the simulated X, and a session for it. */
record Club(SandboxClock clock, XNetwork network, MemoryHost host, TwitterSession session) implements AutoCloseable {
    static final String TOKEN = "abcdefghijklmnopqrstuvwxyz";

    static Club open(String... settings) {
        var clock = SandboxClock.standingAt(XNetwork.NOON);
        var more = new java.util.HashMap<String, String>();
        for (int index = 0; index < settings.length; index += 2) {
            more.put(settings[index], settings[index + 1]);
        }
        var network = XNetwork.start(clock, Map.copyOf(more));
        MemoryHost host = MemoryHost.at(clock).with(new MemoryCredentials(network.credential()));
        return new Club(clock, network, host, session(network, host));
    }

    static TwitterSession session(XNetwork network, MemoryHost host) {
        try {
            var connector = new TwitterConnector();
            return (TwitterSession) connector.open(Settings.read(connector.spec().settings(), network.settings()), host);
        } catch (SettingsException wrong) {
            throw new AssertionError(wrong);
        }
    }

    XSimulation x() {
        return network.x();
    }

    Note note(String text) {
        return Note.of(Actor.of("hub:us", "Us"), RichText.of(text), host.audience(), clock.instant());
    }

    Note answer(String text, String to) {
        return note(text).answering(InReplyTo.note(new ExternalId(to)));
    }

    Attachment file(String name, String type, byte[] bytes, String description) {
        try {
            BlobId id = host.blobs().put(new ByteArrayInputStream(bytes)).id();
            return new Attachment(name, type, bytes.length, Optional.of(description).filter(it -> !it.isEmpty()), id, false);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    Published publish(Note note) throws ConnectorException {
        Post post = new Post(TOKEN, note);
        return session.publish(post, (Prepared.Ready) session.prepare(post));
    }

    void edit(ExternalId id, String text) throws ConnectorException {
        session.edit(new Activity.Update(Actor.of("hub:us", "Us"), id, note(text), clock.instant()));
    }

    List<Event> receive() throws ConnectorException {
        return session.receive(Cursor.START, 100).events();
    }

    /** What comes after a place, and where to go on. */
    Batch receive(Cursor after) throws ConnectorException {
        return session.receive(after, 100);
    }

    static List<String> texts(List<Event> events) {
        List<String> texts = new ArrayList<>();
        for (Event event : events) {
            switch (event.activity()) {
                case Activity.Create create -> texts.add(create.note().body().plainText());
                case Activity.Update update -> texts.add("changed: " + update.note().body().plainText());
                case Activity.Delete delete -> texts.add("deleted " + delete.object().value());
                case Activity.Announce share -> texts.add("shared " + share.object().value());
                case Activity.Like like -> texts.add(like.emoji());
                case Activity.Undo undo -> texts.add("undone");
            }
        }
        return texts;
    }

    static Failure failure(Call call) {
        try {
            call.run();
        } catch (ConnectorException failed) {
            return failed.failure();
        }
        throw new AssertionError("No failure");
    }

    @FunctionalInterface
    interface Call {
        void run() throws ConnectorException;
    }

    @Override
    public void close() {
        session.close();
        network.close();
    }
}
