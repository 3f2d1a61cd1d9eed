package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dialoguehub.broadcast.Schedule.Occurrence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTest {
    private static final Slots WORKDAYS = Slots.read("mornings", "Mon-Fri 16:30 09:00 Europe/Helsinki");
    private static final Instant FRIDAY = Instant.parse("2026-11-27T08:00:00Z");

    @Test
    void givesEachBroadcastTheNextFreeOne() {
        Set<String> taken = new HashSet<>();
        List<String> given = IntStream.range(0, 4).mapToObj(broadcast -> {
            String key = WORKDAYS.next(FRIDAY, slot -> taken.contains(slot.key())).orElseThrow().key();
            taken.add(key);
            return key;
        }).toList();

        assertThat(given).containsExactly("2026-11-27T16:30", "2026-11-30T09:00", "2026-11-30T16:30", "2026-12-01T09:00");
    }

    @Test
    void fillsASlotThatBecameFree() {
        assertThat(WORKDAYS.next(FRIDAY, slot -> !slot.key().equals("2026-11-30T16:30")).orElseThrow().key()).isEqualTo("2026-11-30T16:30");
    }

    @Test
    void doesNotGiveTheSlotThatIsJustNow() {
        assertThat(WORKDAYS.after(Instant.parse("2026-11-27T14:30:00Z")).findFirst().map(Occurrence::key)).hasValue("2026-11-30T09:00");
        assertThat(WORKDAYS.after(Instant.parse("2026-11-27T14:29:59Z")).findFirst().map(Occurrence::key)).hasValue("2026-11-27T16:30");
    }

    @Test
    void endsWhenAYearIsTaken() {
        assertThat(WORKDAYS.next(FRIDAY, slot -> true)).isEmpty();
    }

    @Test
    void keepsItsLocalTimeOverTheYearAndNeverGivesOneInstantTwice() {
        List<Occurrence> night = Slots.read("night", "daily 03:30 04:30 Europe/Helsinki").after(FRIDAY).toList();

        assertThat(night).extracting(Occurrence::instant).doesNotHaveDuplicates().isSorted();
        assertThat(night).extracting(Occurrence::key).contains("2027-03-28T04:30", "2027-03-29T03:30", "2027-10-31T03:30")
                .doesNotContain("2027-03-28T03:30");
    }

    @Test
    void findsTheSlotOfADayThatTheCalendarLeavesOut() {
        var fridays = Slots.read("fridays", "Fri 09:00 Pacific/Apia").after(Instant.parse("2011-12-30T12:00:00Z")).limit(2).toList();

        assertThat(fridays).extracting(Occurrence::key).containsExactly("2011-12-30T09:00", "2012-01-06T09:00");
        assertThat(fridays.getFirst().instant()).isEqualTo("2011-12-30T19:00:00Z");
    }

    @Test
    void readsSeveralKindsOfDaysAndWritesThemAgain() {
        Slots plan = Slots.read("all", "Mon-Fri 09:00 16:30, Sat,Sun 11:00 Europe/Helsinki");

        assertThat(plan.text()).isEqualTo("Mon,Tue,Wed,Thu,Fri 09:00 16:30, Sat,Sun 11:00 Europe/Helsinki");
        assertThat(Slots.read("all", plan.text())).isEqualTo(plan);
        assertThat(plan.after(FRIDAY).limit(4).map(Occurrence::key))
                .containsExactly("2026-11-27T16:30", "2026-11-28T11:00", "2026-11-29T11:00", "2026-11-30T09:00");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            Mon-Fri 09:00                  | 'Mon-Fri 09:00'; write days, times and a zone
            Mon-Fri 09:00 Helsinki         | 'Helsinki' is no time zone; do you mean Europe/Helsinki?
            Mon-Fry 09:00 Europe/Helsinki  | 'Mon-Fry' names no days of the week; write Mon-Fri
            Mon-Fri 25:00 Europe/Helsinki  | '25:00' is no time of day; write it as 09:00
            Mon-Fri 9.00 UTC               | '9.00' is no time of day
            Mon 09:00, Tue UTC             | 'Tue' is no slot; write days and times
            """)
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Slots.read("mornings", text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
