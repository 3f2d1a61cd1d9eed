package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.dialoguehub.broadcast.Schedule.At;
import org.dialoguehub.broadcast.Schedule.Now;
import org.dialoguehub.broadcast.Schedule.Occurrence;
import org.dialoguehub.broadcast.Schedule.Recurring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesTest {
    private static final Schedules HERE = at("2026-11-23T09:59:30Z");

    @Test
    void readsALocalTimeWithItsZone() {
        var expected = new At(LocalDateTime.parse("2026-12-24T18:00"), ZoneId.of("Europe/Helsinki"));

        assertThat(HERE.read("2026-12-24T18:00 Europe/Helsinki")).isEqualTo(expected);
        assertThat(HERE.read("  2026-12-24 18:00:00  Europe/Helsinki ")).isEqualTo(expected);
        assertThat(expected.occurrence().instant()).isEqualTo("2026-12-24T16:00:00Z");
        assertThat(HERE.read("2026-12-24T16:00Z")).isEqualTo(new At(LocalDateTime.parse("2026-12-24T16:00"), ZoneId.of("UTC")));
    }

    @Test
    void readsARecurringTimeFromOneLineOrFromItsParts() {
        var expected = new Recurring(
                LocalDateTime.parse("2026-12-28T09:00"), ZoneId.of("Europe/Helsinki"), "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270131",
                List.of(LocalDateTime.parse("2027-01-04T09:00")), List.of(LocalDateTime.parse("2026-12-31T12:00")),
                new Missed.Latest(Duration.ofMinutes(90)));

        assertThat(HERE.read("every FREQ=WEEKLY;BYDAY=MO from 2026-12-28T09:00 Europe/Helsinki until 2027-01-31 except 2027-01-04T09:00"
                + " also 2026-12-31T12:00 missed latest 1h30m")).isEqualTo(expected);
        assertThat(HERE.read(Map.of(
                "every", "FREQ=WEEKLY;BYDAY=MO", "from", "2026-12-28T09:00 Europe/Helsinki", "until", "2027-01-31", "except",
                "2027-01-04T09:00",
                "also", "2026-12-31T12:00", "missed", "latest 1h30m"))).isEqualTo(expected);
        assertThat(HERE.preview(expected, 9)).extracting(Occurrence::key)
                .containsExactly("2026-12-28T09:00", "2026-12-31T12:00", "2027-01-11T09:00", "2027-01-18T09:00", "2027-01-25T09:00");
    }

    @ParameterizedTest @ValueSource(strings = {
            "now", "2026-12-24T18:00 Europe/Helsinki", "slot:mornings",
            "every FREQ=DAILY;COUNT=3 from 2026-12-24T18:00 Asia/Kathmandu missed skip",
            "every FREQ=MONTHLY;BYDAY=-1FR from 2026-01-01T18:00 UTC except 2026-12-25T18:00 also 2026-12-26T18:00,2026-12-27T18:00 missed all 3 24h"
    })
    void writesWhatItReads(String text) {
        assertThat(Schedules.text(HERE.read(text))).isEqualTo(text);
    }

    @Test
    void previewsLocalTimesAndInstants() {
        Schedule weekly = HERE.read("every FREQ=WEEKLY from 2027-03-22T09:00 Europe/Helsinki");

        assertThat(HERE.preview(weekly, 2)).extracting(Occurrence::key).containsExactly("2027-03-22T09:00", "2027-03-29T09:00");
        assertThat(HERE.preview(weekly, 2)).extracting(one -> one.instant().toString())
                .containsExactly("2027-03-22T07:00:00Z", "2027-03-29T06:00:00Z");
        assertThat(HERE.preview(HERE.read("slot:mornings"), 2)).as("the first is taken").extracting(Occurrence::key)
                .containsExactly("2026-11-24T16:30", "2026-11-25T09:00");
        assertThat(HERE.preview(new Now(), 5)).extracting(Occurrence::instant).containsExactly(Instant.parse("2026-11-23T09:59:30Z"));
    }

    /** 2026-11-23T09:59:30Z is 23:59:30 of that day in Kiritimati, 11:59:30 in Helsinki and 22:59:30 of the day before in Midway. */
    @ParameterizedTest @ValueSource(strings = {
            "2026-11-24T00:00 Pacific/Kiritimati", "2026-11-23T12:00 Europe/Helsinki", "2026-11-22T23:00 Pacific/Midway",
            "2026-11-23T10:00Z",
            "2026-11-23T11:59 Europe/Helsinki", "2026-11-23T04:59 America/New_York"
    })
    void takesWhatIsToComeWhateverTheDateIsElsewhere(String text) {
        assertThatCode(() -> HERE.read(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            2026-11-23T23:58 Pacific/Kiritimati | in Pacific/Kiritimati it is 2026-11-23T23:59:30
            2026-11-23T11:58 Europe/Helsinki    | in Europe/Helsinki it is 2026-11-23T11:59:30
            2026-11-22T22:58 Pacific/Midway     | in Pacific/Midway it is 2026-11-22T22:59:30
            2025-12-24T18:00 Europe/Helsinki    | '2025-12-24T18:00 Europe/Helsinki' is past
            every FREQ=DAILY;COUNT=3 from 2026-11-01T09:00 UTC | are past: in UTC it is 2026-11-23T09:59:30; name a later time
            """)
    void refusesWhatIsPastAndTellsTheTime(String text, String message) {
        assertThatThrownBy(() -> HERE.read(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            ''                                        | No time is given; write 'now'
            tomorrow                                  | 'tomorrow' is no time; write 'now'
            2026-12-24T18:00                          | '2026-12-24T18:00' names no time zone; write it as 2026-12-24T18:00 Europe/Helsinki
            2026-12-24T18:00 helsinki                 | 'helsinki' is no time zone; do you mean Europe/Helsinki?
            2026-12-24T18:00 New York                 | do you mean America/New_York?
            2026-12-24T18:00 EET2                     | 'EET2' is no time zone; write its IANA name
            2026-12-24T18:00+02:00                    | has an offset, which does not say what becomes of it when clocks change; write 2026-12-24T18:00 and a zone, such as Europe/Helsinki, or 2026-12-24T16:00Z
            2026-02-30T18:00 UTC                      | '2026-02-30T18:00' is no date and time; write it as
            24.12.2026 18:00 UTC                      | is no date and time; write it as 2026-12-24T18:00
            12026-12-24T18:00 UTC                     | is no date and time
            2026-12-24T18:00:00.5 UTC                 | leave out the fraction
            slot:evenings                             | There is no slot plan 'evenings'; there are mornings, nights
            slot:                                     | The slot plan has no name
            every FREQ=DAILY                          | A recurring time needs 'from'
            every FREQ=DAILY from 2026-12-24T18:00    | names no time zone
            every FREQ=DAILY from 2026-12-24T18:00 UTC from 2026-12-25T18:00 UTC | 'from' is there twice
            every FREQ=DAILY from 2026-12-24T18:00 UTC until soon   | 'soon' is no date
            every FREQ=DAILY from 2026-12-24T18:00 UTC missed often | 'often' says not what becomes of missed ones; write latest
            every FREQ=DAILY from 2026-12-24T18:00 UTC missed latest 30d | one minute to seven days
            every FREQ=DAILY;COUNT=2 from 2026-12-24T18:00 UTC until 2027-01-01 | COUNT and UNTIL do not go together
            every FREQ=FORTNIGHTLY from 2026-12-24T18:00 UTC        | FREQ is 'FORTNIGHTLY'; write HOURLY, DAILY
            every FREQ=SECONDLY from 2026-12-24T18:00 UTC           | FREQ is 'SECONDLY'; write HOURLY, DAILY
            every BYDAY=MO from 2026-12-24T18:00 UTC                | The rule has no FREQ
            every FREQ=DAILY;INTERVAL=0 from 2026-12-24T18:00 UTC   | INTERVAL holds '0'; whole numbers from 1 to 1000
            every FREQ=DAILY;BYWEEKNO=3 from 2026-12-24T18:00 UTC   | 'BYWEEKNO' is no part of a rule that is kept here
            every FREQ=WEEKLY;BYDAY=2MO from 2026-12-24T18:00 UTC   | BYDAY with a number
            every FREQ=WEEKLY;BYDAY=MON from 2026-12-24T18:00 UTC   | BYDAY holds 'MON'; write days such as MO
            every FREQ=MONTHLY;BYSETPOS=1 from 2026-12-24T18:00 UTC | BYSETPOS picks from what
            every FREQ=MONTHLY;BYMONTHDAY=0 from 2026-12-24T18:00 UTC | BYMONTHDAY holds 0
            every FREQ=DAILY;BYHOUR=24 from 2026-12-24T18:00 UTC    | BYHOUR holds '24'; whole numbers from 0 to 23
            every FREQ=DAILY;UNTIL=tomorrow from 2026-12-24T18:00 UTC | UNTIL is 'TOMORROW'; write 20261224
            every FREQ=DAILY;UNTIL=20251224 from 2026-12-24T18:00 UTC | The rule never comes true after its start 2026-12-24T18:00
            every FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 from 2026-12-24T18:00 UTC | The rule never comes true
            every FREQ=HOURLY;INTERVAL=24;BYHOUR=3 from 2026-12-24T18:00 UTC    | The rule never comes true
            """)
    void namesTheThingTheValueAndTheWayOut(String text, String message) {
        assertThatThrownBy(() -> HERE.read(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void refusesAPartThatThereIsNot() {
        assertThatThrownBy(() -> HERE.read(Map.of("every", "FREQ=DAILY", "start", "2026-12-24T18:00 UTC")))
                .hasMessageContaining("'start' is no part");
    }

    private static Schedules at(String now) {
        var plans = Map.of(
                "mornings", Slots.read("mornings", "Mon-Fri 09:00, Tue 16:30 Europe/Helsinki"),
                "nights", Slots.read("nights", "daily 22:00 Europe/Helsinki"));
        return new Schedules(InstantSource.fixed(Instant.parse(now)), plans, (plan, slot) -> slot.key().equals("2026-11-24T09:00"));
    }
}
