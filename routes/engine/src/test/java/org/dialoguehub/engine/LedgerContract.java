package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.engine.Samples.FEED;
import static org.dialoguehub.engine.Samples.LEASE;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.NOW;
import static org.dialoguehub.engine.Samples.STATES;
import static org.dialoguehub.engine.Samples.activities;
import static org.dialoguehub.engine.Samples.after;
import static org.dialoguehub.engine.Samples.armed;
import static org.dialoguehub.engine.Samples.delivery;
import static org.dialoguehub.engine.Samples.longText;
import static org.dialoguehub.engine.Samples.note;
import static org.dialoguehub.engine.Samples.oddTexts;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dialoguehub.connector.Prepared.Ready;
import org.dialoguehub.connector.Published;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.Proof;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;
import org.junit.jupiter.api.Test;

/** What the {@link Ledger} promises of its rows; {@link LedgerOrderContract} has what is due when. */
public interface LedgerContract extends StoreUnderTest {
    @Test
    default void plansUnderGrowingIds() {
        Delivery first = plan(delivery(MAIL, 1, 1));
        Delivery second = plan(delivery(MAIL, 2, 1));

        assertThat(first.id()).isPositive();
        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(row(second.id())).isEqualTo(second);
        assertThat(second).usingRecursiveComparison().ignoringFields("id").isEqualTo(delivery(MAIL, 2, 1));
    }

    @Test
    default void plansOnceForOneKey() {
        Delivery first = plan(delivery(MAIL, 1, 1));
        replace(first, armed(first.progress(), 1));
        Delivery changed = row(first.id());

        Delivery again = plan(new Delivery(
                77, first.key(), note(9), note(9), first.activity(), "other", "other", NOW, NOW, Progress.begin(after(9)), 5));

        assertThat(again).isEqualTo(changed);
        assertThat(row(first.id())).isEqualTo(changed);
        assertThat(all()).hasSize(1);
    }

    @Test
    default void takesKeysThatDifferInOnePartForDifferent() {
        List<Delivery.Key> keys = List.of(
                new Delivery.Key(1, "rule", MAIL, Action.CREATE, 0),
                new Delivery.Key(2, "rule", MAIL, Action.CREATE, 0),
                new Delivery.Key(1, "Rule", MAIL, Action.CREATE, 0),
                new Delivery.Key(1, "rule", FEED, Action.CREATE, 0),
                new Delivery.Key(1, "rule", MAIL, Action.UPDATE, 0),
                new Delivery.Key(1, "rule", MAIL, Action.CREATE, 1));

        List<Delivery> planned = keys.stream().map(key -> plan(withKey(key))).toList();

        assertThat(planned).extracting(Delivery::id).doesNotHaveDuplicates();
        assertThat(keys).allSatisfy(key -> assertThat(row(key).orElseThrow().key()).isEqualTo(key));
        assertThat(row(new Delivery.Key(2, "rule", FEED, Action.CREATE, 0))).isEmpty();
    }

    @Test
    default void letsOneOfManyPlanADelivery() {
        for (int round = 1; round <= 10; round++) {
            int source = round;

            List<Long> ids = Crowd.of(6).each(number -> plan(delivery(MAIL, source, 1)).id());

            assertThat(ids).containsOnly(ids.getFirst());
        }
    }

    @Test
    default void findsNothingUnderAnIdThatNeverWas() {
        Optional<Delivery> none = read(in -> in.ledger().find(4_711));

        assertThat(none).isEmpty();
    }

    @Test
    default void replacesTheProgressAndNothingElse() {
        Delivery before = plan(delivery(MAIL, 1, 1));
        Progress progress = armed(before.progress(), 3).to(State.UNCERTAIN, after(9), "No answer");
        var given = new Delivery(
                before.id(), new Delivery.Key(9, "other", FEED, Action.LIKE, 9), note(9), note(9), activities().get(5), "other", "other",
                after(9), after(9), progress, before.version());

        assertThat(store().<Boolean>write(in -> in.ledger().replace(given))).isTrue();

        assertThat(row(before.id())).isEqualTo(new Delivery(
                before.id(), before.key(), before.note(), before.thread(), before.activity(), before.token(), before.fingerprint(),
                before.planned(), before.deadline(), progress, before.version() + 1));
        assertThat(row(given.key())).isEmpty();
    }

    @Test
    default void doesNotReplaceWhatSomebodyElseChanged() {
        Delivery read = plan(delivery(MAIL, 1, 1));
        assertThat(replace(read, read.progress().to(State.WAITING, after(5), "The parent"))).isTrue();
        Delivery changed = row(read.id());

        assertThat(replace(read, armed(read.progress(), 1))).isFalse();

        assertThat(row(read.id())).isEqualTo(changed);
        assertThat(changed.version()).isEqualTo(read.version() + 1);
        assertThat(replace(changed, armed(changed.progress(), 1))).isTrue();
    }

    @Test
    default void doesNotReplaceWhatIsNotThere() {
        Delivery row = plan(delivery(MAIL, 1, 1));
        var other = new Delivery(
                row.id() + 1, row.key(), row.note(), row.thread(), row.activity(), row.token(), row.fingerprint(), row.planned(),
                row.deadline(), row.progress(), row.version());

        assertThat(replace(other, armed(row.progress(), 1))).isFalse();
        assertThat(all()).containsExactly(row);
    }

    @Test
    default void letsOneOfManyReplaceADelivery() {
        Delivery row = plan(delivery(MAIL, 1, 1));
        for (int round = 1; round <= 10; round++) {
            Delivery read = row;

            List<Boolean> replaced = Crowd.of(6).each(number -> replace(read, read.progress().to(State.PLANNED, after(number), "")));

            assertThat(replaced).containsOnlyOnce(true);
            row = row(read.id());
            assertThat(row.progress().next()).isEqualTo(after(replaced.indexOf(true)));
        }
    }

    @Test
    default void countsTheVersionTwiceForTwoChangesInOneUnit() {
        Delivery before = plan(delivery(MAIL, 1, 1));
        write(in -> {
            in.ledger().replace(before.with(armed(before.progress(), 1)));
            Delivery between = in.ledger().find(before.id()).orElseThrow();
            in.ledger().replace(between.with(between.progress().to(State.PLANNED, after(1), "again")));
        });

        assertThat(row(before.id()).version()).isEqualTo(before.version() + 2);
        assertThat(row(before.id()).progress().reason()).isEqualTo("again");
    }

    @Test
    default void keepsEveryStateAndProof() {
        int source = 0;
        for (State state : STATES) {
            for (Proof proof : Proof.values()) {
                var published = new Published(new ExternalId("e" + source), Optional.of(URI.create("https://example.org/1?%20")), NOW);
                var ready = new Ready("", Optional.empty());
                var progress = new Progress(
                        state, after(source), 3, 2, Long.MAX_VALUE, Optional.of(after(-5)), Optional.of(ready), Optional.of(published),
                        Optional.of(proof), "because");
                Delivery row = plan(delivery(MAIL, ++source, 1, progress));

                assertThat(row(row.id())).isEqualTo(row);
                assertThat(row.progress()).isEqualTo(progress);
            }
        }
    }

    @Test
    default void keepsWhatWasFixedBeforeTheFirstRequest() {
        Delivery row = plan(delivery(MAIL, 1, 1));
        var ready = new Ready("{\"id\":\"it's\"}" + longText(1, 4_000), Optional.of(new ExternalId(longText(2, 2_000))));

        replace(row, row.progress().armed(ready, NOW, NOW.plus(LEASE), 1));

        assertThat(row(row.id()).progress().ready()).contains(ready);
    }

    @Test
    default void keepsEveryKindOfActivityToBeDone() {
        int source = 0;
        for (Activity activity : activities()) {
            source++;
            var given = new Delivery(
                    0, new Delivery.Key(source, "rule", MAIL, Action.UNDO, 0), note(1), note(2), activity, "t" + source, "", NOW, NOW,
                    Progress.begin(NOW), 0);
            Delivery row = plan(given);

            assertThat(row(row.id())).isEqualTo(row);
            assertThat(row.activity()).isEqualTo(activity);
        }
    }

    @Test
    default void keepsOddTexts() {
        int source = 0;
        for (String odd : oddTexts()) {
            source++;
            var published = new Published(new ExternalId(odd), Optional.empty(), NOW);
            var progress = new Progress(
                    State.DELIVERED, NOW, 1, 0, 1, Optional.of(NOW), Optional.of(new Ready(odd, Optional.of(new ExternalId(odd)))),
                    Optional.of(published), Optional.of(Proof.ECHO), odd);
            var given = new Delivery(
                    0, new Delivery.Key(1, odd, new ChannelId(odd), Action.CREATE, 0), new NoteId(odd), new NoteId(odd),
                    activities().get(5), "token " + source, odd, NOW, NOW, progress, 0);
            Delivery row = plan(given);

            assertThat(row(given.key())).contains(row);
            assertThat(row).usingRecursiveComparison().ignoringFields("id").isEqualTo(given);
            assertThat(expecting(new ChannelId(odd), odd)).containsExactly(row);
            assertThat(of(new NoteId(odd), new ChannelId(odd))).containsExactly(row);
        }
    }

    @Test
    default void keepsAReasonOfADeliveryThatHoldsWhatNoTextMayHold() {
        Delivery row = plan(delivery(MAIL, 1, 1));

        replace(row, row.progress().to(State.REJECTED, NOW, "zero \u0000 half \uD83D end" + longText(1, 20_000)));

        assertThat(row(row.id()).progress().reason()).startsWith("zero ").contains(" half ");
    }

    @Test
    default void keepsTimesToTheMillisecond() {
        int source = 0;
        for (String text : List.of("0001-01-01T00:00:00.001Z", "1969-12-31T23:59:59.999Z", "2026-11-22T10:00:00.123456789Z",
                "9999-12-31T23:59:59.999Z")) {
            Instant time = Instant.parse(text);
            var progress = new Progress(
                    State.ARMED, time, 1, 0, 1, Optional.of(time), Optional.empty(),
                    Optional.of(new Published(new ExternalId("e"), Optional.empty(), time)), Optional.empty(), "");
            Delivery row = plan(new Delivery(
                    0, new Delivery.Key(++source, "r", MAIL, Action.CREATE, 0), note(1), note(1), activities().get(4), "t" + source, "",
                    time, time,
                    progress, 0));

            Delivery kept = row(row.id());
            Progress now = kept.progress();
            assertThat(List.of(kept.planned(), kept.deadline(), now.next(), now.armed().orElseThrow(), now.published().orElseThrow().at()))
                    .allSatisfy(each -> assertThat(each).isBetween(time.truncatedTo(ChronoUnit.MILLIS), time));
        }
    }

    @Test
    default void findsWhatWasExpectedToGetAnId() {
        Delivery one = planExpecting(MAIL, 1, "<1@example.org>");
        Delivery two = planExpecting(MAIL, 2, "<2@example.org>");
        planExpecting(FEED, 3, "<1@example.org>");
        plan(delivery(MAIL, 4, 4));
        replace(two, two.progress().out(Optional.empty(), Proof.ANSWER, NOW));

        assertThat(expecting(MAIL, "<2@example.org>", "<1@example.org>", "<1@example.org>", "<9@example.org>"))
                .containsExactlyInAnyOrder(row(one.id()), row(two.id()));
        assertThat(expecting(MAIL)).isEmpty();
        assertThat(expecting(FEED, "<2@example.org>")).isEmpty();
    }

    @Test
    default void forgetsAnExpectationThatWasReplaced() {
        Delivery row = planExpecting(MAIL, 1, "<1@example.org>");
        var progress = new Progress(
                State.PLANNED, NOW, 1, 0, 0, Optional.empty(), Optional.of(new Ready("", Optional.empty())), Optional.empty(),
                Optional.empty(), "");

        replace(row, progress);

        assertThat(expecting(MAIL, "<1@example.org>")).isEmpty();
    }

    @Test
    default void findsOneOfFiveThousandExpected() {
        planExpecting(MAIL, 1, "<1@example.org>");

        String[] ids = IntStream.range(0, 5_000).mapToObj(number -> "<" + number + "@example.org>").toArray(String[]::new);

        assertThat(expecting(MAIL, ids)).hasSize(1);
    }

    @Test
    default void givesAllDeliveriesOfANoteToAChannelInTheOrderTheyWerePlanned() {
        List<Delivery> rows = new ArrayList<>();
        for (int source = 9; source >= 1; source--) {
            rows.add(plan(new Delivery(
                    0, new Delivery.Key(source, "rule", MAIL, Action.UPDATE, 0), note(1), note(2), activities().get(4), "t" + source, "",
                    NOW, NOW,
                    Progress.begin(NOW), 0)));
        }
        plan(delivery(FEED, 1, 2));
        plan(delivery(MAIL, 5, 1));
        replace(rows.getFirst(), rows.getFirst().progress().to(State.CANCELLED, NOW, ""));

        assertThat(of(note(1), MAIL)).extracting(Delivery::id).containsExactlyElementsOf(rows.stream().map(Delivery::id).toList());
        assertThat(of(note(1), MAIL).getFirst().state()).isEqualTo(State.CANCELLED);
        assertThat(of(note(1), FEED)).hasSize(1);
        assertThat(of(note(2), FEED)).isEmpty();
    }

    @Test
    default void findsWhatIsInDoubtByItsFingerprint() {
        for (State state : STATES) {
            plan(said(MAIL, STATES.indexOf(state), "same", state));
        }
        plan(said(FEED, 20, "same", State.ARMED));
        plan(said(MAIL, 21, "Same", State.ARMED));
        plan(said(MAIL, 22, "", State.UNCERTAIN));

        assertThat(inDoubt(MAIL, "same")).extracting(Delivery::state).containsExactlyInAnyOrder(State.ARMED, State.UNCERTAIN);
        assertThat(inDoubt(MAIL, "")).hasSize(1);
        assertThat(inDoubt(FEED, "other")).isEmpty();
    }

    @Test
    default void listsDeliveriesInSomeStatesNewestFirst() {
        List<Delivery> rows = new ArrayList<>();
        for (State state : STATES) {
            rows.add(plan(said(MAIL, STATES.indexOf(state), "", state)));
            rows.add(plan(said(FEED, STATES.indexOf(state), "", state)));
        }

        assertThat(list(EnumSet.allOf(State.class), 100)).isEqualTo(rows.reversed());
        assertThat(list(EnumSet.allOf(State.class), 3)).isEqualTo(rows.reversed().subList(0, 3));
        assertThat(list(EnumSet.of(State.UNKNOWN, State.WAITING), 3)).extracting(Delivery::state)
                .containsExactly(State.UNKNOWN, State.UNKNOWN, State.WAITING);
        assertThat(list(Set.of(), 10)).isEmpty();
        assertThat(list(EnumSet.allOf(State.class), 0)).isEmpty();
    }

    @Test
    default void countsTheOpenAndTheRejectedOfEachChannel() {
        for (State state : STATES) {
            for (int number = 0; number <= STATES.indexOf(state); number++) {
                plan(said(MAIL, STATES.indexOf(state) * 100 + number, "", state));
            }
        }
        plan(said(FEED, 1, "", State.UNKNOWN));
        plan(said(new ChannelId("c-quiet"), 1, "", State.DELIVERED));

        Map<ChannelId, Map<State, Long>> counts = read(in -> in.ledger().counts());

        assertThat(counts.get(MAIL))
                .containsEntry(State.WAITING, 1L)
                .containsEntry(State.PLANNED, 2L)
                .containsEntry(State.ARMED, 3L)
                .containsEntry(State.UNCERTAIN, 4L)
                .containsEntry(State.UNKNOWN, 5L)
                .containsEntry(State.REJECTED, 7L)
                .doesNotContainKeys(State.DELIVERED, State.CANCELLED, State.EXPIRED);
        assertThat(counts.get(FEED)).containsEntry(State.UNKNOWN, 1L);
        assertThat(counts.getOrDefault(new ChannelId("c-quiet"), Map.of()).values()).allMatch(count -> count == 0);
    }

    private static Delivery withKey(Delivery.Key key) {
        return new Delivery(
                0, key, note(1), note(1), activities().get(4), "t" + key.hashCode(), "f", NOW, NOW, Progress.begin(NOW), 0);
    }

    private static Delivery said(ChannelId channel, int source, String fingerprint, State state) {
        Delivery plain = delivery(channel, source, source, Progress.begin(NOW).to(state, NOW, ""));
        return new Delivery(
                0, plain.key(), plain.note(), plain.thread(), plain.activity(), plain.token(), fingerprint, NOW, NOW, plain.progress(), 0);
    }

    private Delivery planExpecting(ChannelId channel, int source, String id) {
        var ready = new Ready("", Optional.of(new ExternalId(id)));
        return plan(delivery(channel, source, 1, Progress.begin(NOW).armed(ready, NOW, NOW.plus(LEASE), 1)));
    }

    private Delivery plan(Delivery delivery) {
        return store().write(in -> in.ledger().plan(delivery));
    }

    private boolean replace(Delivery row, Progress progress) {
        return store().write(in -> in.ledger().replace(row.with(progress)));
    }

    private Delivery row(long id) {
        return read(in -> in.ledger().find(id).orElseThrow());
    }

    private Optional<Delivery> row(Delivery.Key key) {
        return read(in -> in.ledger().find(key));
    }

    private List<Delivery> of(NoteId note, ChannelId channel) {
        return read(in -> in.ledger().of(note, channel));
    }

    private List<Delivery> expecting(ChannelId channel, String... ids) {
        return read(in -> in.ledger().expecting(channel, List.of(ids).stream().map(ExternalId::new).toList()));
    }

    private List<Delivery> inDoubt(ChannelId channel, String fingerprint) {
        return read(in -> in.ledger().inDoubt(channel, fingerprint));
    }

    private List<Delivery> list(Set<State> states, int limit) {
        return read(in -> in.ledger().list(states, limit));
    }

    private List<Delivery> all() {
        return list(EnumSet.allOf(State.class), Integer.MAX_VALUE);
    }
}
