package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.engine.Samples.FEED;
import static org.dialoguehub.engine.Samples.LEASE;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.NOW;
import static org.dialoguehub.engine.Samples.STATES;
import static org.dialoguehub.engine.Samples.activities;
import static org.dialoguehub.engine.Samples.armed;
import static org.dialoguehub.engine.Samples.delivery;
import static org.dialoguehub.engine.Samples.note;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dialoguehub.connector.Prepared.Ready;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.Proof;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.junit.jupiter.api.Test;

/** What the {@link Ledger} promises of finding deliveries by what is known of them. */
public interface LedgerSearchContract extends LedgerUnderTest {
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
    default void givesAllThatAnEventCausedInTheOrderItWasPlanned() {
        Delivery mail = plan(delivery(MAIL, 7, 1));
        plan(delivery(MAIL, 8, 2));
        Delivery feed = plan(delivery(FEED, 7, 1));

        List<Delivery> caused = store().read(in -> in.ledger().because(7));
        List<Delivery> none = store().read(in -> in.ledger().because(9));

        assertThat(caused).extracting(Delivery::id).containsExactly(mail.id(), feed.id());
        assertThat(none).isEmpty();
    }

    @Test
    default void givesAllDeliveriesOfANoteToAChannelInTheOrderTheyWerePlanned() {
        List<Delivery> rows = new ArrayList<>();
        for (int source = 9; source >= 1; source--) {
            rows.add(plan(new Delivery(
                    0, new Delivery.Key(source, "rule", MAIL, Action.UPDATE, 0), note(1), note(2), activities().get(4), "t" + source, "",
                    NOW, NOW, new Turn(0),
                    Progress.begin(NOW), 0)));
        }
        plan(delivery(FEED, 1, 2));
        plan(delivery(MAIL, 5, 1));
        replace(rows.getFirst(), rows.getFirst().progress().to(State.CANCELLED, NOW, ""));

        assertThat(of(note(1), MAIL)).extracting(Delivery::id).containsExactlyElementsOf(rows.stream().map(Delivery::id).toList());
        assertThat(of(note(1), MAIL).getFirst().state()).isEqualTo(State.CANCELLED);
        assertThat(of(note(1), FEED)).hasSize(1);
        List<Delivery> anywhere = read(in -> in.ledger().of(note(1)));
        assertThat(anywhere).hasSize(rows.size() + 1).containsAll(of(note(1), MAIL)).containsAll(of(note(1), FEED))
                .isSortedAccordingTo(Comparator.comparingLong(Delivery::id));
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
        long third = rows.reversed().get(2).id();
        assertThat(this.<List<Delivery>>read(in -> in.ledger().list(EnumSet.allOf(State.class), third, 2)))
                .isEqualTo(rows.reversed().subList(3, 5));
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

    private static Delivery said(ChannelId channel, int source, String fingerprint, State state) {
        Delivery plain = delivery(channel, source, source, Progress.begin(NOW).to(state, NOW, ""));
        return new Delivery(
                0, plain.key(), plain.note(), plain.thread(), plain.activity(), plain.token(), fingerprint, NOW, NOW, plain.turn(),
                plain.progress(), 0);
    }

    private Delivery planExpecting(ChannelId channel, int source, String id) {
        var ready = new Ready("", Optional.of(new ExternalId(id)));
        return plan(delivery(channel, source, 1, Progress.begin(NOW).armed(ready, NOW, NOW.plus(LEASE), 1)));
    }
}
