package org.dialoguehub.broadcast;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Schedule.At;
import org.dialoguehub.broadcast.Schedule.NextSlot;
import org.dialoguehub.broadcast.Schedule.Now;
import org.dialoguehub.broadcast.Schedule.Occurrence;
import org.dialoguehub.broadcast.Schedule.Recurring;

/**
 * Reads schedules and says when they come around, here and now.
 *
 * @param plans slot plans by their name
 * @param taken whether a slot of a plan, given by its name, cannot be had; see {@link Slots#next}
 */
public record Schedules(InstantSource time, Map<String, Slots> plans, BiPredicate<String, Occurrence> taken) {
    public Schedules {
        plans = Map.copyOf(plans);
    }

    /**
     * Reads {@code now}, {@code 2026-12-24T18:00 Europe/Helsinki}, {@code 2026-12-24T16:00Z}, {@code slot:mornings}, or {@code every RULE
     * from TIME ZONE} and then, as wanted, {@code except TIMES}, {@code also TIMES}, {@code until TIME}, {@code count NUMBER}, {@code
     * missed POLICY}. Times of a list are parted by commas or blanks; policies are {@code latest 1h}, {@code skip} and {@code all 3 1d}.
     *
     * @throws IllegalArgumentException with what is wrong and the way out; also if it is past, or a plan is unknown
     */
    public Schedule read(String text) {
        return checked(ScheduleReader.read(text));
    }

    /**
     * Reads a recurring schedule as a record of such parts: {@code every}, {@code from}, {@code except}, {@code also}, {@code until},
     * {@code count}, {@code missed}.
     *
     * @throws IllegalArgumentException as {@link #read(String)} does
     */
    public Schedule read(Map<String, String> parts) {
        return checked(ScheduleReader.recurring(parts));
    }

    /** A schedule that was read before, whether or not it is past by now. */
    public static Schedule stored(String text) {
        return ScheduleReader.read(text);
    }

    /** The schedule as {@link #read(String)} takes it. */
    public static String text(Schedule schedule) {
        return ScheduleReader.text(schedule);
    }

    /**
     * Refuses what is past or cannot be. The minute that has begun is not past: who sees 18:00 on the clock may write 18:00.
     *
     * @throws IllegalArgumentException with what is wrong and the way out
     */
    public Schedule checked(Schedule schedule) {
        Instant minute = time.instant().truncatedTo(ChronoUnit.MINUTES);
        switch (schedule) {
            case Now() -> {
            }
            case At at -> refuseIf(at.occurrence().instant().isBefore(minute), "'" + text(at) + "' is past", at.zone());
            case NextSlot(String plan) -> plan(plan);
            case Recurring recurring -> refuseIf(recurring.after(minute.minusNanos(1)).findFirst().isEmpty(),
                    "All times of '" + text(recurring) + "' are past", recurring.zone());
        }
        return schedule;
    }

    private void refuseIf(boolean past, String what, ZoneId zone) {
        if (past) {
            LocalDateTime now = LocalDateTime.ofInstant(time.instant().truncatedTo(ChronoUnit.SECONDS), zone);
            throw new IllegalArgumentException(what + ": in " + zone.getId() + " it is " + now + "; name a later time, or write 'now'");
        }
    }

    private Slots plan(String name) {
        Slots plan = plans.get(name);
        if (plan == null) {
            throw new IllegalArgumentException("There is no slot plan '" + name + "'; "
                    + (plans.isEmpty()
                            ? "set one up first, or name a time"
                            : "there are " + String.join(", ", new TreeSet<>(plans.keySet()))));
        }
        return plan;
    }

    /**
     * The occurrences after an instant, in order. Of a slot plan those that are free: the first is the one to take. {@code now} is the
     * present second, in UTC: fix it when the broadcast is planned, as its key is of that time.
     */
    public Stream<Occurrence> after(Schedule schedule, Instant instant) {
        return switch (schedule) {
            case Now() -> Stream.of(present());
            case At at -> Stream.of(at.occurrence()).filter(one -> one.instant().isAfter(instant));
            case NextSlot(String plan) -> plan(plan).after(instant).filter(slot -> !taken.test(plan, slot));
            case Recurring recurring -> recurring.after(instant);
        };
    }

    private Occurrence present() {
        return new Occurrence(LocalDateTime.ofInstant(time.instant().truncatedTo(ChronoUnit.SECONDS), ZoneId.of("UTC")), ZoneId.of("UTC"));
    }

    /**
     * The next occurrences, {@code most} at most, to be shown: each with its local time and its {@linkplain Occurrence#instant moment in
     * UTC}.
     */
    public List<Occurrence> preview(Schedule schedule, int most) {
        return after(schedule, time.instant()).limit(most).toList();
    }
}
