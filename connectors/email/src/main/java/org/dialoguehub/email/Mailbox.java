package org.dialoguehub.email;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.settings.Secret;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.eclipse.angus.mail.util.MailLogger;
import org.jspecify.annotations.Nullable;

/**
 * One IMAP connection with one folder open for reading only: nothing is marked as seen. For one thread, but for {@link #close()}.
 *
 * <p>Uses the library's protocol layer, not its store and folder: these keep pools and caches, and connect again by themselves.
 */
final class Mailbox implements AutoCloseable {
    /** What is fetched of every mail at once; few mails but those with files are larger. */
    static final int FIRST_BYTES = 256 * 1024;

    private static final long LAST_UID = 4_294_967_295L;
    private static final DateTimeFormatter SEARCH_DATE = DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ROOT);

    private final IMAPProtocol protocol;
    private final Wire wire;
    private long validity;
    private long highestSeen;
    private boolean fresh = true;

    private Mailbox(IMAPProtocol protocol, Wire wire) {
        this.protocol = protocol;
        this.wire = wire;
    }

    /** Connects, signs in, and opens a folder. */
    static Mailbox open(Server server, String user, Secret password, String folder, Duration limit, Wire wire)
            throws IOException, ProtocolException, ConnectorException {
        boolean opened = false;
        try {
            var logger = new MailLogger(Mailbox.class, "IMAP", false, System.err);
            boolean tls = server.security() == Server.Security.TLS;
            var protocol = new IMAPProtocol(
                    "imap", server.host(), server.port(), wire.properties(server, "imap", limit), tls, logger);
            var mailbox = new Mailbox(protocol, wire);
            mailbox.secure(server.security());
            mailbox.signIn(server, user, password);
            mailbox.examine(server, folder);
            opened = true;
            return mailbox;
        } finally {
            if (!opened) {
                wire.cut();
            }
        }
    }

    /** Takes a mail while the server still sends others. */
    @FunctionalInterface
    interface Sink {
        void take(Found mail) throws IOException;
    }

    /**
     * What a fetch showed.
     *
     * @param highest the highest UID that the folder has, 0 if it is empty
     * @param doubtful whether the server left out mails that may be there, or sent what cannot be read
     */
    record Page(long highest, boolean doubtful) {}

    private void secure(Server.Security security) throws IOException, ProtocolException {
        boolean offered = protocol.hasCapability("STARTTLS");
        switch (security) {
            case TLS, PLAIN -> {}
            case STARTTLS -> {
                if (!offered) {
                    throw new IOException("the server does not offer STARTTLS");
                }
                startTls();
            }
            case STARTTLS_IF_OFFERED -> {
                if (offered) {
                    startTls();
                }
            }
        }
    }

    private void startTls() throws ProtocolException {
        protocol.startTLS();
        // What was said before TLS may have been said by anyone.
        protocol.capability();
    }

    private void signIn(Server server, String user, Secret password) throws IOException, ProtocolException, ConnectorException {
        if (protocol.isAuthenticated()) {
            return;
        }
        if (protocol.hasCapability("LOGINDISABLED") && !protocol.hasCapability("AUTH=PLAIN")) {
            throw new IOException("the server takes no password without TLS");
        }
        try {
            if (protocol.hasCapability("AUTH=PLAIN")) {
                protocol.authplain(null, user, password.reveal());
            } else {
                protocol.login(user, password.reveal());
            }
        } catch (CommandFailedException refused) {
            throw ImapFailures.signIn(refused, server, user);
        }
    }

    private void examine(Server server, String folder) throws ProtocolException, ConnectorException {
        try {
            validity = protocol.examine(folder).uidvalidity;
        } catch (CommandFailedException refused) {
            throw ImapFailures.folder(refused, server, folder);
        }
    }

    /** The folder's UIDVALIDITY. */
    long validity() {
        return validity;
    }

    boolean has(String capability) {
        return protocol.hasCapability(capability);
    }

    /**
     * Gives the mails with UIDs from {@code first} to {@code last} to the sink as they come, and tells the highest UID of the folder, all in
     * one round trip. Where nothing is known to be yet, one more comes first: servers show what is new only after a command that lets them
     * (RFC 9051, 5.2), and a FETCH does not.
     */
    Page fetch(long first, long last, Sink sink) throws IOException, ProtocolException {
        if (first > highestSeen && !fresh) {
            protocol.noop();
        }
        fresh = false;
        String what = "(UID RFC822.SIZE INTERNALDATE BODY.PEEK[]<0." + FIRST_BYTES + ">)";
        long end = Math.min(last, LAST_UID);
        var highest = new long[1];
        Exchange exchange = exchange(
                // In this order: what comes between the two is fetched, and not taken for read.
                List.of("UID FETCH * (UID)", "UID FETCH " + first + ":" + end + " " + what),
                response -> {
                    if (response instanceof FetchResponse fetched) {
                        UID uid = fetched.getItem(UID.class);
                        highest[0] = Math.max(highest[0], uid == null ? 0 : uid.uid);
                        Optional<Found> found = found(fetched).filter(mail -> mail.uid() >= first && mail.uid() <= end);
                        if (found.isPresent()) {
                            sink.take(found.get());
                        }
                    }
                });
        highestSeen = Math.max(highestSeen, highest[0]);
        return new Page(highest[0], !exchange.intact() || !exchange.answers().getLast().isOK());
    }

    /** One mail, asked for as simply as can be, for when the server has trouble with it. */
    Optional<Found> fetchPlainly(long uid) throws IOException, ProtocolException {
        var found = new ArrayList<Found>();
        Sink sink = found::add;
        exchange(List.of("UID FETCH " + uid + " (UID BODY.PEEK[]<0." + FIRST_BYTES + ">)"), response -> {
            Optional<Found> mail = response instanceof FetchResponse fetched ? found(fetched) : Optional.empty();
            if (mail.isPresent()) {
                sink.take(mail.get());
            }
        });
        return found.stream().filter(mail -> mail.uid() == uid).findFirst();
    }

    /** The whole of one mail, read in pieces as the stream is read; it ends early if the mail is deleted meanwhile. */
    InputStream stream(long uid) {
        return new Pieces((offset, length) -> piece(uid, offset, length));
    }

    /** Some bytes of one mail; fewer at its end, and none if it is deleted. */
    private byte[] piece(long uid, long offset, int length) throws IOException {
        var bytes = new byte[1][];
        bytes[0] = new byte[0];
        try {
            Exchange exchange = exchange(
                    List.of("UID FETCH " + uid + " (UID BODY.PEEK[]<" + offset + "." + length + ">)"), response -> {
                        Optional<Found> mail = response instanceof FetchResponse fetched ? found(fetched) : Optional.empty();
                        bytes[0] = mail.filter(part -> part.uid() == uid).map(Found::bytes).orElse(bytes[0]);
                    });
            protocol.handleResult(exchange.answers().getFirst());
            return bytes[0];
        } catch (CommandFailedException deleted) {
            return new byte[0];
        } catch (ProtocolException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    /** The UIDs of the folder from {@code first} on, ascending. */
    List<Long> uids(long first, long last) throws IOException, ProtocolException {
        return search("UID " + first + ":" + (last >= LAST_UID ? "*" : Long.toString(last)), null).stream()
                .filter(uid -> uid >= first && uid <= last)
                .toList();
    }

    /** The highest UID in the folder, 0 if it is empty. */
    long highest() throws IOException, ProtocolException {
        return fetch(LAST_UID, LAST_UID, mail -> {}).highest();
    }

    /** The UIDs of the mails with a header that contains that text. */
    List<Long> withHeader(String name, String text) throws IOException, ProtocolException {
        var arguments = new Argument();
        arguments.writeAtom("HEADER");
        arguments.writeString(name);
        arguments.writeString(text);
        return search("", arguments);
    }

    /** The UIDs of the mails that came on that day or later. */
    List<Long> since(LocalDate day) throws IOException, ProtocolException {
        return search("SINCE " + SEARCH_DATE.format(day), null);
    }

    /** Some header fields of mails, in the order of their UIDs. */
    List<Found> headers(long first, long last, String fields) throws IOException, ProtocolException {
        var found = new ArrayList<Found>();
        Sink sink = found::add;
        String what = "(UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (" + fields + ")])";
        exchange(List.of("UID FETCH " + first + ":" + last + " " + what), response -> {
            Optional<Found> mail = response instanceof FetchResponse fetched ? found(fetched) : Optional.empty();
            if (mail.isPresent()) {
                sink.take(mail.get());
            }
        });
        return found;
    }

    /**
     * Waits for news (RFC 2177) and rings the bell for each, until the connection ends. Says so to the server anew after each period, which
     * keeps it and what lies between awake.
     */
    void idle(Duration period, Duration limit, Runnable bell) throws IOException, ProtocolException {
        while (true) {
            protocol.idleStart();
            bell.run();
            wire.limit(period);
            boolean quiet = listen(bell);
            wire.limit(limit);
            if (!quiet) {
                return;
            }
            protocol.idleAbort();
            Response response = protocol.readResponse();
            while (!response.isTagged()) {
                ring(response, bell);
                response = protocol.readResponse();
            }
        }
    }

    /** Returns true when the period is over, and false when the server ended the wait by itself. */
    private boolean listen(Runnable bell) throws IOException, ProtocolException {
        try {
            while (true) {
                Response response = protocol.readResponse();
                if (response.isTagged()) {
                    return false;
                }
                ring(response, bell);
            }
        } catch (SocketTimeoutException periodIsOver) {
            return true;
        }
    }

    private void ring(Response response, Runnable bell) throws ProtocolException {
        if (response.isBYE()) {
            throw new ConnectionException(protocol, response);
        }
        if (response instanceof IMAPResponse told && told.keyEquals("EXISTS")) {
            bell.run();
        }
    }

    @Override
    public void close() {
        wire.cut();
    }

    private List<Long> search(String criteria, @Nullable Argument arguments) throws IOException, ProtocolException {
        var uids = new TreeSet<Long>();
        Exchange exchange = exchange(List.of("UID SEARCH" + (criteria.isEmpty() ? "" : " " + criteria)), arguments, response -> {
            if (response instanceof IMAPResponse told && told.keyEquals("SEARCH")) {
                for (String number = told.readAtom(); number != null && !number.isEmpty(); number = told.readAtom()) {
                    uids.add(Long.parseLong(number));
                }
            }
        });
        protocol.handleResult(exchange.answers().getFirst());
        return List.copyOf(uids);
    }

    private static Optional<Found> found(FetchResponse fetched) {
        UID uid = fetched.getItem(UID.class);
        BODY body = fetched.getItem(BODY.class);
        if (uid == null || body == null) {
            return Optional.empty();
        }
        INTERNALDATE date = fetched.getItem(INTERNALDATE.class);
        Optional<Instant> received = date == null || date.getDate() == null ? Optional.empty() : Optional.of(date.getDate().toInstant());
        ByteArray bytes = body.getByteArray();
        byte[] content = bytes == null ? new byte[0] : bytes.getNewBytes();
        return Optional.of(new Found(uid.uid, received, content));
    }

    @FunctionalInterface
    private interface Reading {
        void read(Response response) throws IOException;
    }

    /** The tagged answers to the commands sent together, and whether all that came could be read. */
    private record Exchange(List<Response> answers, boolean intact) {}

    private Exchange exchange(List<String> commands, Reading reading) throws IOException, ProtocolException {
        return exchange(commands, null, reading);
    }

    /** Sends commands in one go, and reads until each is answered. */
    private Exchange exchange(List<String> commands, @Nullable Argument arguments, Reading reading)
            throws IOException, ProtocolException {
        var tags = new ArrayList<String>();
        for (String command : commands) {
            tags.add(protocol.writeCommand(command, arguments));
        }
        var answers = new ArrayList<Response>();
        boolean intact = true;
        while (answers.size() < tags.size()) {
            try {
                Response response = protocol.readResponse();
                if (response.isBYE()) {
                    throw new ConnectionException(protocol, response);
                }
                if (response.isTagged() && tags.contains(response.getTag())) {
                    answers.add(response);
                } else {
                    reading.read(response);
                }
            } catch (ConnectionException ended) {
                throw ended;
            } catch (ProtocolException unreadable) {
                intact = false;
            }
        }
        return new Exchange(answers, intact);
    }
}
