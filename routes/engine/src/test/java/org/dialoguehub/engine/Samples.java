package org.dialoguehub.engine;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Announce;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Activity.Delete;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Activity.Undo;
import org.dialoguehub.model.Activity.Update;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.Circle;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/** Values that the contracts of the store use. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Duration LEASE = Duration.ofMinutes(2);
    static final ChannelId MAIL = new ChannelId("c-mail");
    static final ChannelId FEED = new ChannelId("c-feed");
    static final Actor ANNA = Actor.of("mailto:anna@example.org", "Anna");

    /** All there are; the place of each tells them apart in tests. */
    static final List<State> STATES = List.of(State.values());

    private Samples() {}

    static NoteId note(int number) {
        return new NoteId("n" + number);
    }

    static Instant after(long seconds) {
        return NOW.plusSeconds(seconds);
    }

    /** Texts in which somebody has stumbled over each: quotes, patterns, escapes, scripts, marks, and as long as they may be. */
    static List<String> oddTexts() {
        return List.of(
                "it's \"quoted\" `so`",
                "100%_of\\n*these?",
                "'); DROP TABLE note; --",
                " surrounded ",
                "line\nline\r\nline\ttab",
                "a",
                "A",
                "null",
                "0",
                "00",
                "0x1",
                "1e3",
                "é",
                "e\u0301",
                "ß",
                "ss",
                "Ääkköset Århus İstanbul",
                "日本語 עברית العربية",
                "\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDEB\uD83C\uDDEE",
                "\u202Eright to left",
                "\uFEFFmarked\uFFFF",
                "{\"a\":[1,null]}",
                "<p>&amp;</p>",
                "$1 ${x} :name ?1 @p",
                " a",
                "a ",
                "a\t",
                longText(1, 2_000),
                longText(1, 1_999) + "a",
                longText(1, 1_999) + "b");
    }

    /** The same texts, of the long ones only the end. */
    static List<String> oddTexts(int longest) {
        return oddTexts().stream()
                .map(odd -> odd.substring(Math.max(0, odd.length() - longest)))
                .toList();
    }

    /** A text that no packing makes shorter, of letters that take three bytes each. */
    static String longText(int seed, int length) {
        return new Random(seed)
                .ints(length, 0x4E00, 0x9FFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** One of each kind, with everything in it that an activity can hold. */
    static List<Activity> activities() {
        Note note = fullNote(new Audience.Circles(Set.of(new Circle("parents"), new Circle("coaches"))));
        var like = new Like(ANNA, note(1), Like.THUMBS_UP, NOW.plusNanos(1));
        var share = new Announce(ANNA, note(1), NOW.plusNanos(999_999_999));
        return List.of(
                new Create(note(1), note),
                new Create(note(1), note.withAudience(new Audience.Persons(Set.of(new AccountId("mailto:bo@example.org"))))),
                new Create(note(2), Note.of(ANNA, RichText.empty(), new Audience.Everyone(), Instant.parse("0001-01-01T00:00:00Z"))),
                new Update(ANNA, note(1), note.withAudience(new Audience.Organization()), Instant.parse("9999-12-31T23:59:59.999999999Z")),
                new Delete(ANNA, note(1), NOW.plusNanos(123_456_789)),
                like,
                share,
                new Undo(ANNA, like, NOW),
                new Undo(ANNA, share, NOW),
                new Create(new ExternalId("<1@example.org>"), note.answering(InReplyTo.note(new ExternalId("<0@example.org>")))));
    }

    /** A note that says that. */
    static Create saying(int number, String text) {
        return new Create(note(number), Note.of(ANNA, RichText.of(text), new Audience.Everyone(), NOW));
    }

    static Received received(ChannelId channel, String key) {
        return received(channel, key, saying(1, "Who can time the races?"));
    }

    static Received received(ChannelId channel, String key, Activity activity) {
        return new Received(0, channel, new EventKey(key), NOW, activity, note(1), note(1), Set.of(), Optional.empty());
    }

    static Notes.Entry entry(int number, int thread) {
        return new Notes.Entry(
                note(number),
                note(thread),
                number == thread ? Optional.empty() : Optional.of(note(thread)),
                Notes.State.LIVE,
                new Audience.Everyone(),
                OptionalLong.of(number),
                "f" + number);
    }

    /** A new delivery that is due at once. */
    static Delivery delivery(ChannelId channel, int source, int thread) {
        return delivery(channel, source, thread, Progress.begin(NOW));
    }

    static Delivery delivery(ChannelId channel, int source, int thread, Progress progress) {
        return delivery(channel, source, thread, after(source).plus(Duration.ofDays(3)), progress);
    }

    static Delivery delivery(ChannelId channel, int source, int thread, Instant deadline, Progress progress) {
        return new Delivery(
                0,
                new Delivery.Key(source, "parents-list-to-feed", channel, Action.CREATE, 0),
                note(source),
                note(thread),
                saying(source, "Number " + source),
                "token-" + channel + "-" + source,
                "f" + source,
                after(source),
                deadline,
                new Turn(0),
                progress,
                0);
    }

    /** The same as it is while its request is under way. */
    static Progress armed(Progress progress, long epoch) {
        var ready = new Prepared.Ready("<state>", Optional.of(new ExternalId("expected")));
        return progress.armed(ready, NOW, NOW.plus(LEASE), epoch);
    }

    private static Note fullNote(Audience audience) {
        return new Note(
                new Actor(new AccountId("mailto:anna@example.org"), "Anna \"A\" Åström",
                        Optional.of(URI.create("https://example.org/@anna"))),
                Optional.of("Shifts – who can? \uD83C\uDFCA"),
                new RichText(blocks()),
                Optional.of(new InReplyTo(note(7), IntStream.range(8, 30).mapToObj(Samples::note).map(id -> (NoteRef) id).toList())),
                List.of(
                        new Attachment("plan.pdf", "application/pdf", 5_000_000_000L, Optional.of("The plan"), blob("a"), false),
                        new Attachment("", "image/png", 0, Optional.empty(), blob("b"), true)),
                audience,
                NOW.minusNanos(1),
                Optional.of(Locale.forLanguageTag("sv-FI")),
                Optional.of(URI.create("https://example.org/notes/1?a=%C3%A9#x")));
    }

    private static List<Block> blocks() {
        return List.of(
                new Block.Heading(2, List.of(new Span.Text("Shifts"))),
                new Block.Paragraph(spans()),
                new Block.Quote(List.of(new Block.Paragraph(List.of(new Span.Text("> quoted"))), new Block.Quote(List.of()))),
                new Block.Items(true,
                        List.of(List.of(new Block.Items(false, List.of(List.of(), List.of())), new Block.Paragraph(List.of())))),
                new Block.Code("if (a < b) {\n\treturn \u0000;\n}\n", Optional.of("java")),
                new Block.Code("", Optional.empty()),
                new Block.Folded(Block.Folded.Kind.QUOTED, List.of(new Block.Paragraph(List.of(new Span.Text("before"))))),
                new Block.Folded(Block.Folded.Kind.SIGNATURE, List.of()),
                new Block.Folded(Block.Folded.Kind.FOOTER, List.of()));
    }

    private static List<Span> spans() {
        return List.of(
                new Span.Text("it's \"so\" \\ & <b> \uD83D\uDC69\u200D\uD83D\uDC67"),
                new Span.Break(),
                new Span.Link(List.of(new Span.Styled(Span.Style.STRONG, List.of(new Span.Text("here")))),
                        URI.create("mailto:bo@example.org")),
                new Span.Mention(new AccountId("mailto:bo@example.org"), "Bo"),
                new Span.Hashtag("Uinti"),
                new Span.Styled(Span.Style.EMPHASIS, List.of()),
                new Span.Styled(Span.Style.CODE, List.of(new Span.Text(" "))),
                new Span.Styled(Span.Style.STRUCK, List.of(new Span.Text(""))),
                new Span.Image(blob("b"), ""));
    }

    private static BlobId blob(String digit) {
        return new BlobId(digit.repeat(64));
    }
}
