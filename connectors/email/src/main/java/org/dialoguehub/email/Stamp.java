package org.dialoguehub.email;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.dialoguehub.connector.Prepared;

/** What makes a mail to send the one it is: its Message-ID, date and subject, fixed before the first byte goes out. */
record Stamp(String messageId, Instant date, String subject) {
    Stamp {
        date = date.truncatedTo(ChronoUnit.SECONDS);
    }

    static Stamp of(Prepared.Ready ready) {
        List<String> parts = List.of(ready.state().split("\n", 3));
        return new Stamp(parts.get(0), Instant.parse(parts.get(1)), parts.get(2));
    }

    String state() {
        return messageId + "\n" + date + "\n" + subject;
    }
}
