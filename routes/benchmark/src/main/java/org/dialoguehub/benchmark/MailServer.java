package org.dialoguehub.benchmark;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.List;
import java.util.Map;

/** A mail server on the loopback address, in this process, with the mailbox of the hub. */
final class MailServer implements AutoCloseable {
    static final String HUB = "hub@example.org";

    private final GreenMail server = new GreenMail(new ServerSetup[]{
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private final GreenMailUser hub;

    MailServer() {
        server.start();
        hub = server.setUser(HUB, HUB, HUB);
    }

    int imapPort() {
        return server.getImap().getPort();
    }

    /** Puts mails into the mailbox, past SMTP. */
    void deliver(List<String> mails) throws UserException {
        for (String mail : mails) {
            hub.deliver(GreenMailUtil.newMimeMessage(mail));
        }
    }

    /** The settings of an e-mail channel on this server. */
    Map<String, String> channel() {
        return Map.of(
                "imap", "imap://127.0.0.1:" + imapPort(),
                "smtp", "smtp://127.0.0.1:" + server.getSmtp().getPort(),
                "user", HUB,
                "password", HUB,
                "address", HUB,
                "list", "parents@example.org");
    }

    @Override
    public void close() {
        server.stop();
    }
}
