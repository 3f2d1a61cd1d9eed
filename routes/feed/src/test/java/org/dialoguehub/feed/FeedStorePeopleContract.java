package org.dialoguehub.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.feed.FeedSamples.ANNA;
import static org.dialoguehub.feed.FeedSamples.BEN;
import static org.dialoguehub.feed.FeedSamples.NOON;
import static org.dialoguehub.feed.FeedSamples.PARENTS;
import static org.dialoguehub.feed.FeedSamples.TRAINERS;
import static org.dialoguehub.feed.FeedSamples.enrol;
import static org.dialoguehub.feed.FeedSamples.group;
import static org.dialoguehub.feed.FeedSamples.parents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dialoguehub.feed.Group.Kind;
import org.dialoguehub.model.AccountId;
import org.junit.jupiter.api.Test;

/** What every storage of the feed must do with groups, people and members. */
public interface FeedStorePeopleContract {
    /** The same store throughout one test, empty at its beginning. */
    FeedStore store();

    @Test
    default void keepsAGroupAsItWasAdded() {
        Group parents = new Group(PARENTS, "Eltern & \u00C4lteste \uD83C\uDFCA", Kind.CLOSED, NOON);

        assertThat(store().addGroup(parents, Set.of())).isTrue();

        assertThat(store().group(PARENTS)).contains(parents);
        assertThat(store().group(TRAINERS)).isEmpty();
    }

    @Test
    default void addsAGroupOnce() {
        Group parents = group(PARENTS, Kind.CLOSED);
        store().addGroup(parents, Set.of());
        enrol(store(), ANNA);

        assertThat(store().addGroup(new Group(PARENTS, "Others", Kind.OPEN, NOON), Set.of(ANNA.id()))).isFalse();

        assertThat(store().group(PARENTS)).contains(parents);
        assertThat(store().members(PARENTS, 10)).isEmpty();
    }

    @Test
    default void renamesAGroup() {
        store().addGroup(group(PARENTS, Kind.CLOSED), Set.of());

        store().renameGroup(PARENTS, "Families");

        assertThat(store().group(PARENTS)).contains(new Group(PARENTS, "Families", Kind.CLOSED, NOON));
    }

    @Test
    default void findsAPersonByEachOfTheirAccounts() {
        enrol(store(), ANNA);
        AccountId mail = new AccountId("mailto:anna@example.org");

        Map<AccountId, Account> found = store().accounts(Set.of(ANNA.id(), mail, BEN.id()));

        assertThat(found).isEqualTo(Map.of(ANNA.id(), ANNA, mail, ANNA));
        assertThat(store().accounts(Set.of())).isEmpty();
    }

    @Test
    default void findsManyPeopleAtOnce() {
        List<Account> people = IntStream.range(0, 1_000).mapToObj(number -> Account.of("feed:" + number, "N" + number)).toList();
        people.subList(0, 20).forEach(person -> enrol(store(), person));
        Set<AccountId> asked = new HashSet<>(people.stream().map(Account::id).toList());

        assertThat(store().accounts(asked).values()).containsExactlyInAnyOrderElementsOf(people.subList(0, 20));
    }

    @Test
    default void replacesWhatIsKnownOfAPerson() {
        enrol(store(), ANNA);
        Account changed = new Account(ANNA.id(), "Anna K.", Set.of(new AccountId("mailto:anna@example.com")));

        assertThat(store().putAccount(changed)).isTrue();

        assertThat(store().accounts(Set.of(ANNA.id()))).containsEntry(ANNA.id(), changed);
        assertThat(store().accounts(ANNA.linked())).isEmpty();
    }

    @Test
    default void givesNoAccountToTwoPeople() {
        enrol(store(), ANNA);
        enrol(store(), BEN);

        assertThat(store().putAccount(new Account(BEN.id(), "Anna?", ANNA.linked()))).isFalse();
        assertThat(store().putAccount(new Account(BEN.id(), "Anna?", Set.of(ANNA.id())))).isFalse();
        assertThat(store().putAccount(new Account(new AccountId("mailto:anna@example.org"), "Anna?", Set.of()))).isFalse();

        assertThat(store().accounts(Set.of(BEN.id()))).containsEntry(BEN.id(), BEN);
        assertThat(store().accounts(ANNA.linked()).values()).containsExactly(ANNA);
    }

    @Test
    default void tellsWhatAPersonIsToAGroup() {
        enrol(store(), ANNA);
        enrol(store(), BEN);
        Group parents = group(PARENTS, Kind.CLOSED);
        store().addGroup(parents, Set.of(ANNA.id()));

        assertThat(store().access(PARENTS, ANNA.id())).contains(new Access(parents, ANNA, Optional.of(Role.ADMIN)));
        assertThat(store().access(PARENTS, new AccountId("mailto:anna@example.org")))
                .contains(new Access(parents, ANNA, Optional.of(Role.ADMIN)));
        assertThat(store().access(PARENTS, BEN.id())).contains(new Access(parents, BEN, Optional.empty()));
        assertThat(store().access(PARENTS, new AccountId("feed:nobody"))).isEmpty();
        assertThat(store().access(TRAINERS, ANNA.id())).isEmpty();
    }

    @Test
    default void changesAndEndsAMembership() {
        enrol(store(), BEN);
        Group parents = group(PARENTS, Kind.CLOSED);
        store().addGroup(parents, Set.of());

        store().putMember(PARENTS, BEN.id(), Role.MEMBER);
        store().putMember(PARENTS, BEN.id(), Role.ADMIN);
        assertThat(store().members(PARENTS, 10)).containsExactly(new Member(BEN, Role.ADMIN));

        store().removeMember(PARENTS, BEN.id());
        store().removeMember(PARENTS, BEN.id());
        assertThat(store().members(PARENTS, 10)).isEmpty();
        assertThat(store().access(PARENTS, BEN.id())).contains(new Access(parents, BEN, Optional.empty()));
    }

    @Test
    default void listsTheGroupsThatAPersonMayRead() {
        enrol(store(), ANNA);
        enrol(store(), BEN);
        Group parents = group(PARENTS, Kind.CLOSED);
        Group trainers = group(TRAINERS, Kind.OPEN);
        store().addGroup(parents, Set.of(ANNA.id()));
        store().addGroup(trainers, Set.of());

        assertThat(store().groupsOf(new AccountId("mailto:anna@example.org")))
                .containsExactlyInAnyOrder(
                        new Access(parents, ANNA, Optional.of(Role.ADMIN)), new Access(trainers, ANNA, Optional.empty()));
        assertThat(store().groupsOf(BEN.id())).containsExactly(new Access(trainers, BEN, Optional.empty()));
        assertThat(store().groupsOf(new AccountId("feed:nobody"))).isEmpty();
    }

    @Test
    default void pagesThroughMembersEvenWhenTheLastOneSeenHasLeft() {
        store().addGroup(group(PARENTS, Kind.CLOSED), Set.of());
        List<Account> people = IntStream.range(0, 25).mapToObj(number -> Account.of("feed:p" + number, "P" + number)).toList();
        people.forEach(person -> {
            enrol(store(), person);
            store().putMember(PARENTS, person.id(), Role.MEMBER);
        });

        var seen = new ArrayList<>(store().members(PARENTS, 10));
        for (List<Member> page = seen; !page.isEmpty();) {
            AccountId last = page.getLast().account().id();
            store().removeMember(PARENTS, last);
            page = store().membersAfter(PARENTS, last, 10);
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            seen.addAll(page);
        }

        assertThat(seen.stream().map(Member::account)).containsExactlyInAnyOrderElementsOf(people);
    }
}
