package org.dialoguehub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ActivityJsonTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Actor ANNA = Actor.of("mailto:anna@example.org", "Anna");
    private static final BlobId BLOB = new BlobId("ab".repeat(32));

    private final ActivityJson json = new ActivityJson();

    @Test
    void readsBackWhatItWrote() {
        var activities = new ArbitraryActivities(1);

        for (int number = 0; number < 3_000; number++) {
            Activity activity = activities.next();

            assertThat(json.read(json.compact(activity))).as("activity %s", number).isEqualTo(activity);
            assertThat(json.read(json.pretty(activity))).as("activity %s", number).isEqualTo(activity);
        }
    }

    @Test
    void readsBackAnAudienceByItself() {
        for (Audience audience : List.of(
                new Audience.Everyone(),
                new Audience.Organization(),
                Audience.circle("parents"),
                new Audience.Persons(Set.of(ANNA.account(), new AccountId("as:Public"))))) {
            assertThat(json.readAudience(json.compact(audience))).isEqualTo(audience);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> json.readAudience("5")).withMessageContaining("'audience' is a number");
    }

    @Test
    void writesWhatUtf8CanHold() {
        var activities = new ArbitraryActivities(2);

        for (int number = 0; number < 1_000; number++) {
            String written = json.compact(activities.next());

            assertThat(new String(written.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(written)
                    .doesNotContain("\u0000");
        }
    }

    @Test
    void writesEqualActivitiesAsEqualText() {
        var names = new HashSet<Circle>();
        var reversed = new HashSet<Circle>();
        for (int number = 0; number < 40; number++) {
            names.add(new Circle("circle " + number));
            reversed.add(new Circle("circle " + (39 - number)));
        }

        assertThat(json.compact(create(note("Hello").withAudience(new Audience.Circles(names)))))
                .isEqualTo(json.compact(create(note("Hello").withAudience(new Audience.Circles(reversed)))));
    }

    @Test
    void writesCompleteDocumentsForPeople() throws IOException {
        assertThat(json.pretty(everything())).isEqualTo(file("create.json"));
    }

    @Test
    void writesRowsWithoutWhatCanBeDerived() throws IOException {
        assertThat(json.compact(everything()) + "\n").isEqualTo(file("create.row.json"));
    }

    @Test
    void readsMembersInAnyOrderAndPassesOverUnknownOnes() {
        String strange = """
                {"@context": ["https://www.w3.org/ns/activitystreams", {"x": {"y": [1, 2.5, null]}}], "sensitive": true, "url": null,
                 "object": {"hub:body": [{"extra": {"a": []}, "level": 3, "heading": ["Hi ", {"more": 1, "label": "@Bo", "mention": "mailto:bo@example.org"}]}],
                   "replies": {"type": "Collection", "items": [{"type": "Note"}]},
                   "audience": [{"name": "parents", "type": "Group", "members": []}],
                   "id": "note:1", "type": "Note", "inReplyTo": null},
                 "published": "2026-06-01T12:00:00Z",
                 "actor": "mailto:anna@example.org", "type": "Create"}""";

        var mention = new Span.Mention(new AccountId("mailto:bo@example.org"), "@Bo");
        var heading = new Block.Heading(3, List.of(new Span.Text("Hi "), mention));
        assertThat(json.read(strange))
                .isEqualTo(create(Note.of(
                        Actor.of("mailto:anna@example.org", ""),
                        new RichText(List.of(heading)),
                        Audience.circle("parents"),
                        NOON)));
    }

    @Test
    void readsPlainContentWhereThereIsNoTree() {
        String plain =
                """
                {"type": "Create", "actor": "mailto:anna@example.org", "published": "2026-06-01T12:00:00Z",
                 "object": {"type": "Note", "id": "note:1", "audience": "as:Public", "mediaType": "text/plain", "content": "One.\\n\\nTwo."}}""";

        assertThat(((Activity.Create) json.read(plain)).note().body()).isEqualTo(RichText.of("One.\n\nTwo."));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> json.read(plain.replace("text/plain", "text/html")))
                .withMessageContaining("text/html");
    }

    @Test
    void readsALikeWithoutEmojiAsThumbsUp() {
        assertThat(json.read("""
                {"type": "Like", "actor": "mailto:anna@example.org", "object": "note:1", "published": "2026-06-01T12:00:00Z"}"""))
                .isEqualTo(new Activity.Like(
                        Actor.of("mailto:anna@example.org", ""), new NoteId("1"), Activity.Like.THUMBS_UP, NOON));
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    5                                             | 'an activity' is a number at line 1, column 1; an object is needed
                    {                                             | Not ActivityStreams in JSON
                    nonsense                                      | Not ActivityStreams in JSON
                    {}                                            | 'type' is ''; Create, Update
                    {"type": "Move"}                              | 'type' is 'Move'; Create, Update
                    {"type": 7}                                   | 'type' is a number at line 1, column 10; a string is needed
                    {"type": "Create"}                            | 'object' is missing
                    {"type": "Create", "object": "note:1"}        | 'type' of the object is ''; Note is needed
                    {"type": "Delete", "object": "note:1"}        | 'actor' is missing
                    {"type": "Delete", "object": "1"}             | the id '1' begins neither with note: nor with external:
                    {"type": "Delete", "published": "noon"}       | 'published' is wrong at line 1, column 33: Text 'noon'
                    {"type": "Undo", "actor": "a", "object": {"type": "Note"}} | 'type' is 'Note'
                    {"type": "Delete", "audience": "all"}         | as:Public, hub:Organization or a list is needed
                    {"type": "Delete", "audience": []}            | An audience of no circle
                    {"type": "Delete", "attachment": {}}          | 'attachment' is an object at line 1, column 34; a list is needed
                    {"type": "Delete", "attachment": [{}]}        | 'url' is missing
                    {"hub:body": [{"shout": []}]}                 | A block at line 1, column 27 is of no known kind
                    {"hub:body": [{"heading": [], "level": 7}]}   | A heading of level 7; 1 to 6 are allowed
                    {"hub:body": [{"heading": [], "level": 99999999999}]} | 'level' is 99999999999
                    {"hub:body": [{"heading": [], "level": 99999999999999999999999}]} | out of range
                    {"hub:body": [{"paragraph": [{"link": [], "target": "javascript:x"}]}]} | A link must begin with
                    """)
    void saysWhatIsWrong(String wrong, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> json.read(wrong)).withMessageContaining(message);
    }

    @Test
    void refusesWhatComesAfterTheActivity() {
        String two = json.compact(everything()).repeat(2);

        assertThatIllegalArgumentException().isThrownBy(() -> json.read(two)).withMessageContaining("more after the end");
    }

    @Test
    void failsOnlyOneWayWhateverItReads() {
        var random = new Random(3);
        var activities = new ArbitraryActivities(3);
        for (int number = 0; number < 3_000; number++) {
            var damaged = new StringBuilder(json.compact(activities.next()));
            damaged.setCharAt(random.nextInt(damaged.length()), "{}[]\",:0nt\\".charAt(random.nextInt(11)));
            damaged.setLength(random.nextInt(10) == 0 ? random.nextInt(damaged.length()) : damaged.length());
            try {
                json.read(damaged.toString());
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
    }

    @Test
    void writesAndReadsTheDeepestText() {
        Activity deepest = create(note("").withBody(new RichText(List.of(lists(RichText.DEEPEST)))));

        assertThat(json.read(json.compact(deepest))).isEqualTo(deepest);
    }

    @Test
    void refusesDeeperOnes() {
        Activity tooDeep = create(note("").withBody(new RichText(List.of(lists(2 * RichText.DEEPEST)))));
        String bottomless = "{\"hub:body\":" + "[{\"quote\":".repeat(100_000);

        assertThatIllegalArgumentException().isThrownBy(() -> json.compact(tooDeep)).withMessageContaining("depth");
        assertThatIllegalArgumentException().isThrownBy(() -> json.read(bottomless)).withMessageContaining("depth");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> json.read("{\"x\":" + "[".repeat(100_000)))
                .withMessageContaining("depth");
    }

    private static Block lists(int depth) {
        Block block = new Block.Code("deep", Optional.empty());
        for (int level = 1; level < depth; level++) {
            block = new Block.Items(false, List.of(List.of(block)));
        }
        return block;
    }

    private static Activity create(Note note) {
        return new Activity.Create(new NoteId("1"), note);
    }

    private static Note note(String text) {
        return Note.of(ANNA, RichText.of(text), new Audience.Everyone(), NOON);
    }

    private static Activity everything() {
        var body = new RichText(List.of(
                new Block.Heading(2, List.of(new Span.Text("Saturday"))),
                new Block.Paragraph(List.of(
                        new Span.Text("Who "),
                        new Span.Styled(Span.Style.STRONG, List.of(new Span.Text("can"))),
                        new Span.Text(" help, "),
                        new Span.Mention(new AccountId("mailto:bo@example.org"), "@Bo"),
                        new Span.Text("? See "),
                        new Span.Link(List.of(new Span.Text("the plan")), URI.create("https://example.org/plan")),
                        new Span.Break(),
                        new Span.Hashtag("swimming"),
                        new Span.Image(BLOB, "The pool"))),
                new Block.Items(
                        true,
                        List.of(
                                List.of(new Block.Paragraph(List.of(new Span.Text("cashier")))),
                                List.of(new Block.Quote(List.of(new Block.Code("9–12", Optional.of("text"))))))),
                new Block.Folded(
                        Block.Folded.Kind.SIGNATURE, List.of(new Block.Paragraph(List.of(new Span.Text("Anna")))))));
        var note = new Note(
                new Actor(ANNA.account(), ANNA.name(), Optional.of(URI.create("https://example.org/anna"))),
                Optional.of("Helpers wanted"),
                body,
                Optional.of(new InReplyTo(
                        new ExternalId("<2@example.org>"), List.of(new ExternalId("<1@example.org>"), new NoteId("0")))),
                List.of(new Attachment("pool.png", "image/png", 12, Optional.of("The pool"), BLOB, true)),
                new Audience.Circles(Set.of(new Circle("parents"), new Circle("coaches"))),
                NOON,
                Optional.of(Locale.ENGLISH),
                Optional.of(URI.create("https://example.org/lists/3")));
        return new Activity.Create(new ExternalId("<3@example.org>"), note);
    }

    private static String file(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(ActivityJsonTest.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
