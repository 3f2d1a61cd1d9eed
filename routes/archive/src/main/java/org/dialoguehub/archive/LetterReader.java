package org.dialoguehub.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.mail.Address;
import org.dialoguehub.mail.Headers;
import org.dialoguehub.mail.Label;
import org.dialoguehub.mail.Mail;
import org.dialoguehub.mail.MailDate;
import org.dialoguehub.mail.MessageIds;
import org.dialoguehub.mail.OwnWords;
import org.dialoguehub.mail.Segments;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.NoteRef;

/** Reads mails for the archive. For one thread at a time. */
final class LetterReader {
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_SUBJECT = 1_000;
    private static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    /** How pipermail writes addresses, so that they are not collected. */
    private static final Pattern MANGLED = Pattern.compile("(\\S+) at (\\S+\\.\\S+)");

    private final InstantSource clock;
    private final Digest digest = new Digest();

    LetterReader(InstantSource clock) {
        this.clock = clock;
    }

    /** Reads what stands between two places; any bytes give a letter. */
    Letter read(byte[] bytes, int from, int to) throws IOException {
        var files = new Files();
        Mail mail = Mail.read(ByteBuffer.wrap(bytes, from, to - from), files);
        Headers headers = mail.headers();
        String subject = shortened(headers.text("subject").orElse(""));
        Segments text = OwnWords.of(mail);
        Address writer = writer(headers);
        Optional<String> id = MessageIds.first(headers.first("message-id").orElse(""));
        Fingerprint content = digest.of(headers, bytes, from, to);
        long node = id.map(digest::number).orElseGet(content::number);
        Optional<Instant> sent = sent(headers);
        String own = text.ownWords();
        List<String> names = mail.files().stream().map(file -> file.attachment().name()).toList();
        int flags = (id.isEmpty() ? Letter.NO_ID : 0) | (sent.isEmpty() ? Letter.NO_DATE : 0) | (names.isEmpty() ? 0 : Letter.FILES)
                | (Subject.isReply(subject) ? Letter.REPLY : 0);
        long seconds = sent.map(Instant::getEpochSecond).orElse(0L);
        return new Letter(node, references(headers, id.orElse("")), content, digest.words(writer.address(), seconds, subject, own), seconds,
                writer.name(), writer.address(), recipients(headers), subject, own, quoted(text), names, files.text(mail), tags(headers),
                flags);
    }

    private List<Long> references(Headers headers, String own) {
        Optional<InReplyTo> answered = MessageIds.inReplyTo(headers, own);
        if (answered.isEmpty()) {
            return List.of();
        }
        List<NoteRef> oldestFirst = answered.get().ancestors().reversed();
        List<Long> references = new ArrayList<>(oldestFirst.size() + 1);
        oldestFirst.forEach(above -> references.add(digest.number(above.value())));
        references.add(digest.number(answered.get().note().value()));
        return references;
    }

    private static Address writer(Headers headers) {
        for (String field : List.of("from", "reply-to", "sender")) {
            List<Address> named = addresses(headers.first(field).orElse(""));
            if (!named.isEmpty()) {
                return named.getFirst();
            }
        }
        return new Address(shortened(headers.text("from").orElse("")), "");
    }

    private static List<Address> addresses(String value) {
        if (value.indexOf('@') < 0) {
            Matcher mangled = MANGLED.matcher(value.length() > LONGEST_SUBJECT ? "" : value);
            return Address.list(mangled.replaceAll("$1@$2"));
        }
        return Address.list(value);
    }

    static List<String> recipients(Headers headers) {
        List<String> all = new ArrayList<>();
        for (String field : List.of("to", "cc")) {
            for (String value : headers.all(field)) {
                addresses(value).forEach(address -> all.add(address.name() + " " + address.address()));
            }
        }
        return all;
    }

    /** When it was sent, by what it says, else by the last server that passed it on. */
    private Optional<Instant> sent(Headers headers) {
        Instant latest = clock.instant().plus(CLOCKS_DIFFER);
        return headers.first("date").flatMap(MailDate::parse).filter(date -> possible(date, latest))
                .or(() -> headers.first("received").map(value -> value.substring(value.lastIndexOf(';') + 1)).flatMap(MailDate::parse)
                        .filter(date -> possible(date, latest)));
    }

    private static boolean possible(Instant date, Instant latest) {
        return date.isAfter(EARLIEST) && date.isBefore(latest);
    }

    private static List<String> tags(Headers headers) {
        Set<String> tags = new LinkedHashSet<>();
        for (String field : List.of("x-gmail-labels", "keywords", "x-keywords")) {
            headers.text(field).ifPresent(value -> {
                for (String tag : value.split("[,;]", MOST_TAGS)) {
                    add(tag, tags);
                }
            });
        }
        headers.first("list-id").map(value -> value.substring(value.lastIndexOf('<') + 1).replace(">", ""))
                .ifPresent(tag -> add(tag, tags));
        return List.copyOf(tags);
    }

    private static void add(String tag, Set<String> tags) {
        String name = tag.strip().toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && name.length() <= 200) {
            tags.add(name);
        }
    }

    /** The lines of others that stand in it. */
    private static String quoted(Segments segments) {
        var quoted = new StringBuilder();
        for (Segments.Line line : segments.lines()) {
            if (line.label() == Label.QUOTE || line.label() == Label.FORWARD) {
                quoted.append(line.text()).append('\n');
            }
        }
        return quoted.toString();
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_SUBJECT ? text.substring(0, LONGEST_SUBJECT) : text;
    }

    /** Files stay where they are in the mail; what may have a text is looked at. */
    private static final class Files implements Blobs {
        private static final Stored NOWHERE = new Stored(new BlobId("0".repeat(64)), 0);
        private static final int LOOK = 16;
        private static final int MOST = 20;

        private final List<byte[]> contents = new ArrayList<>();

        @Override
        public Stored put(InputStream content) throws IOException {
            byte[] start = contents.size() < MOST ? content.readNBytes(LOOK) : new byte[0];
            byte[] rest = start.length == LOOK && FileText.isWorthReading(start) ? content.readNBytes(FileText.LARGEST) : new byte[0];
            byte[] whole = Arrays.copyOf(start, start.length + rest.length);
            System.arraycopy(rest, 0, whole, start.length, rest.length);
            contents.add(rest.length == FileText.LARGEST ? new byte[0] : whole);
            return NOWHERE;
        }

        /** The text of all of them. */
        String text(Mail mail) {
            var text = new StringBuilder();
            for (int at = 0; at < Math.min(contents.size(), mail.files().size()); at++) {
                if (contents.get(at).length > 0) {
                    var file = mail.files().get(at).attachment();
                    text.append(FileText.of(file.name(), file.mediaType(), contents.get(at))).append('\n');
                }
            }
            return text.toString();
        }

        @Override
        public InputStream open(BlobId id) throws IOException {
            throw new IOException("There is no such file");
        }
    }
}
