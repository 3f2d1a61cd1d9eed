package org.dialoguehub.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes mails as an mbox of the kind mboxrd (RFC 4155): lines that begin with {@code From } are escaped, and those that are escaped once more. */
final class MboxWriter {
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ROOT);

    private MboxWriter() {}

    static void write(Row row, byte[] mail, OutputStream out) throws IOException {
        String time = ASCTIME.format(row.time().orElse(Instant.EPOCH).atOffset(ZoneOffset.UTC));
        String sender = row.address().isBlank() ? "MAILER-DAEMON" : row.address().replaceAll("\\s", "");
        out.write(("From " + sender + " " + time + "\n").getBytes(StandardCharsets.UTF_8));
        int at = 0;
        while (at < mail.length) {
            int end = Mbox.behindLine(mail, at, mail.length);
            int text = at;
            // What came from an mbox is escaped already.
            while (!row.is(Letter.ESCAPED) && text < end && mail[text] == '>') {
                text++;
            }
            if (isFrom(mail, text, end)) {
                out.write('>');
            }
            int stop = end;
            while (stop > at && (mail[stop - 1] == '\n' || mail[stop - 1] == '\r')) {
                stop--;
            }
            out.write(mail, at, stop - at);
            out.write('\n');
            at = end;
        }
        out.write('\n');
    }

    private static boolean isFrom(byte[] mail, int at, int end) {
        return end - at >= 5 && mail[at] == 'F' && mail[at + 1] == 'r' && mail[at + 2] == 'o' && mail[at + 3] == 'm' && mail[at + 4] == ' ';
    }
}
