package org.dialoguehub.email;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
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
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.dialoguehub.connector.Host;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;

/** A mail server in this process, with the mailbox that the list's mail comes to. */
final class TestMailServer implements AutoCloseable {
    static final String LIST = "parents@example.org";
    static final String PASSWORD = "pass word \\ \"quoted\"";

    private final GreenMail server;
    private final GreenMailUser user;

    TestMailServer() {
        server = new GreenMail(new ServerSetup[]{
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        server.start();
        user = server.setUser(LIST, "parents", PASSWORD);
    }

    int imapPort() {
        return server.getImap().getPort();
    }

    int smtpPort() {
        return server.getSmtp().getPort();
    }

    Map<String, String> settings() {
        return settings(imapPort(), smtpPort());
    }

    static Map<String, String> settings(int imapPort, int smtpPort) {
        return new HashMap<>(Map.of(
                "imap", "imap://127.0.0.1:" + imapPort,
                "smtp", "smtp://127.0.0.1:" + smtpPort,
                "user", "parents",
                "password", PASSWORD,
                "address", "hub@example.org",
                "list", LIST,
                "look-in", "INBOX"));
    }

    EmailSession open(Host host) {
        return open(settings(), host);
    }

    static EmailSession open(Map<String, String> settings, Host host) {
        var connector = new EmailConnector();
        try {
            return (EmailSession) connector.open(Settings.read(connector.spec().settings(), settings), host);
        } catch (SettingsException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** From now on the password is another. */
    void revoke() {
        user.setPassword("another");
    }

    /** Puts a mail into the mailbox as it is; lines may end with {@code \n}. */
    void deliver(String mail) {
        deliver(mail.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void deliver(byte[] mail) {
        try {
            inbox().appendMessage(new AsWritten(mail), new Flags(), Date.from(TestHost.NOON));
        } catch (MessagingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** Deletes all mails but the first ones. */
    void deleteAllAfter(int first) throws FolderException {
        List<StoredMessage> stored = inbox().getMessages();
        for (StoredMessage message : stored.subList(first, stored.size())) {
            inbox().setFlags(new Flags(Flags.Flag.DELETED), true, message.getUid(), null, true);
        }
        inbox().expunge();
    }

    MailFolder inbox() {
        try {
            return server.getManagers().getImapHostManager().getInbox(user);
        } catch (FolderException missing) {
            throw new IllegalStateException(missing);
        }
    }

    MailFolder folder(String name) {
        try {
            return server.getManagers().getImapHostManager().createMailbox(user, name);
        } catch (Exception wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** The mails in the mailbox as they are. */
    List<String> mails() {
        return inbox().getMessages().stream().map(stored -> text(stored.getMimeMessage())).toList();
    }

    private static String text(MimeMessage message) {
        var out = new ByteArrayOutputStream();
        try {
            message.writeTo(out);
        } catch (IOException | MessagingException wrong) {
            throw new IllegalStateException(wrong);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop();
    }

    /** A message that the library does not write in its own way. */
    private static final class AsWritten extends MimeMessage {
        private final byte[] bytes;

        AsWritten(byte[] bytes) throws MessagingException {
            super(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
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
