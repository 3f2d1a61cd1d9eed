package org.dialoguehub.adaptation;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dialoguehub.adaptation.Splitter.Range;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.text.TextRules;
import org.dialoguehub.text.TextRules.Form;

/**
 * Says notes by the rules of one network. The same note gives the same parts at any time: what is shown beforehand is what is sent.
 *
 * @param overflow what becomes of a text that is too long
 * @param mostParts the most parts that a note may become, 1 or more; a longer one is refused
 * @param directory who people are on the network
 * @param whole where the whole text can be read, for one that is shortened
 */
public record Adaptation(TextRules rules, Overflow overflow, int mostParts, Directory directory, Optional<URI> whole) {
    /** As many as people are ready to read one by one. */
    public static final int MOST_PARTS = 25;

    private static final String ELLIPSIS = "…";

    public Adaptation {
        if (mostParts < 1) {
            throw new IllegalArgumentException("A note becomes one part at least, not " + mostParts);
        }
    }

    /** Splits what is too long, and knows nobody. */
    public static Adaptation to(TextRules rules) {
        return new Adaptation(rules, Overflow.SPLIT, MOST_PARTS, Directory.EMPTY, Optional.empty());
    }

    public Adaptation with(Overflow value) {
        return new Adaptation(rules, value, mostParts, directory, whole);
    }

    public Adaptation with(Directory value) {
        return new Adaptation(rules, overflow, mostParts, value, whole);
    }

    /** The same with an address where the whole text can be read. */
    public Adaptation linking(URI value) {
        return new Adaptation(rules, overflow, mostParts, directory, Optional.of(value));
    }

    /** What the network gets of a note. */
    public Adapted of(Note note) {
        List<Change> changes = new ArrayList<>();
        if (rules.shows().containsAll(EnumSet.allOf(Form.class))) {
            return isLimited() ? fitted(note, changes) : Adapted.unchanged(note);
        }
        Note titled = rules.shows().contains(Form.SUBJECT) ? note : withoutSubject(note, changes);
        var forms = new Forms(rules, directory);
        Note simple = titled.withBody(forms.of(titled.body()));
        changes.addAll(forms.changes());
        return fitted(simple, changes);
    }

    /** Whether any text can become several parts. */
    public boolean splits() {
        return overflow == Overflow.SPLIT && isLimited();
    }

    private boolean isLimited() {
        return rules.limit(true) < Long.MAX_VALUE || rules.limit(false) < Long.MAX_VALUE;
    }

    private static Note withoutSubject(Note note, List<Change> changes) {
        if (note.subject().isEmpty()) {
            return note;
        }
        String subject = note.subject().get();
        Note bare = new Note(note.author(), Optional.empty(), note.body(), note.inReplyTo(), note.attachments(), note.audience(),
                note.published(), note.language(), note.url());
        if (note.inReplyTo().isPresent()) {
            changes.add(new Change(Change.Kind.SUBJECT_LEFT_OUT, subject));
            return bare;
        }
        changes.add(new Change(Change.Kind.SUBJECT_IN_TEXT, subject));
        List<Block> blocks = new ArrayList<>(List.of(new Block.Heading(1, List.of(new Span.Text(subject)))));
        blocks.addAll(note.body().blocks());
        return bare.withBody(new RichText(blocks));
    }

    private Adapted fitted(Note note, List<Change> changes) {
        var flat = new Flat(note.body());
        boolean answer = note.inReplyTo().isPresent();
        var splitter = new Splitter(flat, note.language().orElse(Locale.ROOT));
        if (splitter.next(0, words -> count(words) - rules.limit(answer)).filter(first -> !splitter.isAll(first)).isEmpty()) {
            return new Adapted(List.of(note.withBody(flat.whole())), changes, Optional.empty());
        }
        Adapted fitted = switch (overflow) {
            case REFUSE -> refused(note, changes, flat);
            case SHORTEN -> shortened(note, changes, flat, splitter);
            case SPLIT -> rules.limit(true) == 0 ? refused(note, changes, flat) : split(note, changes, flat, splitter);
        };
        if (splitter.hasBroken() && fitted.refusal().isEmpty()) {
            changes.add(new Change(Change.Kind.BROKEN, ""));
            return new Adapted(fitted.parts(), changes, Optional.empty());
        }
        return fitted;
    }

    private long count(String text) {
        return rules.counter().count(text);
    }

    private Adapted refused(Note note, List<Change> changes, Flat flat) {
        return new Adapted(List.of(note), changes, Optional.of("The text counts " + count(flat.stripped()) + "; "
                + rules.limit(note.inReplyTo().isPresent()) + " are allowed"));
    }

    private Adapted shortened(Note note, List<Change> changes, Flat flat, Splitter splitter) {
        long limit = rules.limit(note.inReplyTo().isPresent());
        String more = whole.map(address -> " " + address).orElse("");
        Range kept = splitter.next(0, words -> count(words + " " + ELLIPSIS + more) - limit).orElseThrow();
        List<Span> behind = new ArrayList<>(List.of(new Span.Text(endsSentence(flat, kept) ? " " + ELLIPSIS : ELLIPSIS)));
        whole.ifPresent(address -> {
            behind.add(new Span.Text(" "));
            behind.add(new Span.Link(List.of(new Span.Text(address.toString())), address));
        });
        changes.add(new Change(Change.Kind.SHORTENED, String.valueOf(kept.to() - kept.from())));
        return new Adapted(List.of(note.withBody(followed(flat.part(kept.from(), kept.to()), behind))), changes, Optional.empty());
    }

    private static boolean endsSentence(Flat flat, Range range) {
        return range.to() > range.from() && ".!?:…。！？".indexOf(flat.characters().charAt(range.to() - 1)) >= 0;
    }

    private Adapted split(Note note, List<Change> changes, Flat flat, Splitter splitter) {
        boolean answer = note.inReplyTo().isPresent();
        for (int digits = 1; digits <= String.valueOf(mostParts).length(); digits++) {
            String widest = "9".repeat(digits);
            String number = number(widest, widest);
            int most = Math.min(mostParts, Integer.parseInt(widest));
            Optional<List<Range>> ranges =
                    splitter.all(most, (part, words) -> count(words + number) - rules.limit(answer || part > 0));
            if (ranges.isPresent()) {
                changes.add(new Change(Change.Kind.SPLIT, String.valueOf(ranges.get().size())));
                return new Adapted(parts(note, flat, ranges.get()), changes, Optional.empty());
            }
        }
        return new Adapted(List.of(note), changes, Optional.of("The text needs more than " + mostParts + " parts of "
                + rules.limit(answer)));
    }

    private static List<Note> parts(Note note, Flat flat, List<Range> ranges) {
        List<Note> parts = new ArrayList<>();
        for (Range range : ranges) {
            String number = number(String.valueOf(parts.size() + 1), String.valueOf(ranges.size()));
            RichText words = followed(flat.part(range.from(), range.to()), List.of(new Span.Text(number)));
            parts.add(parts.isEmpty() ? note.withBody(words) : note.withBody(words).withAttachments(List.of()));
        }
        return parts;
    }

    private static String number(String part, String of) {
        return " (" + part + "/" + of + ")";
    }

    /** With a few words behind the last ones. */
    private static RichText followed(RichText text, List<Span> behind) {
        List<Block> blocks = new ArrayList<>(text.blocks());
        List<Span> spans = new ArrayList<>();
        if (!blocks.isEmpty() && blocks.getLast() instanceof Block.Paragraph(List<Span> last)) {
            blocks.removeLast();
            spans.addAll(last);
        }
        spans.addAll(behind);
        blocks.add(new Block.Paragraph(spans));
        return new RichText(blocks);
    }
}
