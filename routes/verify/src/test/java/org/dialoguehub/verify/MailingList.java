package org.dialoguehub.verify;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.sandbox.Outage;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.TcpFaultProxy;

/** A real mail server with a list on it, behind ports that make faults. What goes to the list goes to every subscriber, and is written down. */
final class MailingList implements AutoCloseable {
    static final String ADDRESS = "parents@example.org";
    static final String HUB = "hub@example.org";
    static final String PASSWORD = "lane-seven-at-dawn";

    private static final String ARCHIVE = "archive@example.org";

    private final GreenMail server;
    private final List<String> subscribers;
    private final List<SentMail> sent = new CopyOnWriteArrayList<>();
    private final TcpFaultProxy imap;
    private final TcpFaultProxy smtp;
    private volatile UnaryOperator<String> rewriting = mail -> mail;

    private MailingList(GreenMail server, List<String> subscribers) {
        this.server = server;
        this.subscribers = subscribers;
        this.imap = TcpFaultProxy.before(server.getImap().getPort(), SandboxClock.running());
        this.smtp = TcpFaultProxy.before(server.getSmtp().getPort(), SandboxClock.running());
    }

    static MailingList of(String... subscribers) {
        var server = new GreenMail(new ServerSetup[]{
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        server.start();
        var list = new MailingList(server, List.of(subscribers));
        list.subscribers.forEach(subscriber -> server.setUser(subscriber, subscriber, PASSWORD));
        GreenMailUser archive = server.setUser(ARCHIVE, ARCHIVE, PASSWORD);
        server.getUserManager().setMessageDeliveryHandler((message, to) -> {
            list.sent.add(SentMail.of(message.getMessage()));
            list.distribute(raw(message.getMessage()));
            return archive;
        });
        return list;
    }

    /** From now on the list's manager does this to every mail. */
    void rewrites(UnaryOperator<String> manager) {
        rewriting = manager;
    }

    TcpFaultProxy imap() {
        return imap;
    }

    TcpFaultProxy smtp() {
        return smtp;
    }

    /** Both ports are away until it is ended. */
    Outage outage() {
        Outage reading = imap.outage();
        Outage sending = smtp.outage();
        return () -> {
            reading.end();
            sending.end();
        };
    }

    /** How a hub with that address, subscribed to the list, reads and writes it. */
    ChannelSettings channel(String name, String hub) {
        return channel(name, hub, imap.port(), smtp.port());
    }

    /** The same past the ports that make faults. */
    ChannelSettings directChannel(String name, String hub) {
        return channel(name, hub, server.getImap().getPort(), server.getSmtp().getPort());
    }

    private static ChannelSettings channel(String name, String hub, int imapPort, int smtpPort) {
        return ChannelSettings.of(name, "email", Map.of(
                "imap", "imap://127.0.0.1:" + imapPort,
                "smtp", "smtp://127.0.0.1:" + smtpPort,
                "user", hub,
                "password", PASSWORD,
                "address", hub,
                "list", ADDRESS,
                "look-in", "INBOX"))
                .polling(Duration.ofSeconds(1))
                .visibleAfter(Duration.ofSeconds(1));
    }

    /** Somebody writes to the list. Lines may end with {@code \n}. */
    void write(String mail) {
        distribute(mail);
    }

    private void distribute(String mail) {
        byte[] bytes = rewriting.apply(mail).replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        subscribers.forEach(subscriber -> put(subscriber, bytes));
    }

    /** Puts a mail into a mailbox as it is. */
    void put(String subscriber, byte[] mail) {
        try {
            inbox(subscriber).appendMessage(new AsWritten(mail), new Flags(), Date.from(Instant.parse("2026-03-14T08:00:00Z")));
        } catch (MessagingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** What the server has taken for the list, once for each time. */
    List<SentMail> sent() {
        return List.copyOf(sent);
    }

    private MailFolder inbox(String subscriber) {
        try {
            GreenMailUser user = server.getUserManager().getUserByEmail(subscriber);
            return server.getManagers().getImapHostManager().getInbox(user);
        } catch (FolderException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String raw(MimeMessage message) {
        var out = new ByteArrayOutputStream();
        try {
            message.writeTo(out);
        } catch (IOException | MessagingException wrong) {
            throw new IllegalStateException(wrong);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        imap.close();
        smtp.close();
        server.stop();
    }

    /** A message that the library does not write in its own way. */
    private static final class AsWritten extends MimeMessage {
        private static final Session SESSION = Session.getInstance(new Properties());

        private final byte[] bytes;

        AsWritten(byte[] bytes) throws MessagingException {
            super(SESSION, new ByteArrayInputStream(bytes));
            this.bytes = bytes;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }

        @Override
        public void writeTo(OutputStream out, String[] left) throws IOException {
            out.write(bytes);
        }

        @Override
        public int getSize() {
            return bytes.length;
        }
    }
}
