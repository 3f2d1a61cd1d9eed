package org.dialoguehub.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Money;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.sandbox.Answer;
import org.dialoguehub.sandbox.Fault;
import org.junit.jupiter.api.Test;

/** What the hub is told of money and quotas. */
class TwitterMeterTest {
    @Test
    void tellsWhatEachPostAndEachEditWillCost() throws ConnectorException {
        try (var club = Club.open()) {
            String asked = club.network().say("When does the pool open?").value();
            ExternalId own = club.publish(club.note("Pool opens at 8")).id();

            assertThat(price(club, club.note("Pool opens at 9"))).isEqualTo(dollars("0.015"));
            assertThat(price(club, club.note("See https://example.org"))).isEqualTo(dollars("0.2"));
            assertThat(price(club, club.answer("At 8", asked))).isEqualTo(dollars("0.01"));
            assertThat(price(club, club.answer("And so on", own.value()))).isEqualTo(dollars("0.015"));
            assertThat(price(club, club.answer("See https://example.org", asked))).isEqualTo(dollars("0.2"));
            assertThat(club.session().price(edit(club, own, "See https://example.org"))).contains(dollars("0.2"));
            assertThat(club.session().price(edit(club, own, "Pool opens at 10"))).contains(dollars("0.015"));
        }
    }

    @Test
    void booksWhatItReadsOnceADay() throws ConnectorException {
        try (var club = Club.open()) {
            club.network().say("one");
            club.network().say("two");

            club.receive();
            club.receive();
            assertThat(club.host().budget().spendings()).containsExactly(dollars("0.01"));

            club.network().say("three");
            club.receive();
            assertThat(club.host().budget().spendings()).containsExactly(dollars("0.01"), dollars("0.005"));

            club.clock().advance(Duration.ofHours(12));
            club.receive();
            assertThat(club.host().budget().spendings()).hasSize(3).last().isEqualTo(dollars("0.015"));
        }
    }

    @Test
    void booksWhatItLooksAtBeforeItAnswers() throws ConnectorException {
        try (var club = Club.open()) {
            String asked = club.network().say("When does the pool open?").value();

            club.session().check();
            club.session().check();
            club.publish(club.answer("At 8", asked));

            assertThat(club.host().budget().spendings()).containsExactly(dollars("0.01"), dollars("0.005"));
        }
    }

    @Test
    void tellsHowMuchOfEachWindowIsLeft() throws ConnectorException {
        try (var club = Club.open()) {
            club.publish(club.note("one"));
            club.publish(club.note("two"));
            club.receive();

            assertThat(club.host().budget().allowances()).contains(
                    new Allowance("posts in 15 minutes", Covers.SENDING, false, 98, 100, XNetwork.NOON.plus(Duration.ofMinutes(15))));
            assertThat(club.host().budget().allowances()).extracting(Allowance::name)
                    .containsExactly("posts in 15 minutes", "own posts in 15 minutes", "mentions in 15 minutes");
        }
    }

    @Test
    void tellsTheWindowsOfADayToo() {
        try (var club = Club.open()) {
            long midnight = XNetwork.NOON.plus(Duration.ofHours(12)).getEpochSecond();
            club.x().network().faults().on("POST", "/2/tweets").next(Fault.answer(Answer.json(429, "{}")
                    .with("x-app-limit-24hour-limit", "10000")
                    .with("x-app-limit-24hour-remaining", "0")
                    .with("x-app-limit-24hour-reset", Long.toString(midnight))
                    .with("x-user-limit-24hour-remaining", "odd")));

            Club.failure(() -> club.publish(club.note("one too many")));

            assertThat(club.host().budget().allowances()).filteredOn(it -> it.name().contains("24")).containsExactly(new Allowance(
                    "posts of the app in 24 hours", Covers.SENDING, true, 0, 10_000, XNetwork.NOON.plus(Duration.ofHours(12))));
        }
    }

    private static Money price(Club club, Note note) throws ConnectorException {
        var ready = (Prepared.Ready) club.session().prepare(new Post(Club.TOKEN, note));
        Money declared = Optional.ofNullable(new TwitterConnector().spec().prices().get(Capability.PUBLISH)).orElseThrow();
        assertThat(ready.price().orElseThrow().isMoreThan(declared)).isFalse();
        return ready.price().orElseThrow();
    }

    private static Activity.Update edit(Club club, ExternalId id, String text) {
        return new Activity.Update(Actor.of("hub:us", "Us"), id, club.note(text), club.clock().instant());
    }

    private static Money dollars(String amount) {
        return Money.of(amount, "USD");
    }
}
