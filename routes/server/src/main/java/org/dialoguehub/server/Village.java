package org.dialoguehub.server;

import com.icegreen.greenmail.imap.ProtocolException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dialoguehub.hub.ChannelSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real mail server on the loopback address, with a mailbox for each person and a list that all of them and the hub are on. */
final class Village implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Village.class);

    static final String LIST = "parents@example.org";
    static final String HUB = "hub@example.org";
    static final String PASSWORD = "swimming";

    private final GreenMail server;
    private final List<String> members;

    private Village(GreenMail server, List<String> members) {
        this.server = server;
        this.members = members;
    }

    /** @param members the addresses of those who read and write by mail */
    static Village start(List<String> members) throws InterruptedException {
        var server = new GreenMail(new ServerSetup[]{
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        Thread.ofPlatform().group(new Street()).start(server::start).join();
        var village = new Village(server, List.copyOf(members));
        members.forEach(member -> server.setUser(member, member, PASSWORD));
        server.setUser(HUB, HUB, PASSWORD);
        server.getUserManager().setMessageDeliveryHandler((message, to) -> village.deliver(message.getMessage(), to.getEmail()));
        return village;
    }

    /** The list, as the hub is on it. */
    ChannelSettings channel(String name) {
        return ChannelSettings.of(name, "email", Map.of(
                "imap", "imap://127.0.0.1:" + imapPort(),
                "smtp", "smtp://127.0.0.1:" + smtpPort(),
                "user", HUB,
                "password", PASSWORD,
                "address", HUB,
                "list", LIST,
                "title", "Parents",
                "look-in", "INBOX"))
                .polling(Duration.ofSeconds(2));
    }

    int smtpPort() {
        return server.getSmtp().getPort();
    }

    int imapPort() {
        return server.getImap().getPort();
    }

    /** What goes to the list goes to everybody on it; the hub's mailbox is the last of them. */
    private GreenMailUser deliver(MimeMessage message, String to) throws MessagingException, UserException {
        UserManager users = server.getUserManager();
        if (!to.equalsIgnoreCase(LIST)) {
            GreenMailUser user = users.getUserByEmail(to);
            return user == null ? users.createUser(to, to, PASSWORD) : user;
        }
        for (String member : members) {
            users.getUserByEmail(member).deliver(new MimeMessage(message));
        }
        return users.getUserByEmail(HUB);
    }

    /** Puts many mails straight into the hub's mailbox, {@code mail 0} and so on. */
    void fill(int mails) {
        GreenMailUser hub = server.getUserManager().getUserByEmail(HUB);
        for (int index = 0; index < mails; index++) {
            String text =
                    "From: Writer " + index % 50 + " <writer" + index % 50 + "@example.org>\r\nTo: " + LIST + "\r\nSubject: Mail " + index
                            + "\r\nMessage-ID: <" + index + "@mail.example.org>\r\nDate: Sat, 14 Mar 2026 10:00:00 +0200\r\n\r\nmail "
                            + index + "\r\n";
            hub.deliver(GreenMailUtil.newMimeMessage(text));
        }
    }

    /** The own words of each mail that the hub sent to the list, as often as it is there. */
    List<String> sentByHub() throws MessagingException, IOException {
        return new MailClient(this, "Hub", HUB)
                .inbox().stream()
                .filter(mail -> mail.from().contains(HUB))
                .map(mail -> mail.text().lines().findFirst().orElse(""))
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** The threads of the mail server. It throws when a client goes away, as all clients do; that is no news for people. */
    private static final class Street extends ThreadGroup {
        Street() {
            super("village");
        }

        @Override
        public void uncaughtException(Thread thread, Throwable failure) {
            if (failure.getCause() instanceof ProtocolException || failure.getCause() instanceof IOException) {
                LOG.debug("A mail client went away", failure);
            } else {
                super.uncaughtException(thread, failure);
            }
        }
    }
}
