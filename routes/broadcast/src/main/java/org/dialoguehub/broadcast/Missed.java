package org.dialoguehub.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Schedule.Occurrence;

/**
 * What becomes of occurrences that were missed, as the hub was down. Whatever the policy is, those that are {@link #ON_TIME} go out, and
 * old ones never do: a hub that comes back after months says nothing of what it should have said then.
 */
public sealed interface Missed {
    /** What is not later than this was not missed. */
    Duration ON_TIME = Duration.ofMinutes(1);

    /** Only the most recent one goes out, and that only if none is on time and it is not older than {@code limit}. */
    record Latest(Duration limit) implements Missed {
        public Latest {
            checkLimit(limit);
        }
    }

    /** None goes out. */
    record Skip() implements Missed {}

    /** All go out that are not older than {@code limit}, but of these only the most recent ones, {@code most} at most. */
    record All(int most, Duration limit) implements Missed {
        /** More at once are a burst, whoever asks for it. */
        private static final int MOST = 10;

        public All {
            checkLimit(limit);
            if (most < 1 || most > MOST) {
                throw new IllegalArgumentException("At most " + most + " missed ones at once; 1 to " + MOST + " are possible");
            }
        }
    }

    /** The policy of who says nothing: the latest, if it is not older than an hour. */
    static Missed standard() {
        return new Latest(Duration.ofHours(1));
    }

    /** Why an occurrence did not go out. */
    enum Reason {
        /** Missed ones are skipped. */
        POLICY,
        /** It is older than the limit. */
        TOO_OLD,
        /** A later one took its place. */
        SUPERSEDED
    }

    /** Occurrences that do not go out: {@code count} of them, from the first to the last. */
    record Skipped(Occurrence first, Occurrence last, long count, Reason reason) {}

    /**
     * What is to be done now.
     *
     * @param due to go out, in order
     * @param skipped what never will, to be recorded; in order
     */
    record Verdict(List<Occurrence> due, List<Skipped> skipped) {
        public Verdict {
            due = List.copyOf(due);
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Judges the occurrences of a schedule since the last time. Takes from the stream up to the first that is after {@code now}, and keeps
     * only a few of them in memory.
     *
     * @param since in order of their instants
     */
    default Verdict judge(Stream<Occurrence> since, Instant now) {
        var onTime = new ArrayList<Occurrence>();
        var recent = new ArrayDeque<Occurrence>();
        var skipped = new ArrayList<Skipped>();
        for (Iterator<Occurrence> left = since.takeWhile(one -> !one.instant().isAfter(now)).iterator(); left.hasNext();) {
            Occurrence one = left.next();
            Optional<Reason> refusal = refusal(one, now);
            if (!one.instant().isBefore(now.minus(ON_TIME))) {
                onTime.add(one);
            } else if (refusal.isPresent()) {
                skip(skipped, one, refusal.get());
            } else {
                recent.add(one);
                shorten(recent, most(), skipped);
            }
        }
        shorten(recent, this instanceof Latest && !onTime.isEmpty() ? 0 : most(), skipped);
        return new Verdict(Stream.concat(recent.stream(), onTime.stream()).toList(), skipped);
    }

    private Optional<Reason> refusal(Occurrence missed, Instant now) {
        return switch (this) {
            case Skip() -> Optional.of(Reason.POLICY);
            case Latest(Duration limit) -> tooOld(missed, now, limit);
            case All(int most, Duration limit) -> tooOld(missed, now, limit);
        };
    }

    private static Optional<Reason> tooOld(Occurrence missed, Instant now, Duration limit) {
        return missed.instant().isBefore(now.minus(limit)) ? Optional.of(Reason.TOO_OLD) : Optional.empty();
    }

    private int most() {
        return switch (this) {
            case Skip() -> 0;
            case Latest(Duration limit) -> 1;
            case All(int most, Duration limit) -> most;
        };
    }

    private static void shorten(Deque<Occurrence> recent, int most, List<Skipped> skipped) {
        while (recent.size() > most) {
            skip(skipped, recent.remove(), Reason.SUPERSEDED);
        }
    }

    private static void skip(List<Skipped> skipped, Occurrence one, Reason reason) {
        if (!skipped.isEmpty() && skipped.getLast().reason() == reason) {
            Skipped before = skipped.removeLast();
            skipped.add(new Skipped(before.first(), one, before.count() + 1, reason));
        } else {
            skipped.add(new Skipped(one, one, 1, reason));
        }
    }

    private static void checkLimit(Duration limit) {
        if (limit.compareTo(ON_TIME) < 0 || limit.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("The limit of missed ones is " + limit + "; one minute to seven days are possible");
        }
    }
}
