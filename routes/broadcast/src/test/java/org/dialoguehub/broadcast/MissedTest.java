package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Missed.Reason;
import org.dialoguehub.broadcast.Missed.Skipped;
import org.dialoguehub.broadcast.Missed.Verdict;
import org.dialoguehub.broadcast.Schedule.Occurrence;
import org.dialoguehub.broadcast.Schedule.Recurring;
import org.junit.jupiter.api.Test;

class MissedTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Missed HOUR = Missed.standard();

    @Test
    void sendsWhatIsOnTimeWhateverThePolicy() {
        for (Missed policy : List.of(HOUR, new Missed.Skip(), new Missed.All(1, Duration.ofDays(1)))) {
            assertThat(judge(policy, "2026-11-23T09:00:59Z", "2026-11-23T09:00"))
                    .isEqualTo(new Verdict(List.of(at("2026-11-23T09:00")), List.of()));
        }
    }

    @Test
    void sendsOnlyTheMostRecentOfThoseMissedWithinTheHour() {
        Verdict verdict =
                judge(HOUR, "2026-11-23T10:00:00Z", "2026-11-23T08:00", "2026-11-23T08:59", "2026-11-23T09:00", "2026-11-23T09:30");

        assertThat(verdict.due()).containsExactly(at("2026-11-23T09:30"));
        assertThat(verdict.skipped()).containsExactly(
                new Skipped(at("2026-11-23T08:00"), at("2026-11-23T08:59"), 2, Reason.TOO_OLD),
                new Skipped(at("2026-11-23T09:00"), at("2026-11-23T09:00"), 1, Reason.SUPERSEDED));
    }

    @Test
    void dropsTheMissedOneWhenTheNextIsOnTime() {
        Verdict verdict = judge(HOUR, "2026-11-23T10:00:10Z", "2026-11-23T09:30", "2026-11-23T10:00");

        assertThat(verdict.due()).containsExactly(at("2026-11-23T10:00"));
        assertThat(verdict.skipped()).containsExactly(new Skipped(at("2026-11-23T09:30"), at("2026-11-23T09:30"), 1, Reason.SUPERSEDED));
    }

    @Test
    void skipsAllButSaysSo() {
        Verdict verdict = judge(new Missed.Skip(), "2026-11-23T09:01:01Z", "2026-11-23T08:30", "2026-11-23T09:00");

        assertThat(verdict.due()).isEmpty();
        assertThat(verdict.skipped()).containsExactly(new Skipped(at("2026-11-23T08:30"), at("2026-11-23T09:00"), 2, Reason.POLICY));
    }

    @Test
    void sendsAllUpToTheBoundInTheirOrder() {
        Verdict verdict = judge(new Missed.All(2, Duration.ofDays(1)), "2026-11-23T10:00:00Z", "2026-11-22T09:00", "2026-11-23T07:00",
                "2026-11-23T08:00",
                "2026-11-23T09:00", "2026-11-23T10:00");

        assertThat(verdict.due()).containsExactly(at("2026-11-23T08:00"), at("2026-11-23T09:00"), at("2026-11-23T10:00"));
        assertThat(verdict.skipped()).extracting(Skipped::reason).containsExactly(Reason.TOO_OLD, Reason.SUPERSEDED);
    }

    @Test
    void leavesAloneWhatIsStillToCome() {
        assertThat(judge(HOUR, "2026-11-23T10:00:00Z", "2026-11-23T10:00", "2026-11-23T10:01").due())
                .containsExactly(at("2026-11-23T10:00"));
    }

    @Test
    void neverBurstsAfterMonthsAndCountsWhatItSkipped() {
        var hourly = new Recurring(LocalDateTime.parse("2026-01-01T00:00"), UTC, "FREQ=HOURLY", List.of(), List.of(), HOUR);
        Instant back = Instant.parse("2026-11-23T10:30:00Z");

        for (Missed policy : List.of(HOUR, new Missed.Skip(), new Missed.All(10, Duration.ofDays(7)))) {
            Verdict verdict = policy.judge(hourly.after(Instant.parse("2026-03-01T00:00:00Z")), back);

            assertThat(verdict.due()).hasSizeLessThanOrEqualTo(10);
            long skipped = verdict.skipped().stream().mapToLong(Skipped::count).sum();
            assertThat(verdict.due().size() + skipped).isEqualTo(Duration.between(Instant.parse("2026-03-01T00:00:00Z"), back).toHours());
            assertThat(verdict.skipped()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void refusesALimitThatWouldLetOldOnesOut() {
        assertThatThrownBy(() -> new Missed.Latest(Duration.ofDays(30))).hasMessageContaining("PT720H").hasMessageContaining("seven days");
        assertThatThrownBy(() -> new Missed.All(100, Duration.ofDays(1))).hasMessageContaining("100").hasMessageContaining("1 to 10");
    }

    private static Verdict judge(Missed policy, String now, String... since) {
        return policy.judge(Stream.of(since).map(MissedTest::at), Instant.parse(now));
    }

    private static Occurrence at(String local) {
        return new Occurrence(LocalDateTime.parse(local), UTC);
    }
}
