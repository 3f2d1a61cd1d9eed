package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dialoguehub.engine.ChannelSetup;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Keyring;
import org.dialoguehub.engine.MemoryStore;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Right;
import org.dialoguehub.engine.Timing;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.text.TextRules;
import org.junit.jupiter.api.Test;

/** A broadcast from its first draft until it is out. */
final class BroadcastLifeTest {
    private static final Actor CLUB = Actor.of("feed:club", "Swimming club");
    private static final Principal ANNA = new Principal.Colleague("anna", Set.of(Right.COMPOSE));
    private static final Principal BERTA = new Principal.Colleague("berta", Set.of(Right.COMPOSE, Right.APPROVE));
    private static final BroadcastSettings APPROVED = BroadcastSettings.NONE.approvedByAnother();
    private static final BroadcastSettings SLOTS = new BroadcastSettings(
            Map.of("customers", List.of("small", "large")), Map.of("mornings", Slots.read("mornings", "Mon-Fri 09:00 Europe/Helsinki")),
            new Quiet(List.of(new Quiet.Rule(Set.of("large"), QuietTime.read("Mon-Sun 22:00-07:00 Europe/Helsinki")))), false, true,
            People.NOBODY);

    private Instant now = Instant.parse("2026-06-01T12:00:00Z");
    private final InstantSource clock = () -> now;
    private String bane = "nothing";
    private final Town small = new Town("small", new TextRules(this::length, 400, Set.of()));
    private final Town large = new Town("large", TextRules.plain(400));
    private final Programme programme = new MemoryProgramme();
    private final Engine engine = new Engine(new MemoryStore(), List.of(setup(small), setup(large)), List.of(), Timing.STANDARD,
            clock, new Random(3), Keyring.passing(new Random(4)), "hub.example.org");

    private long length(String text) {
        if (text.contains(bane)) {
            throw new IllegalStateException("This breaks");
        }
        return text.length();
    }

    private static ChannelSetup setup(Town town) {
        try {
            return new ChannelSetup(town.name(), Optional.empty(), town, Settings.read(List.of(), Map.of()), new Audience.Everyone(),
                    Duration.ofSeconds(30), Duration.ofMinutes(15), Optional.empty());
        } catch (SettingsException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Broadcasts broadcasts(BroadcastSettings settings) {
        return new Broadcasts(engine, CLUB, clock, programme, settings);
    }

    private void work(BroadcastSettings settings) {
        new Announcer(engine, new Pictures(engine.blobs()), programme, settings, clock).work();
    }

    private int said(String key) {
        return engine.published(new Principal.TheHub(), "broadcast " + key).map(publicity -> publicity.receipts().size()).orElse(0);
    }

    private static Draft draft(String text) {
        return Draft.of(CLUB, text, List.of("small", "large"));
    }

    private static Plan at(String when) {
        return new Plan(Schedules.stored(when), Optional.empty(), Set.of());
    }

    @Test
    void goesOutAtItsTimeOnceSomebodyElseHasApprovedIt() throws Exception {
        Broadcasts broadcasts = broadcasts(APPROVED);
        Broadcast draft = broadcasts.save(ANNA, "gala", 0, draft("The gala is over"), at("2026-06-01T18:00 Europe/Helsinki"));
        Broadcast proposed = broadcasts.propose(ANNA, "gala", draft.version());
        Principal annaToo = new Principal.Colleague("anna", EnumSet.allOf(Right.class));
        assertThatThrownBy(() -> broadcasts.approve(ANNA, "gala", proposed.version())).isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> broadcasts.approve(annaToo, "gala", proposed.version())).hasMessageContaining("somebody else");

        Broadcast approved = broadcasts.approve(BERTA, "gala", proposed.version());
        now = Instant.parse("2026-06-01T14:59:59Z");
        work(APPROVED);
        assertThat(said("gala")).isZero();
        now = Instant.parse("2026-06-01T15:00:00Z");
        work(APPROVED);
        work(APPROVED);

        assertThat(said("gala")).isEqualTo(2);
        assertThat(approved.history()).extracting(Step::who).containsExactly("anna", "anna", "berta");
        assertThat(approved.history()).extracting(Step::deed).containsExactly(Step.Deed.WRITTEN, Step.Deed.PROPOSED, Step.Deed.APPROVED);
        assertThat(approved.history()).extracting(Step::fingerprint).containsOnly(approved.fingerprint());
        assertThat(broadcasts.broadcast(ANNA, "gala").orElseThrow().stage()).isEqualTo(Stage.DONE);
        assertThat(broadcasts.runs(ANNA, "gala")).extracting(Run::state).containsExactly(Run.State.SAID);
    }

    @Test
    void takesAnApprovalForOneTextOnly() throws Exception {
        Broadcasts broadcasts = broadcasts(APPROVED);
        Broadcast draft = broadcasts.save(ANNA, "gala", 0, draft("The gala is over"), at("2026-06-01T18:00 Europe/Helsinki"));
        Broadcast approved = broadcasts.approve(BERTA, "gala", draft.version());

        Broadcast edited = broadcasts.save(ANNA, "gala", approved.version(), draft("The gala was great"), draft.plan());
        now = Instant.parse("2026-06-01T15:00:00Z");
        work(APPROVED);

        assertThat(edited.stage()).isEqualTo(Stage.DRAFT);
        assertThat(edited.fingerprint()).isNotEqualTo(approved.fingerprint());
        assertThat(said("gala")).isZero();
        assertThatThrownBy(() -> broadcasts.approve(BERTA, "gala", approved.version())).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at version 3 now, of anna");
        assertThatThrownBy(() -> broadcasts.publish(ANNA, draft("Quick"), "quick")).hasMessageContaining("Somebody else must approve");
    }

    @Test
    void givesADraftBackWithTheReason() throws Exception {
        Broadcasts broadcasts = broadcasts(APPROVED);
        Broadcast draft = broadcasts.save(ANNA, "gala", 0, draft("The gala is over"), Plan.NOW);
        Broadcast proposed = broadcasts.propose(ANNA, "gala", draft.version());

        Broadcast back = broadcasts.reject(BERTA, "gala", proposed.version(), "Name the winners");

        assertThat(back.stage()).isEqualTo(Stage.DRAFT);
        assertThat(back.history().getLast().remark()).isEqualTo("Name the winners");
    }

    @Test
    void neitherLosesNorRepeatsARunWhereverItIsKilled() throws Exception {
        Broadcasts broadcasts = broadcasts(BroadcastSettings.NONE);
        Broadcast draft = broadcasts.save(ANNA, "gala", 0, draft("The gala is over"), at("2026-06-01T18:00 Europe/Helsinki"));
        broadcasts.approve(ANNA, "gala", draft.version());
        now = Instant.parse("2026-06-01T15:00:00Z");
        Run due = programme.due(now, 1).getFirst();
        work(BroadcastSettings.NONE);

        programme.put(due); // as if it had been killed before it was recorded
        now = now.plus(Duration.ofDays(3));
        work(BroadcastSettings.NONE);

        assertThat(said("gala")).isEqualTo(2);
        assertThat(programme.runs("gala", 9)).extracting(Run::state).containsExactly(Run.State.SAID);
    }

    @Test
    void saysAtOnceWhatIsAskedForAgainAfterItWasKilled() throws Exception {
        Broadcasts broadcasts = broadcasts(BroadcastSettings.NONE);
        Broadcast draft = broadcasts.save(ANNA, "gala", 0, draft("The gala is over"), Plan.NOW);
        var step = new Step(now, "anna", Step.Deed.APPROVED, draft.fingerprint(), "");
        programme.replace(draft.done(Stage.APPROVED, step),
                List.of(new Run("gala", "now 1", Optional.empty(), now, Run.State.DUE, now, ""))); // as if it had been killed before it was said

        broadcasts.publish(ANNA, draft("The gala is over"), "gala");

        assertThat(said("gala")).isEqualTo(2);
        assertThat(broadcasts.broadcast(ANNA, "gala").orElseThrow().stage()).isEqualTo(Stage.DONE);
    }

    @Test
    void letsOneThatBreaksHoldUpNoOther() throws Exception {
        Broadcasts broadcasts = broadcasts(BroadcastSettings.NONE);
        for (String key : List.of("broken", "gala")) {
            Broadcast draft = broadcasts.save(ANNA, key, 0, draft(key), at("2026-06-01T18:00 Europe/Helsinki"));
            broadcasts.approve(ANNA, key, draft.version());
        }
        now = Instant.parse("2026-06-01T15:00:00Z");
        bane = "broken";

        work(BroadcastSettings.NONE);

        assertThat(said("gala")).isEqualTo(2);
        assertThat(said("broken")).isZero();
        Run waiting = broadcasts.runs(ANNA, "broken").getFirst();
        assertThat(waiting.state()).isEqualTo(Run.State.DUE);
        assertThat(waiting.reason()).isEqualTo("It failed: This breaks");
        bane = "nothing";
        now = waiting.next();
        work(BroadcastSettings.NONE);
        assertThat(said("broken")).isEqualTo(2);
    }

    @Test
    void keepsTheKeysOfBroadcastsAndOfWhatFollowsThemApart() throws Exception {
        Broadcasts broadcasts = broadcasts(BroadcastSettings.NONE);
        broadcasts.save(ANNA, "later", 0, draft("Later"), Plan.NOW);
        broadcasts.publish(ANNA, draft("The gala is over"), "gala");

        assertThatThrownBy(() -> broadcasts.follow(ANNA, "gala", draft("On Sunday"), "later")).isInstanceOf(IllegalStateException.class);
        broadcasts.follow(ANNA, "gala", draft("On Sunday"), "right");
        assertThatThrownBy(() -> broadcasts.save(ANNA, "right", 0, draft("More"), Plan.NOW)).isInstanceOf(IllegalStateException.class);

        assertThat(broadcasts.list(ANNA, EnumSet.of(Stage.DRAFT), 0, 9)).extracting(Broadcast::key).containsExactly("later");
    }

    @Test
    void holdsWhatTheHubWasDownFor() throws Exception {
        Broadcasts broadcasts = broadcasts(BroadcastSettings.NONE);
        Broadcast draft = broadcasts.save(ANNA, "gala", 0, draft("The gala is over"), at("2026-06-01T18:00 Europe/Helsinki"));
        broadcasts.approve(ANNA, "gala", draft.version());
        now = Instant.parse("2026-09-01T15:00:00Z");

        work(BroadcastSettings.NONE);

        Broadcast held = broadcasts.broadcast(ANNA, "gala").orElseThrow();
        assertThat(held.stage()).isEqualTo(Stage.HELD);
        assertThat(said("gala")).isZero();
        assertThat(broadcasts.runs(ANNA, "gala").getFirst().reason()).contains("the hub was down");
        broadcasts.repeat(ANNA, "gala", held.version());
        assertThat(said("gala")).isEqualTo(2);
        assertThat(broadcasts.broadcast(ANNA, "gala").orElseThrow().stage()).isEqualTo(Stage.DONE);
    }

    @Test
    void comesAgainAndAgainAtTheSameLocalTime() throws Exception {
        Broadcasts broadcasts = broadcasts(BroadcastSettings.NONE);
        now = Instant.parse("2026-10-20T00:00:00Z");
        Broadcast draft = broadcasts.save(ANNA, "training", 0, draft("Training today"),
                at("every FREQ=DAILY from 2026-10-24T09:00 Europe/Helsinki count 3"));
        broadcasts.approve(ANNA, "training", draft.version());

        for (Instant end = Instant.parse("2026-10-28T00:00:00Z"); now.isBefore(end); now = now.plus(Duration.ofMinutes(30))) {
            work(BroadcastSettings.NONE);
        }

        assertThat(broadcasts.runs(ANNA, "training").reversed()).extracting(Run::at).containsExactly(
                Instant.parse("2026-10-24T06:00:00Z"), Instant.parse("2026-10-25T07:00:00Z"), Instant.parse("2026-10-26T07:00:00Z"));
        assertThat(said("training @2026-10-25T09:00")).isEqualTo(2);
        assertThat(broadcasts.broadcast(ANNA, "training").orElseThrow().stage()).isEqualTo(Stage.DONE);
    }

    @Test
    void doesNotBurstOutWhatItMissed() throws Exception {
        Broadcasts broadcasts = broadcasts(BroadcastSettings.NONE);
        Broadcast draft = broadcasts.save(ANNA, "training", 0, draft("Training today"),
                at("every FREQ=DAILY from 2026-06-02T09:00 Europe/Helsinki"));
        broadcasts.approve(ANNA, "training", draft.version());
        now = Instant.parse("2026-08-01T06:10:00Z");

        work(BroadcastSettings.NONE);
        now = now.minus(Duration.ofDays(1)); // a clock that is set back repeats nothing
        work(BroadcastSettings.NONE);

        List<Run> runs = broadcasts.runs(ANNA, "training");
        assertThat(runs).extracting(Run::state).containsExactly(Run.State.SAID, Run.State.SKIPPED);
        assertThat(runs.getLast().reason()).contains("60 times");
    }

    @Test
    void takesTheNextFreeSlot() throws Exception {
        Broadcasts broadcasts = broadcasts(SLOTS);
        for (String key : List.of("one", "two")) {
            Broadcast draft = broadcasts.save(ANNA, key, 0, draft(key), at("slot:mornings"));
            broadcasts.approve(ANNA, key, draft.version());
        }

        assertThat(broadcasts.runs(ANNA, "one").getFirst().occurrence()).isEqualTo("2026-06-02T09:00");
        assertThat(broadcasts.runs(ANNA, "two").getFirst().occurrence()).isEqualTo("2026-06-03T09:00");
        broadcasts.cancel(ANNA, "one", broadcasts.broadcast(ANNA, "one").orElseThrow().version(), "Not now");
        Broadcast third = broadcasts.save(ANNA, "three", 0, draft("three"), at("slot:mornings"));
        broadcasts.approve(ANNA, "three", third.version());
        assertThat(broadcasts.runs(ANNA, "three").getFirst().occurrence()).isEqualTo("2026-06-02T09:00");
    }

    @Test
    void keepsQuietWhereItMustAndSpeaksThereLater() throws Exception {
        Broadcasts broadcasts = broadcasts(SLOTS);
        Broadcast draft =
                broadcasts.save(ANNA, "late", 0, Draft.of(CLUB, "Good night", List.of("customers")).withFirstComment("Sleep well"),
                        at("2026-06-01T23:00 Europe/Helsinki"));
        broadcasts.approve(ANNA, "late", draft.version());
        now = Instant.parse("2026-06-01T20:00:00Z");
        work(SLOTS);
        assertThat(said("late")).isEqualTo(1);
        Run waiting = broadcasts.runs(ANNA, "late").getFirst();
        assertThat(waiting.reason()).isEqualTo("Quiet until 2026-06-02T04:00:00Z: large");

        now = waiting.next();
        work(SLOTS);

        assertThat(said("late")).isEqualTo(2);
        assertThat(broadcasts.find(ANNA, "late").orElseThrow().answers().getFirst().receipts()).hasSize(2);
        assertThat(broadcasts.broadcast(ANNA, "late").orElseThrow().stage()).isEqualTo(Stage.DONE);
    }

    @Test
    void holdsWhatCanNoLongerBeSaidAndSaysWhy() throws Exception {
        Broadcasts broadcasts = broadcasts(SLOTS);
        Broadcast draft = broadcasts.save(ANNA, "gala", 0, Draft.of(CLUB, "The gala is over", List.of("customers")),
                at("2026-06-01T18:00 Europe/Helsinki"));
        broadcasts.approve(ANNA, "gala", draft.version());
        now = Instant.parse("2026-06-01T15:00:00Z");

        work(BroadcastSettings.NONE); // the group is gone

        assertThat(broadcasts.broadcast(ANNA, "gala").orElseThrow().stage()).isEqualTo(Stage.HELD);
        assertThat(broadcasts.runs(ANNA, "gala").getFirst().reason()).contains("There is no channel 'customers'");
    }

    @Test
    void letsLinksTellWhereTheyWereClicked() throws Exception {
        Broadcasts broadcasts = broadcasts(SLOTS);
        var plan = new Plan(new Schedule.Now(), Optional.of("gala 2026"), Set.of());

        List<Preview> previews = broadcasts.preview(ANNA,
                draft("See https://example.org/gala#photos, [mail](mailto:club@example.org) and https://example.org/?utm_source=own"),
                plan);

        assertThat(previews.getFirst().parts().getFirst().text()).contains(
                "https://example.org/gala?utm_source=small&utm_medium=social&utm_campaign=gala+2026#photos",
                "https://example.org/?utm_source=own");
        assertThat(previews.getLast().parts().getFirst().text()).contains("utm_source=large").doesNotContain("mailto:club@example.org?");
        assertThat(broadcasts.preview(ANNA, draft("https://example.org/gala")).getFirst().parts().getFirst().text())
                .isEqualTo("https://example.org/gala");
    }

    @Test
    void asksForTheRight() {
        Principal stranger = new Principal.Colleague("carl", Set.of(Right.ANSWER));

        assertThatThrownBy(() -> broadcasts(APPROVED).save(stranger, "gala", 0, draft("Hello"), Plan.NOW))
                .isInstanceOf(SecurityException.class).hasMessageContaining("the right to compose");
    }
}
