package org.dialoguehub.email;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.mail.MessageIds;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.sandbox.Armed;
import org.dialoguehub.sandbox.Outage;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.TcpFaultProxy;
import org.dialoguehub.testkit.NetworkUnderTest;

/** A mail server behind proxies that make faults, as the contracts of connectors see it. */
final class MailNetwork implements NetworkUnderTest {
    private static final String READ = ".* UID FETCH \\d+:.*";

    private final SandboxClock clock = SandboxClock.standingAt(TestHost.NOON);
    private final TestMailServer server = new TestMailServer();
    private final TcpFaultProxy imap = TcpFaultProxy.before(server.imapPort(), clock);
    private final TcpFaultProxy smtp = TcpFaultProxy.before(server.smtpPort(), clock);
    private final Armed reads = imap.onClientLine(READ).count();
    private final Armed publishes = smtp.onClientLine("DATA").count();
    private final List<Outage> outages = new ArrayList<>();
    private int said;

    @Override
    public Map<String, String> settings() {
        return TestMailServer.settings(imap.port(), smtp.port());
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public boolean pass(Duration time) {
        clock.advance(time);
        return true;
    }

    @Override
    public ExternalId say(String text) {
        String id = "said-" + said++ + "@example.net";
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        server.deliver("From: Bertil <bertil@example.net>\nTo: parents@example.org\nSubject: Said\nDate: " + date + "\nMessage-ID: <" + id
                + ">\n\n" + text + "\n");
        return new ExternalId(id);
    }

    @Override
    public boolean sayUnreadable() {
        server.deliver(new byte[]{0, (byte) 0xFF, '\r', '\n', (byte) 0xC3, '(', 0x1B, 0, '\r', '\n'});
        return true;
    }

    @Override
    public List<Out> out() {
        return server.inbox().getMessages().stream().map(stored -> out(stored.getMimeMessage())).toList();
    }

    @Override
    public long requests(Work work) {
        return switch (work) {
            case READ -> reads.fired();
            case PUBLISH -> publishes.fired();
            case CHANGE -> 0;
        };
    }

    @Override
    public boolean cause(Trouble trouble, Work work) {
        return switch (work) {
            case READ -> causeReading(trouble);
            case PUBLISH -> causePublishing(trouble);
            case CHANGE -> false;
        };
    }

    private boolean causeReading(Trouble trouble) {
        switch (trouble) {
            case REFUSED -> goAway();
            case REQUEST_LOST -> imap.onClientLine(READ).cut();
            case ANSWER_LOST -> imap.onServerLine("\\w+ OK .*").afterClientLine(READ).cut();
            case ANSWER_HALF -> imap.onServerLine(".* FETCH .*BODY\\[.*").cutAfter(60);
            case ANSWER_LATE -> imap.onServerLine("\\w+ OK .*").afterClientLine(READ).swallow();
            case SERVER_FAILS -> imap.onServerLine("\\w+ OK .*").afterClientLine(".* EXAMINE .*").cut();
            case REVOKED -> server.revoke();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean causePublishing(Trouble trouble) {
        switch (trouble) {
            case REFUSED -> goAway();
            case REQUEST_LOST -> smtp.onClientLine("\\.").cut();
            case ANSWER_LOST -> smtp.onServerLine("250.*").afterClientLine("\\.").cut();
            case ANSWER_HALF -> smtp.onServerLine("250.*").afterClientLine("\\.").replace("25");
            case ANSWER_LATE -> smtp.onServerLine("250.*").afterClientLine("\\.").swallow();
            case THROTTLED -> smtp.onServerLine("250.*").afterClientLine("RCPT .*").replace("450 4.7.1 Too much mail");
            case REVOKED -> smtp.onServerLine("250.*").afterClientLine("MAIL .*").replace("530 5.7.0 Authentication required");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void goAway() {
        outages.add(imap.outage());
        outages.add(smtp.outage());
    }

    @Override
    public void recover() {
        outages.forEach(Outage::end);
        outages.clear();
    }

    @Override
    public void close() {
        imap.close();
        smtp.close();
        server.close();
    }

    private static Out out(MimeMessage mail) {
        try {
            Optional<ExternalId> answered =
                    MessageIds.first(Optional.ofNullable(mail.getHeader("In-Reply-To", null)).orElse("")).map(ExternalId::new);
            String id = MessageIds.first(Optional.ofNullable(mail.getMessageID()).orElse("")).orElse("none");
            return new Out(new ExternalId(id), text(mail.getContent()), mail.getHeader(Hops.HEADER) != null, answered, Set.of());
        } catch (MessagingException | IOException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static String text(Object content) throws MessagingException, IOException {
        if (content instanceof Multipart parts) {
            BodyPart first = parts.getBodyPart(0);
            return text(first.getContent());
        }
        return content.toString();
    }
}
