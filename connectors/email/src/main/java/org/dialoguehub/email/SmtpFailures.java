package org.dialoguehub.email;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Duration;
import java.time.Instant;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.mail.Decoding;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * What the failure of an SMTP exchange means (RFC 5321, 4.2 and 4.5.4).
 *
 * <p>Until the line with the final dot is written nothing can have happened. After that a reply of 4xx or 5xx says that the server does not
 * take the mail; no reply says nothing.
 */
final class SmtpFailures {
    /** Grey-listing servers take a mail some minutes later. */
    private static final Duration LATER = Duration.ofMinutes(2);

    private static final int CLOSING = 421;

    private SmtpFailures() {}

    static ConnectorException signIn(MessagingException refused, int code, Server server, String user) {
        String reason = server + " does not let '" + user + "' in: " + words(refused);
        boolean later = code >= 400 && code < 500;
        return new ConnectorException(later ? new Failure.Unreachable(reason) : new Failure.Unauthorized(reason), refused);
    }

    static ConnectorException of(MessagingException failed, Outbox.Progress progress, Server server, Instant now) {
        Failure failure = switch (progress) {
            case CONNECTING -> new Failure.Unreachable("No mail can be sent by " + server + ": " + words(failed));
            case ENVELOPE -> reply(failed, server, now, new Failure.Unreachable("Nothing was sent by " + server + ": " + words(failed)));
            case CONTENT -> new Failure.Unreachable("The mail did not reach " + server + " whole, so it is not sent: " + words(failed));
            case END ->
                reply(failed, server, now, new Failure.Uncertain(server + " did not say whether it took the mail: " + words(failed)));
        };
        return new ConnectorException(failure, failed);
    }

    /** By the server's reply if there is one. */
    private static Failure reply(MessagingException failed, Server server, Instant now, Failure none) {
        int code = code(failed);
        String reason = server + " refuses the mail: " + words(failed);
        if (code == CLOSING) {
            return new Failure.Unreachable(reason);
        }
        if (code >= 400 && code < 500) {
            return new Failure.Throttled(now.plus(LATER), reason);
        }
        if (code == 530 || code == 534 || code == 535 || code == 538) {
            return new Failure.Unauthorized(reason);
        }
        return code >= 500 && code < 600 ? new Failure.Rejected(reason) : none;
    }

    /** The worst reply of all recipients, or that to the command that failed; 0 if there was none. */
    private static int code(MessagingException failed) {
        int code = 0;
        for (Exception each = failed; each instanceof MessagingException next; each = next.getNextException()) {
            code = switch (next) {
                case SMTPSendFailedException refused -> Math.max(code, refused.getReturnCode());
                case SMTPAddressFailedException refused -> Math.max(code, refused.getReturnCode());
                default -> code;
            };
        }
        return code;
    }

    private static String words(MessagingException failed) {
        Exception inner = failed.getNextException();
        boolean bare = failed instanceof SendFailedException && !(failed instanceof SMTPSendFailedException);
        String message = bare && inner != null ? inner.getMessage() : failed.getMessage();
        String cause = inner != null && !bare && inner.getMessage() != null ? " (" + inner.getMessage() + ")" : "";
        return Decoding.line((message == null ? failed.getClass().getSimpleName() : message) + cause);
    }
}
