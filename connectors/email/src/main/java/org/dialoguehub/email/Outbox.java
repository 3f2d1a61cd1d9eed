package org.dialoguehub.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Sends mails by SMTP, each on a connection of its own: a connection kept open may be dead, and then nobody knows what became of the mail.
 * For use by several threads.
 */
final class Outbox {
    private final EmailSettings settings;
    private final Host host;
    private final Composer composer;
    private final Wires wires;
    private final ScheduledExecutorService watch;

    Outbox(EmailSettings settings, Host host, Wires wires, ScheduledExecutorService watch) {
        this.settings = settings;
        this.host = host;
        this.composer = new Composer(settings, host.hubName(), host.blobs());
        this.wires = wires;
        this.watch = watch;
    }

    /** How far a mail has come; what a failure means depends on it. */
    enum Progress {
        /** The server has not yet been told of any mail. */
        CONNECTING,
        /** Sender and recipients are told. */
        ENVELOPE,
        /** The content is on its way, without its end. */
        CONTENT,
        /** The end may have reached the server. */
        END
    }

    /** Signs in and out again. */
    void check() throws ConnectorException {
        connected((transport, session, progress) -> {});
    }

    /** Sends one mail, once. */
    void send(Post post, Stamp stamp) throws ConnectorException {
        connected((transport, session, progress) -> {
            MimeMessage message = new MimeMessage(session) {
                @Override
                public void writeTo(OutputStream out, String[] left) throws IOException, MessagingException {
                    progress[0] = Progress.CONTENT;
                    super.writeTo(out, left);
                    progress[0] = Progress.END;
                }
            };
            composer.compose(message, post, stamp);
            progress[0] = Progress.ENVELOPE;
            transport.sendMessage(message, composer.recipients());
        });
    }

    @FunctionalInterface
    private interface Work {
        void on(SMTPTransport transport, Session session, Progress[] progress) throws MessagingException;
    }

    private void connected(Work work) throws ConnectorException {
        Server server = settings.smtp();
        Duration limit = host.requestLimit();
        Wire wire = wires.open();
        Session session = session(properties(wire, server, limit));
        var transport = new SMTPTransport(session, new URLName("smtp", server.host(), server.port(), null, null, null));
        Progress[] progress = {Progress.CONNECTING};
        // The library limits each answer; the whole may take no longer than that either.
        Future<?> deadline = watch.schedule(wire::cut, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            transport.connect(server.host(), server.port(), settings.user(), settings.password().reveal());
            work.on(transport, session, progress);
        } catch (AuthenticationFailedException refused) {
            throw SmtpFailures.signIn(refused, transport.getLastReturnCode(), server, settings.user());
        } catch (MessagingException failed) {
            throw SmtpFailures.of(failed, progress[0], server, host.clock().instant());
        } finally {
            deadline.cancel(false);
            quit(transport);
            wires.close(wire);
        }
    }

    /**
     * Angus looks for its parts in all jars of the class path. A virtual thread may be set aside while it holds the lock of a jar; if then all carriers are pinned by
     * others that load classes from that jar, nothing ever goes on. So this is done on a thread of the system.
     */
    private Session session(Properties properties) {
        return CompletableFuture.supplyAsync(() -> Session.getInstance(properties), watch).join();
    }

    private static void quit(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException gone) {
            // What became of the mail was settled before.
        }
    }

    private Properties properties(Wire wire, Server server, Duration limit) {
        Properties properties = wire.properties(server, "smtp", limit);
        properties.setProperty("mail.smtp.from", settings.address());
        properties.setProperty("mail.smtp.localhost", settings.domain());
        properties.setProperty("mail.smtp.sendpartial", "false");
        properties.setProperty("mail.smtp.quitwait", "false");
        boolean international = settings.list().stream().anyMatch(Outbox::isInternational) || isInternational(settings.address());
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(international));
        return properties;
    }

    private static boolean isInternational(String address) {
        return address.chars().anyMatch(c -> c > 127);
    }
}
