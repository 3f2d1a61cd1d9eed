package org.dialoguehub.email;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Listener;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.ExternalId;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.jspecify.annotations.Nullable;

/** One mailbox and the list it posts to. */
final class EmailSession implements Session, Receiver, Listener, Publisher, Finder {
    /** Well below the 30 minutes after which servers log out (RFC 2177), and below what routers remember. */
    private static final Duration IDLE_PERIOD = Duration.ofMinutes(9);

    /** A connection unused for longer may be dead without anybody knowing. */
    private static final Duration LONGEST_UNUSED = Duration.ofMinutes(5);

    private final EmailSettings settings;
    private final Host host;
    private final ScheduledExecutorService watch;
    private final Wires wires = new Wires();
    private final Outbox outbox;
    private final Folder folder;
    private @Nullable Mailbox inbox;
    private @Nullable Wire inboxWire;
    private Instant inboxUsed = Instant.EPOCH;

    EmailSession(EmailSettings settings, Host host, ScheduledExecutorService watch) {
        this.settings = settings;
        this.host = host;
        this.watch = watch;
        this.outbox = new Outbox(settings, host, wires, watch);
        this.folder = new Folder(settings, host);
    }

    @Override
    public String check() throws ConnectorException {
        long highest = with(settings.folder(), Mailbox::highest);
        outbox.check();
        return settings.folder() + " on " + settings.imap() + " can be read, its last mail has UID " + highest + "; " + settings.smtp()
                + " lets us send";
    }

    @Override
    public synchronized Batch receive(Cursor after, int limit) throws ConnectorException {
        Optional<Place> place = Place.of(after);
        boolean done = false;
        try {
            Batch batch = folder.read(inbox(), place, limit);
            inboxUsed = host.clock().instant();
            done = true;
            return batch;
        } catch (IOException | ProtocolException failed) {
            throw ImapFailures.of(failed, settings.imap());
        } finally {
            if (!done) {
                dropInbox();
            }
        }
    }

    @Override
    public void listen(Runnable bell) throws ConnectorException {
        try {
            with(settings.folder(), mailbox -> {
                if (!mailbox.has("IDLE")) {
                    throw new ConnectorException(
                            new Failure.Rejected(settings.imap() + " cannot tell of new mail (IDLE); it is asked now and then instead"));
                }
                mailbox.idle(IDLE_PERIOD, host.requestLimit(), bell);
                throw new IOException("the server ended the wait for new mail");
            });
        } catch (ConnectorException ended) {
            if (!wires.isClosed()) {
                throw ended;
            }
        }
    }

    @Override
    public Prepared prepare(Post post) throws ConnectorException {
        for (Attachment file : post.note().attachments()) {
            try (InputStream content = host.blobs().open(file.content())) {
                content.read();
            } catch (IOException missing) {
                throw new ConnectorException(
                        new Failure.Unreachable("The file '" + file.name() + "' cannot be read: " + missing.getMessage()), missing);
            }
        }
        String id = post.token() + "@" + settings.domain();
        var stamp = new Stamp(id, host.clock().instant(), Composer.subject(post.note()));
        return new Prepared.Ready(stamp.state(), Optional.of(new ExternalId(id)));
    }

    @Override
    public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
        Stamp stamp = Stamp.of(ready);
        outbox.send(post, stamp);
        return new Published(new ExternalId(stamp.messageId()), Optional.empty(), host.clock().instant());
    }

    @Override
    public Sighting find(Post post, Prepared.Ready ready, Instant armed) throws ConnectorException {
        Stamp stamp = Stamp.of(ready);
        String place = settings.lookIn().orElse(settings.folder());
        if (place.equals(EmailSettings.NOWHERE)) {
            return new Sighting.Blind("Look in a mailbox that gets the list's mail for the Message-ID " + stamp.messageId());
        }
        return with(place, mailbox -> new Lookout(settings, host).look(mailbox, place, stamp, armed));
    }

    @Override
    public void close() {
        wires.closeAll();
        watch.shutdownNow();
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Mailbox mailbox) throws IOException, ProtocolException, ConnectorException;
    }

    /** Works with a connection of its own. */
    private <T> T with(String place, Work<T> work) throws ConnectorException {
        Wire wire = wires.open();
        try {
            return work.on(open(place, wire));
        } catch (IOException | ProtocolException failed) {
            throw ImapFailures.of(failed, settings.imap());
        } finally {
            wires.close(wire);
        }
    }

    private Mailbox open(String place, Wire wire) throws IOException, ProtocolException, ConnectorException {
        return Mailbox.open(settings.imap(), settings.user(), settings.password(), place, host.requestLimit(), wire);
    }

    private Mailbox inbox() throws IOException, ProtocolException, ConnectorException {
        boolean old = inboxUsed.plus(LONGEST_UNUSED).isBefore(host.clock().instant());
        if (old) {
            dropInbox();
        }
        Mailbox current = inbox;
        if (current == null) {
            Wire wire = wires.open();
            inboxWire = wire;
            current = open(settings.folder(), wire);
            inbox = current;
        }
        return current;
    }

    private void dropInbox() {
        Wire wire = inboxWire;
        if (wire != null) {
            wires.close(wire);
        }
        inbox = null;
        inboxWire = null;
    }
}
