package org.dialoguehub.email;

import java.util.Locale;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.mail.Decoding;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;

/** What the failure of an IMAP exchange means. We only read, so nothing ever happened. */
final class ImapFailures {
    private ImapFailures() {}

    static ConnectorException of(Exception failed, Server server) {
        return new ConnectorException(new Failure.Unreachable(server + " cannot be read from: " + words(failed)), failed);
    }

    /** Sign-in refused: for good, unless the server says that it has trouble of its own (RFC 5530). */
    static ConnectorException signIn(CommandFailedException refused, Server server, String user) {
        String reason = server + " does not let '" + user + "' in: " + words(refused);
        return new ConnectorException(isTrouble(refused) ? new Failure.Unreachable(reason) : new Failure.Unauthorized(reason), refused);
    }

    static ConnectorException folder(CommandFailedException refused, Server server, String folder) {
        String reason = "The folder '" + folder + "' cannot be opened on " + server + ": " + words(refused);
        return new ConnectorException(isTrouble(refused) ? new Failure.Unreachable(reason) : new Failure.Rejected(reason), refused);
    }

    private static boolean isTrouble(ProtocolException refused) {
        String words = words(refused).toUpperCase(Locale.ROOT);
        return words.contains("[UNAVAILABLE]")
                || words.contains("[INUSE]")
                || words.contains("[LIMIT]")
                || words.contains("[SERVERBUG]")
                || words.contains("[CONTACTADMIN]");
    }

    private static String words(Exception failed) {
        Throwable cause = failed.getCause();
        String inner = cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return Decoding.line((failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage()) + inner);
    }
}
