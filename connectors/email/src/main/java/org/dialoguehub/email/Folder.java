package org.dialoguehub.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.mail.Mail;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.eclipse.angus.mail.iap.ProtocolException;

/** Reads a folder in the order of its UIDs, page by page. */
final class Folder {
    private final EmailSettings settings;
    private final Host host;
    private final EmailTranslator translator;

    Folder(EmailSettings settings, Host host) {
        this.settings = settings;
        this.host = host;
        this.translator = new EmailTranslator(settings, host.audience(), host.hubName());
    }

    /** The next page; without a place it begins as the settings say. */
    Batch read(Mailbox mailbox, Optional<Place> after, int limit) throws IOException, ProtocolException, ConnectorException {
        if (after.isEmpty() && settings.from() == EmailSettings.Begin.NOW) {
            return new Batch(List.of(), new Place(mailbox.validity(), mailbox.highest(), host.clock().instant()).cursor(), false);
        }
        Place place = after.orElse(new Place(mailbox.validity(), 0, Instant.EPOCH)).in(mailbox.validity());
        try {
            return page(mailbox, place, Math.min(limit, settings.pageSize()));
        } catch (UncheckedIOException notStored) {
            throw new ConnectorException(new Failure.Unreachable("A mail could not be stored: " + notStored.getMessage()), notStored);
        }
    }

    private Batch page(Mailbox mailbox, Place place, int size) throws IOException, ProtocolException {
        long first = place.uid() + 1;
        var page = new PageReading(mailbox, place);
        Mailbox.Page told = page.read(first, first + size - 1);
        long last = first + size - 1;
        if (page.events.isEmpty() && told.highest() > last) {
            // A gap between UIDs that is wider than the page: go on at its far side.
            Optional<Long> next = mailbox.uids(last + 1, told.highest()).stream().findFirst();
            if (next.isPresent()) {
                last = next.get() + size - 1;
                page.read(next.get(), last);
            }
        }
        boolean more = told.highest() > last;
        long reached = Math.max(place.uid(), Math.min(last, Math.max(told.highest(), page.highest)));
        return new Batch(List.copyOf(page.events.values()), place.at(reached).cursor(), more);
    }

    private record Large(long uid, Optional<Instant> received) {}

    /** The events of one page as its mails come in. */
    private final class PageReading {
        private final Mailbox mailbox;
        private final Place place;
        private final TreeMap<Long, Event> events = new TreeMap<>();
        private long highest;

        PageReading(Mailbox mailbox, Place place) {
            this.mailbox = mailbox;
            this.place = place;
        }

        Mailbox.Page read(long first, long last) throws IOException, ProtocolException {
            var large = new ArrayList<Large>();
            var seen = new HashSet<Long>();
            Mailbox.Page told = mailbox.fetch(first, last, mail -> {
                seen.add(mail.uid());
                if (mail.isWhole()) {
                    take(mail.uid(), mail.received(), Optional.of(mail));
                } else {
                    large.add(new Large(mail.uid(), mail.received()));
                }
            });
            for (Large mail : large) {
                take(mail.uid(), mail.received(), Optional.empty());
            }
            if (told.doubtful()) {
                for (long uid : mailbox.uids(first, last)) {
                    if (!seen.contains(uid)) {
                        takeDoubtful(uid);
                    }
                }
            }
            return told;
        }

        private void takeDoubtful(long uid) throws IOException, ProtocolException {
            Optional<Found> mail = mailbox.fetchPlainly(uid);
            if (mail.isPresent()) {
                take(uid, mail.get().received(), mail.filter(Found::isWhole));
            } else {
                put(uid, unreadable(key(uid), host.clock().instant()));
            }
        }

        /** Keeps a mail and tells of it; one that is not given whole is fetched piece by piece, and never held in memory. */
        private void take(long uid, Optional<Instant> told, Optional<Found> whole) throws IOException {
            highest = Math.max(highest, uid);
            Instant received = told.orElseGet(() -> host.clock().instant());
            if (received.isBefore(place.since())) {
                return;
            }
            try {
                keep(uid, received, whole);
            } catch (IOException failed) {
                if (whole.isPresent()) {
                    throw new UncheckedIOException(failed);
                }
                throw failed;
            }
        }

        private void keep(long uid, Instant received, Optional<Found> whole) throws IOException {
            Blobs.Stored raw = host.blobs().put(whole.map(Found::content).orElseGet(() -> mailbox.stream(uid)));
            boolean deletedMeanwhile = raw.size() == 0 && whole.isEmpty();
            if (deletedMeanwhile) {
                return;
            }
            try (InputStream content = whole.isPresent() ? whole.get().content() : host.blobs().open(raw.id())) {
                put(uid, translator.event(key(uid), Mail.read(content, host.blobs()), raw.id(), received));
            }
        }

        private void put(long uid, Event event) {
            highest = Math.max(highest, uid);
            events.put(uid, event);
        }

        private EventKey key(long uid) {
            return new EventKey(place.validity() + ":" + uid);
        }

        private Event unreadable(EventKey key, Instant now) {
            Note note = Note.of(
                    Actor.of("mailto:unknown@missing.invalid", "?"),
                    RichText.of("This mail is in the folder, but the server does not give it out. Its key is " + key + "."),
                    host.audience(),
                    now);
            return new Event(key, new Activity.Create(new ExternalId(key + "@unreadable.invalid"), note));
        }
    }
}
