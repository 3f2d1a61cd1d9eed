package org.dialoguehub.json;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Circle;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/** Activities of every shape, hard ones too: the same seed gives the same activities. */
public final class ArbitraryActivities {
    private static final List<String> PIECES = List.of(
            "swim", "kilpailu", " ", "\n", "\t", "\"", "\\", "/", "<b>", "&amp;", "{", "[", "null", "å", "ß", "Ω", "漢", "\u0000", "\u001F",
            "\u007F", "\u2028", "\uFEFF", "\uD83D\uDC4D", "\uD83D\uDC68\u200D\uD83D\uDC69", "\uD83D", "\uDC4D", "note:", "as:Public", "'");

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.of("fi"), Locale.of("sv", "FI"),
            Locale.forLanguageTag("zh-Hant-TW"), Locale.ROOT);

    private final Random random;

    public ArbitraryActivities(long seed) {
        this.random = new Random(seed);
    }

    /** Any activity; its references are ids of the hub and of networks alike. */
    public Activity next() {
        return switch (random.nextInt(4)) {
            case 0 -> new Activity.Update(actor(), ref(), note(), instant());
            case 1 -> new Activity.Delete(actor(), ref(), instant());
            case 2 -> random.nextBoolean() ? reversible() : new Activity.Undo(actor(), reversible(), instant());
            default -> new Activity.Create(ref(), note());
        };
    }

    /** Any note. */
    public Note note() {
        return new Note(
                actor(),
                maybe(this::text),
                new RichText(blocks(random.nextInt(5))),
                maybe(() -> new InReplyTo(ref(), several(this::ref))),
                several(this::attachment),
                audience(),
                instant(),
                maybe(() -> LANGUAGES.get(random.nextInt(LANGUAGES.size()))),
                maybe(this::uri));
    }

    private Activity.Reversible reversible() {
        return random.nextBoolean()
                ? new Activity.Like(actor(), ref(), "x" + text(), instant())
                : new Activity.Announce(actor(), ref(), instant());
    }

    private Actor actor() {
        return new Actor(new AccountId(id()), text(), maybe(this::uri));
    }

    private NoteRef ref() {
        return random.nextBoolean() ? new NoteId(id()) : new ExternalId(id());
    }

    private Attachment attachment() {
        return new Attachment(
                text(), "image/png", random.nextLong(Long.MAX_VALUE), maybe(this::text), blob(), random.nextBoolean());
    }

    private BlobId blob() {
        return new BlobId("%064x".formatted(random.nextLong(Long.MAX_VALUE)));
    }

    private Audience audience() {
        return switch (random.nextInt(4)) {
            case 0 -> new Audience.Organization();
            case 1 -> new Audience.Circles(some(() -> new Circle(id())));
            case 2 -> new Audience.Persons(some(() -> new AccountId(id())));
            default -> new Audience.Everyone();
        };
    }

    private List<Block> blocks(int depth) {
        return several(() -> block(depth));
    }

    private Block block(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 1 -> new Block.Heading(1 + random.nextInt(6), spans(depth));
            case 2 -> new Block.Code(text(), maybe(this::text));
            case 3 -> new Block.Quote(blocks(depth - 1));
            case 4 -> new Block.Items(random.nextBoolean(), several(() -> blocks(depth - 1)));
            case 5 -> new Block.Folded(oneOf(Block.Folded.Kind.values()), blocks(depth - 1));
            default -> new Block.Paragraph(spans(depth));
        };
    }

    private List<Span> spans(int depth) {
        return several(() -> span(depth));
    }

    private Span span(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 1 -> new Span.Mention(new AccountId(id()), text());
            case 2 -> new Span.Hashtag(text());
            case 3 -> new Span.Break();
            case 4 -> new Span.Image(blob(), text());
            case 5 -> new Span.Link(spans(depth - 1), uri());
            case 6 -> new Span.Styled(oneOf(Span.Style.values()), spans(depth - 1));
            default -> new Span.Text(text());
        };
    }

    private URI uri() {
        return URI.create("https://example.org/a%20b/" + random.nextInt(1000) + "?q=%C3%A5&r=1#x");
    }

    /** Times of this century, to the nanosecond. */
    private Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(4_102_444_800L), random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }

    private String id() {
        return "x" + random.nextInt(100) + text();
    }

    private String text() {
        var text = new StringBuilder();
        for (int left = random.nextInt(8); left > 0; left--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private <T> T oneOf(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> several(Supplier<T> value) {
        var list = new ArrayList<T>();
        for (int left = random.nextInt(4); left > 0; left--) {
            list.add(value.get());
        }
        return list;
    }

    private <T> Set<T> some(Supplier<T> value) {
        var set = new HashSet<>(several(value));
        set.add(value.get());
        return set;
    }
}
