package org.dialoguehub.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.feed.Change.Origin;
import org.dialoguehub.feed.Group.Kind;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/** A group, its people and their notes, for tests. */
final class FeedSamples {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
    static final GroupId PARENTS = new GroupId("parents");
    static final GroupId TRAINERS = new GroupId("trainers");
    static final Account ANNA = new Account(new AccountId("feed:anna"), "Anna", Set.of(new AccountId("mailto:anna@example.org")));
    static final Account BEN = Account.of("feed:ben", "Ben");

    private FeedSamples() {}

    static void enrol(FeedStore store, Account account) {
        assertThat(store.putAccount(account)).isTrue();
    }

    static void parents(FeedStore store) {
        enrol(store, ANNA);
        enrol(store, BEN);
        store.addGroup(group(PARENTS, Kind.CLOSED), Set.of());
    }

    static Group group(GroupId id, Kind kind) {
        return new Group(id, "Group " + id, kind, NOON);
    }

    static void otherGroup(FeedStore store) {
        store.addGroup(group(TRAINERS, Kind.OPEN), Set.of());
        store.add(new NewNote(new ExternalId("other"), TRAINERS, new ExternalId("other"), 0, NOON, note("other")), Origin.PERSON);
    }

    static List<Activity> activities(FeedStore store) {
        return store.changes(PARENTS, 0, 1_000).stream()
                .map(Change::activity)
                .toList();
    }

    static FeedNote add(FeedStore store, String id) {
        return store.add(first(id, note("one")), Origin.PERSON).note();
    }

    static FeedNote answer(FeedStore store, String id, FeedNote parent) {
        Note note = note("answer").answering(InReplyTo.note(parent.id()));
        var added = new NewNote(new ExternalId(id), PARENTS, parent.thread(), parent.depth() + 1, NOON, note);
        return store.add(added, Origin.PERSON).note();
    }

    static NewNote first(String id, Note note) {
        return new NewNote(new ExternalId(id), PARENTS, new ExternalId(id), 0, NOON, note);
    }

    static Note note(String text) {
        return Note.of(ANNA.actor(), RichText.of(text), group(PARENTS, Kind.CLOSED).audience(), NOON);
    }

    static Activity.Update update(FeedNote note, String text, Instant at) {
        return new Activity.Update(BEN.actor(), note.id(), note.note().withBody(RichText.of(text)), at);
    }

    static Activity.Delete deletion(FeedNote note) {
        return new Activity.Delete(BEN.actor(), note.id(), NOON.plusSeconds(60));
    }

    static Activity.Like like(FeedNote note, Account by, String emoji) {
        return new Activity.Like(by.actor(), note.id(), emoji, NOON);
    }

    static Activity.Undo undo(Activity.Like like) {
        return new Activity.Undo(like.actor(), like, NOON.plusSeconds(1));
    }

    /** A note in which every part is there, with text that is hard on storage. */
    static Note everything() {
        String hard =
                "O'Brien; DROP TABLE \"notes\"; -- \\ % _ \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \u05E9\u05DC\u05D5\u05DD \uFFFD \t e\u0301";
        BlobId blob = new BlobId("0123456789abcdef".repeat(4));
        RichText body = new RichText(List.of(
                new Block.Heading(2, List.of(new Span.Text(hard))),
                new Block.Quote(List.of(new Block.Paragraph(List.of(
                        new Span.Styled(Span.Style.STRONG, List.of(new Span.Text("bold"), new Span.Break())),
                        new Span.Link(List.of(new Span.Text("here")), URI.create("https://example.org/a?b=c&d=%20")),
                        new Span.Mention(BEN.id(), "Ben"),
                        new Span.Hashtag("swimming"),
                        new Span.Image(blob, "a pool"))))),
                new Block.Items(true, List.of(List.of(new Block.Code("x = 1;\n", Optional.of("java"))), List.of())),
                new Block.Folded(Block.Folded.Kind.SIGNATURE, RichText.of("Anna").blocks())));
        return new Note(
                new Actor(new AccountId("mailto:Stranger+x@example.com"), hard, Optional.of(URI.create("https://example.com/s"))),
                Optional.of(hard),
                body,
                Optional.empty(),
                List.of(new Attachment("plan.pdf", "application/pdf", 5_000_000_000L, Optional.of("the plan"), blob, true)),
                group(PARENTS, Kind.CLOSED).audience(),
                NOON.minusSeconds(86_400),
                Optional.of(Locale.forLanguageTag("sv-FI")),
                Optional.of(URI.create("https://example.org/notes/1")));
    }
}
