package org.dialoguehub.testkit;

import java.time.Instant;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Deleter;
import org.dialoguehub.connector.Editor;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Hook;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Reactor;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Activity;

/** A session that does all but listen. */
record DeafSession(MemorySession session) implements Session, Receiver, Hook, Publisher, Finder, Editor, Deleter, Reactor {
    @Override
    public String check() throws ConnectorException {
        return session.check();
    }

    @Override
    public Batch receive(Cursor after, int limit) throws ConnectorException {
        return session.receive(after, limit);
    }

    @Override
    public HookAnswer hear(HookRequest request, Blobs blobs) throws ConnectorException {
        return session.hear(request, blobs);
    }

    @Override
    public Prepared prepare(Post post) throws ConnectorException {
        return session.prepare(post);
    }

    @Override
    public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
        return session.publish(post, ready);
    }

    @Override
    public Sighting find(Post post, Prepared.Ready ready, Instant armed) throws ConnectorException {
        return session.find(post, ready, armed);
    }

    @Override
    public void edit(Activity.Update update) throws ConnectorException {
        session.edit(update);
    }

    @Override
    public void delete(Activity.Delete delete) throws ConnectorException {
        session.delete(delete);
    }

    @Override
    public void like(Activity.Like like) throws ConnectorException {
        session.like(like);
    }

    @Override
    public void unlike(Activity.Like like) throws ConnectorException {
        session.unlike(like);
    }

    @Override
    public void close() {
        session.close();
    }
}
