package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.adaptation.Overflow;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;
import org.junit.jupiter.api.Test;

/** What a {@link Programme} promises. */
public interface ProgrammeContract {
    Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    /** An empty one. */
    Programme programme();

    private static Broadcast broadcast(String key, Stage stage, Instant at) {
        var club = new Actor(new AccountId("hub:club"), "Swimming club", Optional.of(URI.create("https://example.org/club")));
        var file = new Attachment("team.jpg", "image/jpeg", 7, Optional.of("The team"), new BlobId("ab".repeat(32)), false);
        var draft = new Draft(
                club, Optional.of("Gala"), "The gala is **over**.\n\nÄitien 🏊 päivä", List.of("x", "page"),
                Map.of("x", Draft.Wording.text("Over!"), "page", Draft.Wording.overflow(Overflow.SHORTEN)), Optional.of("Tickets in May"),
                List.of(file), Audience.circle("parents"), Optional.of(Locale.forLanguageTag("fi")));
        var schedule = new Schedule.At(LocalDateTime.of(2026, 12, 24, 18, 0), ZoneId.of("Europe/Helsinki"));
        var plan = new Plan(schedule, Optional.of("gala-2026"), Set.of("gala", "swimming"));
        return new Broadcast(key, 1, draft, plan, stage, NOON, Optional.empty(),
                List.of(new Step(at, "anna", Step.Deed.WRITTEN, "f1", ""), new Step(at, "berta", Step.Deed.APPROVED, "f1", "Good")));
    }

    private Broadcast added(String key, Stage stage, Instant at) {
        assertThat(programme().add(broadcast(key, stage, at))).isTrue();
        return programme().find(key).orElseThrow();
    }

    private static Run run(String broadcast, String occurrence, Instant at) {
        return new Run(broadcast, occurrence, Optional.empty(), at, Run.State.DUE, at, "");
    }

    @Test
    default void keepsAllOfABroadcast() {
        Broadcast given = broadcast("gala ÄÖ", Stage.DRAFT, NOON);

        assertThat(programme().add(given)).isTrue();

        assertThat(programme().find("gala ÄÖ")).contains(given);
        assertThat(programme().find("gala ÄÖ").orElseThrow().fingerprint()).isEqualTo(given.fingerprint());
        assertThat(programme().add(broadcast("gala ÄÖ", Stage.DONE, NOON))).isFalse();
        assertThat(programme().find("gala ÄÖ")).contains(given);
        assertThat(programme().find("other")).isEmpty();
    }

    @Test
    default void letsOneOfTwoReplaceIt() {
        Broadcast read = added("gala", Stage.DRAFT, NOON);
        Broadcast changed = read.done(Stage.PROPOSED, new Step(NOON.plusSeconds(5), "anna", Step.Deed.PROPOSED, "f1", ""));

        assertThat(programme().replace(changed, List.of(run("gala", "first", NOON)))).isTrue();
        assertThat(programme().replace(read, List.of(run("gala", "second", NOON)))).isFalse();

        Broadcast now = programme().find("gala").orElseThrow();
        assertThat(now.version()).isEqualTo(2);
        assertThat(now.stage()).isEqualTo(Stage.PROPOSED);
        assertThat(now.history()).hasSize(3);
        assertThat(programme().runs("gala", 9)).extracting(Run::occurrence).containsExactly("first");
    }

    @Test
    default void leavesRunsThatThereAreAsTheyAre() {
        Broadcast read = added("gala", Stage.APPROVED, NOON);
        programme().replace(read, List.of(run("gala", "first", NOON)));
        programme().put(run("gala", "first", NOON).to(Run.State.SAID, NOON, ""));

        programme().replace(programme().find("gala").orElseThrow(), List.of(run("gala", "first", NOON)));

        assertThat(programme().runs("gala", 9)).extracting(Run::state).containsExactly(Run.State.SAID);
    }

    @Test
    default void givesASlotToOneOnly() {
        Run taken = new Run("gala", "2026-06-02T09:00", Optional.of("mornings"), NOON, Run.State.DUE, NOON, "");
        assertThat(programme().replace(added("gala", Stage.DRAFT, NOON), List.of(taken))).isTrue();
        Broadcast other = added("other", Stage.DRAFT, NOON);

        boolean both = programme().replace(
                other, List.of(new Run("other", "2026-06-02T09:00", Optional.of("mornings"), NOON, Run.State.DUE, NOON, "")));

        assertThat(both).isFalse();
        assertThat(programme().find("other")).contains(other);
        assertThat(programme().runs("other", 9)).isEmpty();
        assertThat(programme().taken("mornings", "2026-06-02T09:00")).isTrue();
        assertThat(programme().taken("evenings", "2026-06-02T09:00")).isFalse();
        assertThat(programme().withdraw(programme().find("gala").orElseThrow())).isTrue();
        assertThat(programme().taken("mornings", "2026-06-02T09:00")).isFalse();
    }

    @Test
    default void tellsWhatIsDueAndWhenTheNextIs() {
        Broadcast read = added("gala", Stage.APPROVED, NOON);
        programme().replace(read, List.of(run("gala", "b", NOON.plusSeconds(2)), run("gala", "a", NOON.plusSeconds(1)),
                run("gala", "c", NOON.plusSeconds(3))));
        Broadcast weekly = added("weekly", Stage.APPROVED, NOON);
        programme().replace(weekly.looked(Stage.APPROVED, NOON, Optional.of(NOON.plusSeconds(9))), List.of());

        assertThat(programme().due(NOON.plusSeconds(2), 9)).extracting(Run::occurrence).containsExactly("a", "b");
        assertThat(programme().due(NOON.plusSeconds(2), 1)).extracting(Run::occurrence).containsExactly("a");
        assertThat(programme().next()).contains(NOON.plusSeconds(1));
        for (Run run : programme().due(NOON.plusSeconds(3), 9)) {
            programme().put(run.to(Run.State.HELD, NOON, "No"));
        }
        assertThat(programme().due(NOON.plusSeconds(3), 9)).isEmpty();
        assertThat(programme().next()).contains(NOON.plusSeconds(9));
        assertThat(programme().recurring(NOON.plusSeconds(8), 9)).isEmpty();
        assertThat(programme().recurring(NOON.plusSeconds(9), 9)).extracting(Broadcast::key).containsExactly("weekly");
        assertThat(programme().runs("gala", 2)).extracting(Run::occurrence).containsExactly("c", "b");
        assertThat(programme().runs("gala", 2)).extracting(Run::reason).containsOnly("No");
    }

    @Test
    default void forgetsWhatIsDueWhenItIsWithdrawnAndNothingElse() {
        Broadcast read = added("gala", Stage.APPROVED, NOON);
        programme().replace(read, List.of(run("gala", "a", NOON), run("gala", "b", NOON)));
        programme().put(run("gala", "a", NOON).to(Run.State.SAID, NOON, ""));
        assertThat(programme().withdraw(read)).as("it was changed").isFalse();

        assertThat(programme().withdraw(programme().find("gala").orElseThrow())).isTrue();

        assertThat(programme().runs("gala", 9)).extracting(Run::occurrence).containsExactly("a");
        programme().put(run("gala", "b", NOON));
        assertThat(programme().runs("gala", 9)).hasSize(1);
    }

    @Test
    default void listsWhatChangedLastFirst() {
        for (int number = 0; number < 5; number++) {
            added("draft " + number, Stage.DRAFT, NOON.plusSeconds(number));
        }
        added("done", Stage.DONE, NOON.plusSeconds(9));

        assertThat(programme().list(EnumSet.of(Stage.DRAFT), 0, 2)).extracting(Broadcast::key).containsExactly("draft 4", "draft 3");
        assertThat(programme().list(EnumSet.of(Stage.DRAFT, Stage.DONE), 1, 2)).extracting(Broadcast::key)
                .containsExactly("draft 4", "draft 3");
        assertThat(programme().list(EnumSet.of(Stage.CANCELLED), 0, 9)).isEmpty();
    }
}
