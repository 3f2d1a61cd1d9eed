package org.dialoguehub.broadcast;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * When a broadcast goes out. What is kept is what people mean: a local time and the zone where it holds (an IANA name). Instants are
 * computed from these whenever they are needed, by the rules of the zone that are known then.
 */
public sealed interface Schedule {
    /** As soon as it can. */
    record Now() implements Schedule {}

    /** Once. A local time that the clock passes over or shows twice is taken as {@link Occurrence#instant} says. */
    record At(LocalDateTime local, ZoneId zone) implements Schedule {
        public At {
            ScheduleWords.checkLocal("The time", local);
        }

        public Occurrence occurrence() {
            return new Occurrence(local, zone);
        }
    }

    /**
     * In the next slot of a plan that nobody has taken.
     *
     * @param plan the name of a {@link Slots}
     */
    record NextSlot(String plan) implements Schedule {
        public NextSlot {
            if (plan.isBlank()) {
                throw new IllegalArgumentException("The slot plan has no name; write 'slot:' and the name of one, such as slot:mornings");
            }
        }
    }

    /**
     * Again and again (RFC 5545, section 3.8.5). The start is where the rule begins to count, and the rest of what the rule does not say;
     * it is an occurrence only if the rule says so (RFC 5545 leaves open what becomes of a start that its rule does not name).
     *
     * @param rule an RRULE (RFC 5545, section 3.3.10) with FREQ from HOURLY to YEARLY, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, BYHOUR,
     *     BYMINUTE, BYSETPOS, WKST, and COUNT or UNTIL. UNTIL is in UTC, as the RFC wants it, or local; a date is included
     * @param except local times that are left out (EXDATE, section 3.8.5.1)
     * @param also local times beside the rule (RDATE, section 3.8.5.2); neither COUNT nor UNTIL concerns them
     */
    record Recurring(
            LocalDateTime start, ZoneId zone, String rule, List<LocalDateTime> except, List<LocalDateTime> also, Missed missed)
            implements
                Schedule {
        public Recurring {
            ScheduleWords.checkLocal("The start", start);
            also.forEach(local -> ScheduleWords.checkLocal("A further time", local));
            except = except.stream().sorted().distinct().toList();
            also = also.stream().sorted().distinct().toList();
            Recurrence.read(rule).checkComesAfter(start);
        }

        /**
         * The occurrences after an instant, in order of their instants, which all differ: local times that fall together because the clock
         * passes over one of them are one occurrence. Endless, if the rule is; ends where nothing follows for a hundred years, and with the
         * year 9999.
         */
        public Stream<Occurrence> after(Instant instant) {
            var parsed = Recurrence.read(rule);
            return RecurrenceOccurrences.after(instant, zone,
                    earliest -> new RecurrenceSet(new RecurrenceTimes(parsed, start, zone, earliest), also, except));
        }
    }

    /** One time at which a broadcast goes out. */
    record Occurrence(LocalDateTime local, ZoneId zone) {
        /**
         * The moment, by the rules of the zone (RFC 5545, section 3.3.5). A local time that the clock passes over is read with the offset
         * before the gap: 02:30 becomes 03:30 where an hour is left out. One that it shows twice means the first.
         */
        public Instant instant() {
            return local.atZone(zone).toInstant();
        }

        /**
         * What tells this occurrence from all others of its schedule, and never changes: the local time, such as {@code 2026-12-24T18:00}.
         * Neither new rules of a zone nor another name of it make a second occurrence of it.
         */
        public String key() {
            return local.toString();
        }
    }
}
