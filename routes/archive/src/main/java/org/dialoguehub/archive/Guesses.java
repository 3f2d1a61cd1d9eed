package org.dialoguehub.archive;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a reply answers if its program did not say so: the newest mail before it that began a talk on the same subject, if the reply was sent to its
 * writer or both came by the same list. Only mails that say of themselves that they are replies, and name no mail at all, are guessed about.
 */
final class Guesses {
    private static final long LONGEST = Duration.ofDays(60).toSeconds();

    private final Catalogue catalogue;
    private final Nodes nodes;
    private final Threads threads;
    private final Digest digest;

    Guesses(Catalogue catalogue, Nodes nodes, Threads threads, Digest digest) {
        this.catalogue = catalogue;
        this.nodes = nodes;
        this.threads = threads;
        this.digest = digest;
    }

    /** Puts a mail below what it most likely answers, and says whether it did; remembers a mail that begins a talk. */
    boolean settle(Letter letter, Set<String> tags, Node node, long number) {
        String subject = Subject.base(letter.subject()).toLowerCase(Locale.ROOT);
        if (!letter.references().isEmpty() || subject.isBlank()) {
            return false;
        }
        if (!letter.is(Letter.REPLY)) {
            catalogue.lastWithSubject(digest.number(subject), number);
            return false;
        }
        Optional<Row> candidate =
                catalogue.lastWithSubject(digest.number(subject)).flatMap(catalogue::row).filter(row -> fits(row, letter, tags));
        Node above = candidate.map(row -> nodes.find(row.node())).orElse(null);
        if (above == null || node.parent() != Node.NONE) {
            return false;
        }
        threads.guess(node, above);
        catalogue.flag(number, Letter.GUESSED);
        return true;
    }

    private boolean fits(Row row, Letter letter, Set<String> tags) {
        boolean inTime = letter.sent() >= row.sent() && letter.sent() - row.sent() <= LONGEST;
        return inTime && (isAmong(letter.recipients(), row.address()) || sharesList(row, tags));
    }

    private static boolean isAmong(List<String> recipients, String address) {
        return !address.isEmpty() && recipients.stream().anyMatch(recipient -> recipient.endsWith(" " + address));
    }

    private boolean sharesList(Row row, Set<String> tags) {
        Set<String> names = Registrar.names(catalogue.labelsOf(row.number()), catalogue.labels(), false);
        return names.stream().anyMatch(tags::contains);
    }
}
