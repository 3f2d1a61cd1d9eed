package org.dialoguehub.broadcast;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.dialoguehub.broadcast.Recurrence.End;
import org.dialoguehub.broadcast.Recurrence.Frequency;
import org.dialoguehub.broadcast.Schedule.Occurrence;

/**
 * The local times that a rule yields, in order. Periods are counted from the start, never from the one before, so that nothing drifts; and
 * without COUNT, those long gone are leapt over, as are the hours of days that the rule does not allow.
 */
final class RecurrenceTimes implements Iterator<LocalDateTime> {
    /** A rule that yields nothing in so long a time has ended: any day of the year falls on any day of the week within 40 years. */
    private static final int LONGEST_PAUSE_IN_YEARS = 100;

    private static final int LAST_YEAR = 9_999;

    private final Recurrence rule;
    private final LocalDateTime start;
    private final ZoneId zone;
    private final LocalDateTime first;
    private final Deque<LocalDateTime> ready = new ArrayDeque<>();
    private long period;
    private int yielded;
    private LocalDateTime last;
    private boolean ended;

    /**
     * @param zone for an UNTIL in UTC
     * @param earliest earlier times may be left out; only a rule with COUNT yields them all the same
     */
    RecurrenceTimes(Recurrence rule, LocalDateTime start, ZoneId zone, LocalDateTime earliest) {
        this.rule = rule.completedBy(start);
        this.start = start;
        this.zone = zone;
        this.first = firstPeriod(rule, start);
        boolean leaps = rule.count().isEmpty() && earliest.isAfter(start);
        this.period = leaps ? Math.max(0, rule.frequency().unit.between(first, earliest) / rule.interval() - 1) : 0;
        this.last = leaps ? earliest : start;
    }

    private static LocalDateTime firstPeriod(Recurrence rule, LocalDateTime start) {
        LocalDate date = start.toLocalDate();
        DayOfWeek weekStart = rule.weekStart();
        return switch (rule.frequency()) {
            case HOURLY -> start.truncatedTo(ChronoUnit.HOURS);
            case DAILY -> date.atStartOfDay();
            case WEEKLY -> date.with(TemporalAdjusters.previousOrSame(weekStart)).atStartOfDay();
            case MONTHLY -> date.withDayOfMonth(1).atStartOfDay();
            case YEARLY -> date.withDayOfYear(1).atStartOfDay();
        };
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            fill();
        }
        return !ready.isEmpty();
    }

    @Override
    public LocalDateTime next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void fill() {
        LocalDateTime begin = first.plus(period * rule.interval(), rule.frequency().unit);
        if (begin.getYear() > LAST_YEAR || begin.isAfter(last.plusYears(LONGEST_PAUSE_IN_YEARS))) {
            ended = true;
            return;
        }
        if (rule.frequency() == Frequency.HOURLY && !rule.allows(begin.toLocalDate())) {
            period += Math.ceilDiv(24 - begin.getHour(), rule.interval());
            return;
        }
        period++;
        for (LocalDateTime time : rule.positioned(timesOfPeriod(begin))) {
            if (!time.isBefore(start) && !ended) {
                take(time);
            }
        }
    }

    private List<LocalDateTime> timesOfPeriod(LocalDateTime begin) {
        LocalDate day = begin.toLocalDate();
        LocalDate end = begin.plus(1, rule.frequency().unit).minusNanos(1).toLocalDate().plusDays(1);
        List<LocalTime> times = rule.times(begin.getHour(), start.getSecond());
        return day.datesUntil(end).filter(rule::allows).flatMap(date -> times.stream().map(date::atTime)).toList();
    }

    private void take(LocalDateTime time) {
        ended = switch (rule.end()) {
            case End.Never() -> false;
            case End.After(int count) -> yielded == count;
            case End.Local(LocalDateTime until) -> time.isAfter(until);
            case End.Utc(var until) -> new Occurrence(time, zone).instant().isAfter(until);
        };
        if (!ended) {
            ready.add(time);
            yielded++;
            last = time;
        }
    }
}
