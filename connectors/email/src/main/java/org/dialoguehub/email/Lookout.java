package org.dialoguehub.email;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.dialoguehub.connector.Finder.Candidate;
import org.dialoguehub.connector.Finder.Sighting;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Published;
import org.dialoguehub.mail.Mail;
import org.dialoguehub.mail.MailBody;
import org.dialoguehub.mail.MessageIds;
import org.dialoguehub.model.ExternalId;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;

/** Looks into a folder for a mail of ours. */
final class Lookout {
    private final EmailSettings settings;
    private final Host host;

    Lookout(EmailSettings settings, Host host) {
        this.settings = settings;
        this.host = host;
    }

    /**
     * Looks by the Message-ID. That a search finds nothing is believed only after reading the headers of what has come since, for there are
     * servers that search by stale or partial indexes.
     */
    Sighting look(Mailbox mailbox, String place, Stamp stamp, Instant armed) throws IOException, ProtocolException {
        // Clocks and time zones differ, and the server knows only days.
        LocalDate day = armed.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(2);
        Optional<Found> found = bySearch(mailbox, stamp);
        if (found.isEmpty()) {
            found = byReading(mailbox, stamp, day);
        }
        if (found.isPresent()) {
            return new Sighting.Seen(List.of(candidate(mailbox, found.get(), stamp)));
        }
        boolean trusted = settings.lookIn().isPresent() || oursComeBack(mailbox);
        return trusted
                ? new Sighting.Seen(List.of())
                : new Sighting.Blind("No mail of ours has ever come back to " + place + ", so it proves nothing that " + stamp.messageId()
                        + " is not there; look in a mailbox that gets the list's mail, or set 'look-in'");
    }

    private static Optional<Found> bySearch(Mailbox mailbox, Stamp stamp) throws IOException, ProtocolException {
        try {
            for (long uid : mailbox.withHeader("Message-ID", stamp.messageId())) {
                Optional<Found> found = byReading(mailbox, stamp, uid, uid);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (CommandFailedException | BadCommandException cannot) {
            return Optional.empty();
        }
    }

    private static Optional<Found> byReading(Mailbox mailbox, Stamp stamp, LocalDate day) throws IOException, ProtocolException {
        var uids = new TreeSet<>(mailbox.since(day));
        return uids.isEmpty() ? Optional.empty() : byReading(mailbox, stamp, uids.first(), uids.last());
    }

    private static Optional<Found> byReading(Mailbox mailbox, Stamp stamp, long first, long last)
            throws IOException, ProtocolException {
        for (Found mail : mailbox.headers(first, last, "Message-ID")) {
            if (MessageIds.all(mail.text()).contains(stamp.messageId())) {
                return Optional.of(mail);
            }
        }
        return Optional.empty();
    }

    /** Whether a mail of this hub was ever seen here. */
    private boolean oursComeBack(Mailbox mailbox) throws IOException, ProtocolException {
        try {
            return !mailbox.withHeader(Hops.HEADER, host.hubName()).isEmpty();
        } catch (CommandFailedException | BadCommandException cannot) {
            return false;
        }
    }

    private Candidate candidate(Mailbox mailbox, Found found, Stamp stamp) throws IOException, ProtocolException {
        Instant at = found.received().orElse(stamp.date());
        var published = new Published(new ExternalId(stamp.messageId()), Optional.empty(), at);
        var texts = new ArrayList<String>();
        Optional<Found> whole = mailbox.fetchPlainly(found.uid());
        if (whole.isPresent()) {
            try (InputStream raw = whole.get().content()) {
                texts.add(MailBody.of(Mail.read(raw, host.blobs()), "").text().plainText());
            }
        }
        return new Candidate(published, true, String.join("\n", texts));
    }
}
