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
import java.util.List;
import java.util.Optional;
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

/** What the {@link Ledger} promises of its rows; {@link LedgerSearchContract} and {@link LedgerOrderContract} have the rest. */
public interface LedgerContract extends LedgerUnderTest {
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
                77, first.key(), note(9), note(9), first.activity(), "other", "other", NOW, NOW, new Turn(9), Progress.begin(after(9)), 5));

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
                after(9), after(9), new Turn(9), progress, before.version());

        assertThat(store().<Boolean>write(in -> in.ledger().replace(given))).isTrue();

        assertThat(row(before.id())).isEqualTo(new Delivery(
                before.id(), before.key(), before.note(), before.thread(), before.activity(), before.token(), before.fingerprint(),
                before.planned(), before.deadline(), before.turn(), progress, before.version() + 1));
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
                row.deadline(), row.turn(), row.progress(), row.version());

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
                    new Turn(0), Progress.begin(NOW), 0);
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
                    activities().get(5), "token " + source, odd, NOW, NOW, new Turn(source), progress, 0);
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
                    time, time, new Turn(0),
                    progress, 0));

            Delivery kept = row(row.id());
            Progress now = kept.progress();
            assertThat(List.of(kept.planned(), kept.deadline(), now.next(), now.armed().orElseThrow(), now.published().orElseThrow().at()))
                    .allSatisfy(each -> assertThat(each).isBetween(time.truncatedTo(ChronoUnit.MILLIS), time));
        }
    }

    private static Delivery withKey(Delivery.Key key) {
        return new Delivery(
                0, key, note(1), note(1), activities().get(4), "t" + key.hashCode(), "f", NOW, NOW, new Turn(0), Progress.begin(NOW), 0);
    }
}
