package org.dialoguehub.feed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dialoguehub.feed.FeedException.Reason;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/**
 * Makes any text fit to be kept and shown, or says why it cannot be. What no storage and no page can take (U+0000 and other control
 * characters, halves of characters) becomes U+FFFD in texts and nothing in names. One object for one note.
 */
final class Wording {
    /** Longer texts are files: attach them. In UTF-16 units of the plain text. */
    static final int LONGEST = 100_000;

    static final int LONGEST_SUBJECT = 1_000;
    static final int LONGEST_NAME = 200;
    static final int MOST_ATTACHMENTS = 100;

    private static final int MOST_PARTS = 100_000;
    private static final int LONGEST_EMOJI = 40;

    /** Control and format characters, but those that join letters and emoji in a name (U+200C, U+200D), and the like. */
    private static final Pattern UNFIT_IN_NAMES = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Cf}&&[^\\x{200C}\\x{200D}]]+");

    private static final Pattern SPACES = Pattern.compile("\\p{Z}+");
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private int parts;

    /** A name for a group or a person: on one line, with single spaces, without characters that cannot be seen. */
    static String name(String what, String name) throws FeedException {
        String clean = oneLine(name);
        if (clean.isEmpty()) {
            throw new FeedException(Reason.INVALID, "The name of a " + what + " is empty");
        }
        if (clean.length() > LONGEST_NAME) {
            throw new FeedException(
                    Reason.INVALID,
                    "The name of a " + what + " has " + clean.length() + " characters; at most " + LONGEST_NAME + " are allowed");
        }
        return clean;
    }

    /** Whoever it is, on one line; too long a name is cut, since nobody here can change it. */
    static Actor actor(Actor actor) {
        AccountId account = new AccountId(text(actor.account().value()));
        return new Actor(account, cut(oneLine(actor.name()), LONGEST_NAME), actor.page());
    }

    /** One emoji, as people see it. */
    static String emoji(String emoji) throws FeedException {
        String clean = emoji.strip();
        boolean shown = clean.codePoints()
                .anyMatch(point -> Character.isExtendedPictographic(point) || Character.isEmojiPresentation(point) || point == 0x20E3);
        if (!shown || clean.length() > LONGEST_EMOJI || !GRAPHEME.matcher(clean).matches()) {
            throw new FeedException(Reason.INVALID,
                    "A like takes one emoji, such as \uD83D\uDC4D; '" + cut(oneLine(clean), 20) + "' is not one");
        }
        return clean;
    }

    /** A note fit to be kept. */
    static Note note(Note note) throws FeedException {
        RichText body = new RichText(new Wording().blocks(note.body().blocks(), 1));
        requireAtMost(LONGEST, body.plainText().length(), "The text has %,d characters; at most %,d are allowed: attach it as a file");
        requireAtMost(MOST_ATTACHMENTS, note.attachments().size(), "The note has %,d attachments; at most %,d are allowed");
        return new Note(
                actor(note.author()),
                note.subject().map(Wording::oneLine).map(text -> cut(text, LONGEST_SUBJECT)),
                body,
                note.inReplyTo(),
                note.attachments().stream().map(Wording::attachment).toList(),
                note.audience(),
                time(note.published()),
                note.language(),
                note.url());
    }

    /** As fine as it is kept, and in a year that every storage knows. */
    static Instant time(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            return time.isBefore(EARLIEST) ? EARLIEST : LATEST;
        }
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    static String oneLine(String text) {
        String seen = UNFIT_IN_NAMES.matcher(text).replaceAll(" ");
        return SPACES.matcher(seen).replaceAll(" ").strip();
    }

    private static Attachment attachment(Attachment file) {
        return new Attachment(
                cut(oneLine(file.name()), LONGEST_NAME),
                cut(oneLine(file.mediaType()), LONGEST_NAME),
                file.size(),
                file.description().map(Wording::text).map(text -> cut(text, LONGEST_SUBJECT)),
                file.content(),
                file.inline());
    }

    private List<Block> blocks(List<Block> blocks, int depth) throws FeedException {
        requireAtMost(RichText.DEEPEST, depth, "The text is nested %,d levels deep; at most %,d are allowed");
        var clean = new ArrayList<Block>(blocks.size());
        for (Block block : blocks) {
            clean.add(block(block, depth));
        }
        return clean;
    }

    private Block block(Block block, int depth) throws FeedException {
        count();
        return switch (block) {
            case Block.Paragraph(List<Span> spans) -> new Block.Paragraph(spans(spans, depth + 1));
            case Block.Heading(int level, List<Span> spans) -> new Block.Heading(level, spans(spans, depth + 1));
            case Block.Quote(List<Block> blocks) -> new Block.Quote(blocks(blocks, depth + 1));
            case Block.Items(boolean numbered, List<List<Block>> items) -> new Block.Items(numbered, items(items, depth + 1));
            case Block.Code(String text, var language) -> new Block.Code(text(text), language.map(Wording::oneLine));
            case Block.Folded(Block.Folded.Kind kind, List<Block> blocks) -> new Block.Folded(kind, blocks(blocks, depth + 1));
        };
    }

    private List<List<Block>> items(List<List<Block>> items, int depth) throws FeedException {
        var clean = new ArrayList<List<Block>>(items.size());
        for (List<Block> item : items) {
            count();
            clean.add(blocks(item, depth));
        }
        return clean;
    }

    private List<Span> spans(List<Span> spans, int depth) throws FeedException {
        requireAtMost(RichText.DEEPEST, depth, "The text is nested %,d levels deep; at most %,d are allowed");
        var clean = new ArrayList<Span>(spans.size());
        for (Span span : spans) {
            clean.add(span(span, depth));
        }
        return clean;
    }

    private Span span(Span span, int depth) throws FeedException {
        count();
        return switch (span) {
            case Span.Text(String text) -> new Span.Text(text(text));
            case Span.Link(List<Span> spans, var target) -> new Span.Link(spans(spans, depth + 1), target);
            case Span.Mention(AccountId account, String label) -> new Span.Mention(new AccountId(text(account.value())), oneLine(label));
            case Span.Hashtag(String name) -> new Span.Hashtag(oneLine(name));
            case Span.Styled(Span.Style style, List<Span> spans) -> new Span.Styled(style, spans(spans, depth + 1));
            case Span.Break() -> span;
            case Span.Image(var content, String description) -> new Span.Image(content, text(description));
        };
    }

    /** Parts may be empty, so that the length of the text says nothing of their number. */
    private void count() throws FeedException {
        requireAtMost(MOST_PARTS, ++parts, "The text has %,d parts or more; at most %,d are allowed: attach it as a file");
    }

    private static String text(String text) {
        if (text.codePoints().noneMatch(Wording::unfit)) {
            return text;
        }
        return text.codePoints()
                .map(point -> unfit(point) ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean unfit(int point) {
        return switch (Character.getType(point)) {
            case Character.SURROGATE -> true;
            case Character.CONTROL -> point != '\t' && point != '\n' && point != '\r';
            default -> false;
        };
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }

    private static void requireAtMost(int most, int given, String message) throws FeedException {
        if (given > most) {
            throw new FeedException(Reason.INVALID, String.format(Locale.ROOT, message, given, most));
        }
    }
}
