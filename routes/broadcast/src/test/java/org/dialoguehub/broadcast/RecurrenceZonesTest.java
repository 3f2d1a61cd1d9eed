package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Schedule.Occurrence;
import org.dialoguehub.broadcast.Schedule.Recurring;
import org.junit.jupiter.api.Test;

/** What clocks do, and what must not come of it. */
class RecurrenceZonesTest {
    private static final ZoneId HELSINKI = ZoneId.of("Europe/Helsinki");
    private static final Instant TODAY = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void keepsTheLocalTimeOverTheNextTwentyTransitionsOfEachZone() {
        int transitions = 0;
        for (ZoneId zone : zonesThatDiffer()) {
            for (ZoneOffsetTransition transition : next(20, zone.getRules())) {
                transitions++;
                LocalDateTime amid = earlier(transition).plus(transition.getDuration().abs().dividedBy(2)).truncatedTo(ChronoUnit.MINUTES);
                boolean daily =
                        comesEach(1, "FREQ=DAILY", amid.minusDays(3), zone) && comesEach(1, "FREQ=DAILY", amid.minusHours(65), zone);
                boolean weekly = comesEach(7, "FREQ=WEEKLY", amid.minusWeeks(2), zone);
                assertThat(daily && weekly).as("%s of %s", amid, zone).isTrue();
            }
        }
        assertThat(transitions).isGreaterThan(1_000);
    }

    /** One zone for each set of rules; many names are but other names. */
    private static Collection<ZoneId> zonesThatDiffer() {
        Map<ZoneRules, ZoneId> zones = new HashMap<>();
        ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).forEach(zone -> zones.putIfAbsent(zone.getRules(), zone));
        return zones.values();
    }

    private static List<ZoneOffsetTransition> next(int most, ZoneRules rules) {
        var transitions = new ArrayList<ZoneOffsetTransition>();
        for (var next = rules.nextTransition(TODAY); next != null && transitions.size() < most; next =
                rules.nextTransition(next.getInstant())) {
            transitions.add(next);
        }
        return transitions;
    }

    private static LocalDateTime earlier(ZoneOffsetTransition transition) {
        return transition.isGap() ? transition.getDateTimeBefore() : transition.getDateTimeAfter();
    }

    /** Each day (or week) there is one occurrence, and it is at the instant that the standard names. */
    private static boolean comesEach(int days, String rule, LocalDateTime start, ZoneId zone) {
        List<Occurrence> expected = Stream.iterate(start, local -> local.plusDays(days)).limit(5)
                .map(local -> new Occurrence(local, zone)).toList();
        List<Occurrence> occurrences = recurring(start, zone, rule).after(Instant.EPOCH).limit(5).toList();

        return occurrences.equals(expected)
                && occurrences.stream().allMatch(occurrence -> occurrence.instant().equals(bySearch(occurrence.local(), zone)));
    }

    /** The first instant at which the clock shows this; in a gap, what the offset of an hour before the gap makes of it. */
    private static Instant bySearch(LocalDateTime local, ZoneId zone) {
        Instant begin = local.toInstant(ZoneOffset.UTC).minus(Duration.ofHours(16));
        Set<ZoneOffset> offsets = new HashSet<>();
        for (int hour = 0; hour <= 32; hour += 4) {
            offsets.add(zone.getRules().getOffset(begin.plus(Duration.ofHours(hour))));
        }
        return offsets.stream()
                .map(local::toInstant)
                .filter(instant -> LocalDateTime.ofInstant(instant, zone).equals(local))
                .min(Instant::compareTo)
                .orElseGet(() -> local
                        .toInstant(offsets.stream().min((one, other) -> one.getTotalSeconds() - other.getTotalSeconds()).orElseThrow()));
    }

    @Test
    void firesOnceAnHourLaterWhereTheClockPassesOverTheTime() {
        var daily = recurring("2027-03-27T03:30", HELSINKI, "FREQ=DAILY;COUNT=3");

        assertThat(instants(daily)).containsExactly("2027-03-27T01:30:00Z", "2027-03-28T01:30:00Z", "2027-03-29T00:30:00Z");
        assertThat(keys(daily)).containsExactly("2027-03-27T03:30", "2027-03-28T03:30", "2027-03-29T03:30");
    }

    @Test
    void firesTheFirstTimeOnlyWhereTheClockShowsTheTimeTwice() {
        assertThat(instants(recurring("2027-10-30T03:30", HELSINKI, "FREQ=DAILY;COUNT=3")))
                .containsExactly("2027-10-30T00:30:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z");
    }

    @Test
    void keepsTheOrderOfInstantsAroundAGap() {
        var schedule = new Recurring(LocalDateTime.parse("2027-03-28T03:30"), HELSINKI, "FREQ=DAILY;COUNT=2", List.of(),
                List.of(LocalDateTime.parse("2027-03-28T04:00")), Missed.standard());

        assertThat(keys(schedule)).containsExactly("2027-03-28T04:00", "2027-03-28T03:30", "2027-03-29T03:30");
        assertThat(instants(schedule)).isSorted();
    }

    @Test
    void firesOnceWhereTwoLocalTimesFallTogether() {
        var hourly = recurring("2027-03-28T02:30", HELSINKI, "FREQ=HOURLY;COUNT=4");

        assertThat(keys(hourly)).containsExactly("2027-03-28T02:30", "2027-03-28T04:30", "2027-03-28T05:30");
        assertThat(instants(hourly)).doesNotHaveDuplicates();
    }

    @Test
    void shiftsByHalfAnHourOnLordHowe() {
        assertThat(instants(recurring("2026-10-03T02:15", ZoneId.of("Australia/Lord_Howe"), "FREQ=DAILY;COUNT=3")))
                .containsExactly("2026-10-02T15:45:00Z", "2026-10-03T15:45:00Z", "2026-10-04T15:15:00Z");
    }

    @Test
    void firesOnceForTheDayThatSamoaLeftOut() {
        var daily = recurring("2011-12-28T09:00", ZoneId.of("Pacific/Apia"), "FREQ=DAILY;COUNT=5");
        var onThatDay = recurring("2011-12-30T09:00", ZoneId.of("Pacific/Apia"), "FREQ=DAILY;COUNT=1");

        assertThat(keys(daily)).containsExactly("2011-12-28T09:00", "2011-12-29T09:00", "2011-12-31T09:00", "2012-01-01T09:00");
        assertThat(instants(onThatDay)).containsExactly("2011-12-30T19:00:00Z");
    }

    @Test
    void followsRamadanInMorocco() {
        for (String id : List.of("Africa/Casablanca", "Africa/El_Aaiun")) {
            List<String> instants = instants(recurring("2027-02-06T09:00", ZoneId.of(id), "FREQ=WEEKLY;COUNT=7"));

            assertThat(instants).as(id).extracting(instant -> instant.substring(11, 16))
                    .containsExactly("08:00", "09:00", "09:00", "09:00", "09:00", "09:00", "08:00");
        }
    }

    @Test
    void yieldsTheSameWhereverItIsEntered() {
        var schedule = recurring("2026-10-01T02:30", HELSINKI, "FREQ=DAILY;INTERVAL=3;BYHOUR=2,3;BYMINUTE=0,30");
        List<Occurrence> all = schedule.after(Instant.EPOCH).limit(500).toList();

        for (int at = 0; at < 450; at += 7) {
            assertThat(schedule.after(all.get(at).instant()).limit(20).toList()).isEqualTo(all.subList(at + 1, at + 21));
        }
    }

    @Test
    void leavesOutExceptionsAndAddsFurtherTimes() {
        var schedule = new Recurring(
                LocalDateTime.parse("2026-12-21T09:00"), HELSINKI, "FREQ=DAILY;COUNT=4",
                List.of(LocalDateTime.parse("2026-12-22T09:00"), LocalDateTime.parse("2026-12-31T12:00")),
                List.of(LocalDateTime.parse("2026-12-23T09:00"), LocalDateTime.parse("2026-12-31T12:00"),
                        LocalDateTime.parse("2026-12-23T18:00")),
                Missed.standard());

        assertThat(keys(schedule)).containsExactly("2026-12-21T09:00", "2026-12-23T09:00", "2026-12-23T18:00", "2026-12-24T09:00");
    }

    @Test
    void keepsLocalTimeAndKeyWhenTheRulesOfAZoneChange() {
        MovingZone.offset = ZoneOffset.ofHours(2);
        ZoneRulesProvider.registerProvider(new MovingZone());
        var before = recurring("2030-06-01T09:00", ZoneId.of(MovingZone.ID), "FREQ=DAILY;COUNT=2");
        List<String> instants = instants(before);

        MovingZone.offset = ZoneOffset.ofHours(3);
        var after = recurring("2030-06-01T09:00", ZoneId.of(MovingZone.ID), "FREQ=DAILY;COUNT=2");

        assertThat(instants).containsExactly("2030-06-01T07:00:00Z", "2030-06-02T07:00:00Z");
        assertThat(instants(after)).containsExactly("2030-06-01T06:00:00Z", "2030-06-02T06:00:00Z");
        assertThat(keys(after)).isEqualTo(keys(before)).containsExactly("2030-06-01T09:00", "2030-06-02T09:00");
    }

    @Test
    void looksFarAheadAndFarBackAtOnce() {
        var since1970 = recurring("1970-01-01T09:00", HELSINKI, "FREQ=HOURLY;BYMINUTE=0,20,40");

        assertThat(since1970.after(Instant.MAX).limit(1)).hasSizeLessThan(2);
        assertThat(since1970.after(Instant.MIN).limit(1)).hasSize(1);
        assertThat(since1970.after(LocalDate.of(9000, 1, 1).atStartOfDay(HELSINKI).toInstant()).limit(2).map(Occurrence::key))
                .containsExactly("9000-01-01T00:20", "9000-01-01T00:40");
    }

    private static Recurring recurring(String start, ZoneId zone, String rule) {
        return recurring(LocalDateTime.parse(start), zone, rule);
    }

    private static Recurring recurring(LocalDateTime start, ZoneId zone, String rule) {
        return new Recurring(start, zone, rule, List.of(), List.of(), Missed.standard());
    }

    private static List<String> instants(Recurring schedule) {
        return schedule.after(Instant.EPOCH).map(occurrence -> occurrence.instant().toString()).toList();
    }

    private static List<String> keys(Recurring schedule) {
        return schedule.after(Instant.EPOCH).map(Occurrence::key).toList();
    }

    /** A zone whose government changes its mind. */
    private static final class MovingZone extends ZoneRulesProvider {
        private static final String ID = String.join("/", "Test", "Moving");
        private static ZoneOffset offset = ZoneOffset.UTC;

        @Override
        protected Set<String> provideZoneIds() {
            return Set.of(ID);
        }

        @Override
        protected ZoneRules provideRules(String zoneId, boolean forCaching) {
            return ZoneRules.of(offset);
        }

        @Override
        protected NavigableMap<String, ZoneRules> provideVersions(String zoneId) {
            return new TreeMap<>(Map.of("1", ZoneRules.of(offset)));
        }
    }
}
