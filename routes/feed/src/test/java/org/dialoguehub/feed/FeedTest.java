package org.dialoguehub.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dialoguehub.feed.FeedException.Reason;
import org.dialoguehub.feed.Group.Kind;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.model.RichText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FeedTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");
    private static final AccountId ANNA = new AccountId("feed:anna");
    private static final AccountId BEN = new AccountId("feed:ben");
    private static final AccountId CARLA = new AccountId("feed:carla");
    private static final AccountId STRANGER = new AccountId("feed:stranger");
    private static final String THUMB = "\uD83D\uDC4D";

    private final FeedStore store = new MemoryFeedStore();
    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final Groups groups = new Groups(store, clock, new Random(1));
    private final Feed feed = new Feed(store, clock, new Random(2));
    private Group parents = new Group(new GroupId("none"), "none", Kind.CLOSED, NOON);
    private Group all = parents;

    @BeforeEach
    void enrol() throws FeedException {
        groups.enrol(new Account(ANNA, "Anna", Set.of(new AccountId("mailto:Anna@Example.org"))));
        groups.enrol(Account.of("feed:ben", "Ben"));
        groups.enrol(Account.of("feed:carla", "Carla"));
        parents = groups.create(ANNA, "Parents", Kind.CLOSED);
        all = groups.create(ANNA, "Everybody", Kind.OPEN);
        groups.add(ANNA, parents.id(), BEN, Role.MEMBER);
    }

    @Test
    void makesWhoFoundsAGroupItsAdmin() throws FeedException {
        assertThat(groups.access(ANNA, parents.id()).role()).contains(Role.ADMIN);
        assertThat(parents.created()).isEqualTo(Instant.parse("2026-11-22T12:00:00.123Z"));
    }

    @Test
    void keepsTheIdOfAGroupThatIsRenamed() throws FeedException {
        groups.rename(ANNA, parents.id(), "  The \u0007\u202Eparents\n ");

        assertThat(groups.access(BEN, parents.id()).group().name()).isEqualTo("The parents");
        refused(Reason.FORBIDDEN, () -> groups.rename(BEN, parents.id(), "Mine"));
    }

    @Test
    void refusesNamesThatNobodyCanRead() {
        for (String name : List.of("", "   ", "\u0000\u001B\u200B", "\uD800", "x".repeat(201))) {
            refused(Reason.INVALID, () -> groups.create(ANNA, name, Kind.OPEN));
        }
    }

    @Test
    void declaresAGroupOnce() throws FeedException {
        GroupId id = new GroupId("swimming");

        assertThat(groups.declare(id, "Swimming", Kind.CLOSED).name()).isEqualTo("Swimming");
        assertThat(groups.declare(id, "Other", Kind.OPEN)).isEqualTo(groups.declare(id, "Swimming", Kind.CLOSED));

        groups.appoint(id, CARLA, Role.ADMIN);
        groups.add(CARLA, id, BEN, Role.MEMBER);
        assertThat(groups.of(BEN)).extracting(access -> access.group().name()).containsExactly("Everybody", "Parents", "Swimming");
    }

    @Test
    void letsOnlyAdminsChooseMembers() throws FeedException {
        refused(Reason.FORBIDDEN, () -> groups.add(BEN, parents.id(), CARLA, Role.MEMBER));
        refused(Reason.FORBIDDEN, () -> groups.add(BEN, parents.id(), BEN, Role.ADMIN));
        refused(Reason.FORBIDDEN, () -> groups.remove(BEN, parents.id(), ANNA));
        refused(Reason.MISSING, () -> groups.add(CARLA, parents.id(), CARLA, Role.MEMBER));
        refused(Reason.FORBIDDEN, () -> groups.add(ANNA, parents.id(), STRANGER, Role.MEMBER));

        groups.add(ANNA, parents.id(), CARLA, Role.MEMBER);
        groups.remove(ANNA, parents.id(), BEN);

        assertThat(groups.members(ANNA, parents.id(), 10)).extracting(member -> member.account().id()).containsExactlyInAnyOrder(ANNA,
                CARLA);
    }

    @Test
    void letsAnybodyLeaveAndJoinWhatIsOpen() throws FeedException {
        groups.remove(BEN, parents.id(), BEN);
        refused(Reason.MISSING, () -> groups.access(BEN, parents.id()));

        groups.add(BEN, all.id(), BEN, Role.MEMBER);
        refused(Reason.FORBIDDEN, () -> groups.add(CARLA, all.id(), CARLA, Role.ADMIN));
        assertThat(groups.counts(CARLA, all.id()).members()).isEqualTo(2);
    }

    @Test
    void showsMailAddressesToAdminsAndTheirOwners() throws FeedException {
        groups.enrol(new Account(BEN, "Ben", Set.of(new AccountId("mailto:ben@example.org"))));

        assertThat(groups.members(ANNA, parents.id(), 10)).allMatch(member -> !member.account().linked().isEmpty());
        assertThat(groups.members(BEN, parents.id(), 10))
                .allMatch(member -> member.account().linked().isEmpty() != member.account().id().equals(BEN));
    }

    @Test
    void givesNobodyTheAccountOfAnother() {
        refused(Reason.CONFLICT, () -> groups.enrol(new Account(BEN, "Ben", Set.of(new AccountId("mailto:ANNA@example.org")))));
    }

    @Test
    void hidesAClosedGroupFromOthers() throws FeedException {
        ExternalId note = feed.post(ANNA, parents.id(), Draft.of("Who brings towels?")).note().id();

        for (AccountId outsider : List.of(CARLA, STRANGER)) {
            List<ThrowingCallable> all = List.of(
                    () -> groups.access(outsider, parents.id()),
                    () -> groups.counts(outsider, parents.id()),
                    () -> groups.members(outsider, parents.id(), 10),
                    () -> groups.membersAfter(outsider, parents.id(), ANNA, 10),
                    () -> groups.rename(outsider, parents.id(), "Mine"),
                    () -> groups.add(outsider, parents.id(), outsider, Role.MEMBER),
                    () -> groups.remove(outsider, parents.id(), outsider),
                    () -> feed.post(outsider, parents.id(), Draft.of("Let me in")),
                    () -> feed.threads(outsider, parents.id(), Feed.NEWEST, 10),
                    () -> feed.reply(outsider, note, Draft.of("Me")),
                    () -> feed.edit(outsider, note, 1, Draft.of("Nothing")),
                    () -> feed.delete(outsider, note),
                    () -> feed.like(outsider, note, THUMB),
                    () -> feed.unlike(outsider, note, THUMB),
                    () -> feed.note(outsider, note),
                    () -> feed.thread(outsider, note, Feed.OLDEST, 10),
                    () -> feed.history(outsider, note, 0, 10));
            all.forEach(use -> refused(Reason.MISSING, use));
            assertThat(groups.of(outsider)).noneMatch(access -> access.group().id().equals(parents.id()));
        }
        refused(Reason.MISSING, () -> feed.note(CARLA, new ExternalId("never")));
        assertThat(feed.note(BEN, note).note().note().audience()).isEqualTo(Audience.circle(parents.id().value()));
    }

    @Test
    void opensAnOpenGroupToThoseWithAnAccountOnly() throws FeedException {
        ShownNote note = feed.post(CARLA, all.id(), Draft.of("Hello"));

        assertThat(note.note().note().audience()).isEqualTo(new Audience.Organization());
        assertThat(feed.note(BEN, note.note().id()).author().name()).isEqualTo("Carla");
        refused(Reason.MISSING, () -> feed.note(STRANGER, note.note().id()));
        refused(Reason.MISSING, () -> feed.post(STRANGER, all.id(), Draft.of("Hello")));
    }

    @Test
    void keepsThreadsTogetherHoweverDeep() throws FeedException {
        ExternalId first = feed.post(ANNA, parents.id(), Draft.of("0")).note().id();
        ExternalId last = first;
        for (int depth = 1; depth <= 5_000; depth++) {
            last = feed.reply(BEN, last, Draft.of("" + depth)).note().id();
        }

        var seen = new ArrayList<String>();
        Optional<Long> next = Optional.of(Feed.OLDEST);
        while (next.isPresent()) {
            Page<ShownNote> page = feed.thread(ANNA, last, next.get(), 200);
            page.items().forEach(note -> seen.add(note.note().note().body().plainText()));
            next = page.next();
        }

        assertThat(seen).isEqualTo(IntStream.rangeClosed(0, 5_000).mapToObj(String::valueOf).toList());
        List<NoteRef> above = feed.note(ANNA, last).note().note().inReplyTo().map(InReplyTo::ancestors).orElseThrow();
        assertThat(above).hasSize(InReplyTo.MOST_ANCESTORS).endsWith(first);
        assertThat(feed.threads(ANNA, parents.id(), Feed.NEWEST, 10).items()).extracting(ShownThread::replies).containsExactly(5_000);
    }

    @Test
    void pagesThroughThreadsFromTheNewest() throws FeedException {
        List<ExternalId> ids = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            ids.add(feed.post(ANNA, all.id(), Draft.of("" + number)).note().id());
        }
        feed.reply(BEN, ids.getFirst(), Draft.of("up again"));

        Page<ShownThread> first = feed.threads(CARLA, all.id(), Feed.NEWEST, 3);
        Page<ShownThread> second = feed.threads(CARLA, all.id(), first.next().orElseThrow(), 3);

        assertThat(first.items()).extracting(thread -> thread.first().note().id()).containsExactly(ids.get(0), ids.get(4), ids.get(3));
        assertThat(second.items()).extracting(thread -> thread.first().note().id()).containsExactly(ids.get(2), ids.get(1));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void refusesPagesOfAnAbsurdSize() {
        for (int limit : List.of(-1, 0, 201, Integer.MAX_VALUE)) {
            refused(Reason.INVALID, () -> feed.threads(ANNA, all.id(), Feed.NEWEST, limit));
            refused(Reason.INVALID, () -> groups.members(ANNA, all.id(), limit));
        }
    }

    @Test
    void keepsWhatANoteSaidBeforeItWasChanged() throws FeedException {
        ShownNote note = feed.post(BEN, parents.id(), Draft.of("Saturday"));

        ShownNote edited = feed.edit(BEN, note.note().id(), 1, Draft.of("Sunday"));
        ShownNote same = feed.edit(BEN, note.note().id(), 2, Draft.of("Sunday"));

        assertThat(edited.note().version()).isEqualTo(2);
        assertThat(same).isEqualTo(edited);
        assertThat(feed.history(ANNA, note.note().id(), 0, 10).items())
                .extracting(version -> version.note().body().plainText())
                .containsExactly("Saturday", "Sunday");
    }

    @Test
    void tellsWhenTwoChangeANoteTogether() throws FeedException {
        ShownNote note = feed.post(BEN, parents.id(), Draft.of("Saturday"));
        feed.edit(BEN, note.note().id(), 1, Draft.of("Sunday"));

        refused(Reason.CONFLICT, () -> feed.edit(BEN, note.note().id(), 1, Draft.of("Monday")));
        refused(Reason.FORBIDDEN, () -> feed.edit(ANNA, note.note().id(), 2, Draft.of("Monday")));
    }

    @Test
    void leavesThePlaceOfANoteTakenBack() throws FeedException {
        ExternalId first = feed.post(BEN, parents.id(), Draft.of("Secret")).note().id();
        ExternalId answer = feed.reply(ANNA, first, Draft.of("Oh")).note().id();
        feed.edit(BEN, first, 1, Draft.of("Secret indeed"));
        feed.like(ANNA, first, THUMB);

        refused(Reason.FORBIDDEN, () -> feed.delete(BEN, answer));
        feed.delete(ANNA, first);
        feed.delete(BEN, first);

        ShownNote left = feed.note(BEN, first);
        assertThat(left.note().deleted()).isTrue();
        assertThat(left.toString()).doesNotContain("Secret");
        assertThat(feed.history(BEN, first, 0, 10).items()).isEmpty();
        assertThat(store.changes(parents.id(), 0, 100).toString()).doesNotContain("Secret");
        refused(Reason.GONE, () -> feed.edit(BEN, first, left.note().version(), Draft.of("Back")));
        refused(Reason.GONE, () -> feed.like(ANNA, first, THUMB));
        feed.unlike(ANNA, first, THUMB);
        assertThat(feed.reply(ANNA, first, Draft.of("Still here")).note().thread()).isEqualTo(first);
        assertThat(feed.thread(ANNA, first, Feed.OLDEST, 10).items()).hasSize(3);
    }

    @Test
    void countsLikesByEmoji() throws FeedException {
        ExternalId note = feed.post(BEN, parents.id(), Draft.of("Towels are in")).note().id();
        for (String emoji : List.of(THUMB, " \uD83D\uDC4D ", "\u2764\uFE0F", "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "\uD83C\uDDEB\uD83C\uDDEE", "1\uFE0F\u20E3")) {
            feed.like(ANNA, note, emoji);
        }
        feed.like(BEN, note, THUMB);

        assertThat(feed.note(BEN, note).likes()).hasSize(5).startsWith(new LikeCount(THUMB, 2, true));

        feed.unlike(BEN, note, THUMB);
        feed.unlike(BEN, note, THUMB);
        assertThat(feed.note(BEN, note).likes()).contains(new LikeCount(THUMB, 1, false));
    }

    @Test
    void refusesWhatIsNoEmoji() throws FeedException {
        ExternalId note = feed.post(BEN, parents.id(), Draft.of("Towels are in")).note().id();

        for (String emoji : List.of("", " ", "a", "1", "+1", ":party:", "\u0000", "\uD83D", THUMB + THUMB, THUMB + "\u0301".repeat(100),
                "<script>")) {
            refused(Reason.INVALID, () -> feed.like(ANNA, note, emoji));
        }
    }

    @Test
    void refusesEmptyAndHugeNotes() throws FeedException {
        refused(Reason.INVALID, () -> feed.post(ANNA, all.id(), Draft.of(" \n\n ")));
        assertThatThrownBy(() -> feed.post(ANNA, all.id(), Draft.of("x".repeat(100_001))))
                .hasMessage("The text has 100,001 characters; at most 100,000 are allowed: attach it as a file");
        assertThat(feed.post(ANNA, all.id(), Draft.of("x".repeat(100_000))).note().version()).isEqualTo(1);
        var file = new Attachment("plan.pdf", "application/pdf", 5, Optional.empty(), new BlobId("0".repeat(64)), false);
        assertThat(feed.post(ANNA, all.id(), new Draft(Optional.empty(), RichText.empty(), List.of(file))).note().version()).isEqualTo(1);
    }

    @Test
    void showsANoteFromElsewhereAsByTheMemberWhoseAccountWroteIt() throws FeedException {
        Actor mail = Actor.of("mailto:anna@example.org", "A. (mail)");
        Note note = Note.of(mail, RichText.of("From my phone"), new Audience.Everyone(), NOON);
        ExternalId id = feed.writer().begin(new ExternalId("m1"), parents, note, Change.Origin.HUB).note().id();

        ShownNote shown = feed.note(ANNA, id);
        assertThat(shown.author()).isEqualTo(Actor.of("feed:anna", "Anna"));
        assertThat(shown.member()).isTrue();
        assertThat(shown.mine()).isTrue();
        assertThat(feed.edit(ANNA, id, 1, Draft.of("Corrected")).note().note().author()).isEqualTo(mail);

        groups.enrol(new Account(ANNA, "Anna", Set.of()));
        assertThat(feed.note(BEN, id).author()).isEqualTo(mail);
        assertThat(feed.note(BEN, id).member()).isFalse();
    }

    @Test
    void actsForAPersonByTheirLinkedAccount() throws FeedException {
        ShownNote note = feed.post(new AccountId("mailto:ANNA@example.org"), parents.id(), Draft.of("Hello"));

        assertThat(note.author()).isEqualTo(Actor.of("feed:anna", "Anna"));
    }

    private static void refused(Reason reason, ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOfSatisfying(FeedException.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.getMessage()).isNotBlank();
        });
    }
}
