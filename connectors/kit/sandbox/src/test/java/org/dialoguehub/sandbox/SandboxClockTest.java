package org.dialoguehub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SandboxClockTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final SandboxClock clock = SandboxClock.standingAt(START);

    @Test
    void standsStillUntilItIsMoved() {
        var before = clock.nanoTime();

        assertThat(clock.instant()).isEqualTo(START);
        clock.advance(Duration.ofSeconds(90));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(90));
        assertThat(clock.nanoTime() - before).isEqualTo(Duration.ofSeconds(90).toNanos());
        assertThat(clock.withZone(ZoneOffset.UTC).instant()).isEqualTo(START.plusSeconds(90));
    }

    @Test
    void jumpsOnTheWallAlone() {
        var before = clock.nanoTime();
        var timer = clock.after(Duration.ofMinutes(1));

        clock.jump(Duration.ofHours(2));
        assertThat(timer).isNotDone();
        clock.jump(Duration.ofHours(-3));

        assertThat(clock.instant()).isEqualTo(START.minus(Duration.ofHours(1)));
        assertThat(clock.nanoTime()).isEqualTo(before);
        clock.advance(Duration.ofMinutes(1));
        assertThat(timer).isDone();
    }

    @Test
    void runsTimersInTheirOrderAtTheirOwnMoment() {
        List<Long> seconds = new ArrayList<>();
        Runnable note = () -> seconds.add(Duration.between(START, clock.instant()).toSeconds());
        var late = clock.after(Duration.ofSeconds(20)).thenRun(note);
        var early = clock.after(Duration.ofSeconds(10)).thenRun(note).thenCompose(done -> clock.after(Duration.ofSeconds(5))).thenRun(note);

        clock.advance(Duration.ofSeconds(19));
        assertThat(seconds).containsExactly(10L, 15L);
        clock.advance(Duration.ofSeconds(1));

        assertThat(seconds).containsExactly(10L, 15L, 20L);
        assertThat(late).isCompleted();
        assertThat(early).isCompleted();
        assertThat(clock.timers()).isZero();
    }

    @Test
    void wakesAThreadThatWaits() throws InterruptedException {
        var woke = new AtomicReference<Instant>();
        var sleeper = Thread.ofPlatform().start(() -> {
            try {
                clock.await(Duration.ofDays(7));
                woke.set(clock.instant());
            } catch (InterruptedException e) {
                woke.set(Instant.MIN);
            }
        });

        clock.awaitTimers(1);
        clock.advance(Duration.ofDays(7).minusNanos(1));
        assertThat(clock.timers()).isEqualTo(1);
        clock.advance(Duration.ofNanos(1));
        sleeper.join();

        assertThat(woke.get()).isEqualTo(START.plus(Duration.ofDays(7)));
    }

    @Test
    void forgetsATimerThatIsGivenUp() throws InterruptedException {
        var sleeper = Thread.ofPlatform().start(() -> {
            try {
                clock.await(Duration.ofDays(1));
            } catch (InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        });
        clock.awaitTimers(1);

        sleeper.interrupt();
        sleeper.join();

        assertThat(clock.timers()).isZero();
    }

    @Test
    void refusesToGoBack() {
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jump()");
    }

    @Test
    void runsWithTheMachineAndCanBeMovedAsWell() throws Exception {
        var running = SandboxClock.running();
        var soon = running.after(Duration.ofMillis(20));
        var tomorrow = running.after(Duration.ofDays(1));
        var dayAndABit = running.after(Duration.ofDays(1).plusMillis(50));

        soon.get(10, TimeUnit.SECONDS);
        assertThat(tomorrow).isNotDone();
        running.advance(Duration.ofDays(1));

        assertThat(tomorrow).isDone();
        dayAndABit.get(10, TimeUnit.SECONDS);
    }
}
