package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.broadcast.Quiet.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietTest {
    private static final String PAGE = "page";
    private static final String FEED = "feed";

    @ParameterizedTest @CsvSource({
            // an evening, the small hours after it, its end, and the evening of a day that is not named
            "2026-11-26T22:00, 2026-11-27T07:00", "2026-11-27T06:59, 2026-11-27T07:00", "2026-11-27T07:00,", "2026-11-28T22:30,",
            "2026-11-28T06:00, 2026-11-28T07:00"
    })
    void lastsOverMidnight(String local, String end) {
        assertThat(until(quiet("Mon-Fri 22:00-07:00 Europe/Helsinki"), PAGE, local)).isEqualTo(Optional.ofNullable(end));
    }

    @Test
    void concernsOnlyTheChannelsItNames() {
        var quiet = Quiet.never();
        var pageOnly = new Quiet(List.of(new Rule(Set.of(PAGE), QuietTime.read("daily 12:00-13:00 Europe/Helsinki"))));

        assertThat(until(pageOnly, PAGE, "2026-11-26T12:30")).hasValue("2026-11-26T13:00");
        assertThat(until(pageOnly, FEED, "2026-11-26T12:30")).isEmpty();
        assertThat(until(quiet, PAGE, "2026-11-26T12:30")).isEmpty();
    }

    @Test
    void endsWhenTheLastOfSeveralOverlappingEnds() {
        var quiet = quiet(
                "Thu 20:00-22:00 Europe/Helsinki", "Thu 21:00-02:00 Europe/Helsinki", "2026-11-27T02:00..2026-11-27T09:00 Europe/Helsinki",
                "Fri 10:00-11:00 Europe/Helsinki");

        assertThat(until(quiet, PAGE, "2026-11-26T20:30")).hasValue("2026-11-27T09:00");
        assertThat(until(quiet, PAGE, "2026-11-27T09:30")).isEmpty();
    }

    @Test
    void holdsWholeDaysTheLastOneToo() {
        var quiet = quiet("2026-12-24..2026-12-26 Europe/Helsinki", "Sat,Sun Europe/Helsinki");

        assertThat(until(quiet, PAGE, "2026-12-23T23:59")).isEmpty();
        assertThat(until(quiet, PAGE, "2026-12-24T00:00")).as("Christmas, and then a Sunday").hasValue("2026-12-28T00:00");
    }

    @Test
    void endsOnTimeInTheNightsWhenClocksChange() {
        var quiet = quiet("daily 22:00-07:00 Europe/Helsinki");

        assertThat(quiet.until(PAGE, Instant.parse("2027-03-27T20:00:00Z"))).hasValue(Instant.parse("2027-03-28T04:00:00Z"));
        assertThat(quiet.until(PAGE, Instant.parse("2027-10-30T20:00:00Z"))).hasValue(Instant.parse("2027-10-31T05:00:00Z"));
    }

    @Test
    void isQuietBothTimesWhereTheClockShowsAnHourTwice() {
        var quiet = quiet("daily 03:00-03:30 Europe/Helsinki");

        assertThat(quiet.until(PAGE, Instant.parse("2027-10-31T00:10:00Z"))).hasValue(Instant.parse("2027-10-31T01:30:00Z"));
        assertThat(quiet.until(PAGE, Instant.parse("2027-10-31T00:45:00Z"))).hasValue(Instant.parse("2027-10-31T01:30:00Z"));
    }

    @Test
    void isNotQuietInAWindowThatTheClockPassesOver() {
        assertThat(quiet("daily 03:00-03:30 Europe/Helsinki").until(PAGE, Instant.parse("2027-03-28T01:10:00Z"))).isEmpty();
        assertThat(quiet("daily 03:30-06:00 Europe/Helsinki").until(PAGE, Instant.parse("2027-03-28T01:00:00Z")))
                .hasValue(Instant.parse("2027-03-28T03:00:00Z"));
    }

    @Test
    void spansZones() {
        var quiet = quiet("Thu 22:00-00:00 Europe/Helsinki", "Thu 22:00-06:00 Europe/Stockholm");

        assertThat(until(quiet, PAGE, "2026-11-26T22:30")).as("Helsinki sleeps until midnight, Stockholm from 23:00 to 07:00 of Helsinki")
                .hasValue("2026-11-27T07:00");
    }

    @ParameterizedTest @ValueSource(strings = {
            "daily Europe/Helsinki", "daily 07:00-07:00 UTC", "daily 22:00-10:00 UTC; daily 10:00-22:00 UTC",
            "Mon-Sat UTC; Sun 00:00-23:59 UTC; Sun 23:00-01:00 UTC",
            "daily 06:00-18:00 Europe/Helsinki; daily 09:00-03:00 Asia/Tokyo; daily 12:00-20:00 America/New_York; Mon-Sun 00:00-06:00 UTC"
    })
    void refusesQuietForEver(String times) {
        assertThatThrownBy(() -> quiet(times.split("; ", -1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Every channel would be quiet for ever").hasMessageContaining("leave some time of the week free");
    }

    @Test
    void refusesAChannelThatIsQuietForEverByWhatConcernsAll() {
        var all = new Rule(Set.of(), QuietTime.read("daily 22:00-10:00 UTC"));
        var page = new Rule(Set.of(PAGE), QuietTime.read("daily 10:00-22:00 UTC"));

        assertThatThrownBy(() -> new Quiet(List.of(all, page))).hasMessageContaining("The channel 'page'");
    }

    @Test
    void leavesAMinuteAWeek() {
        assertThat(until(quiet("Mon-Sat Europe/Helsinki", "Sun 00:01-00:00 Europe/Helsinki"), PAGE, "2026-11-23T12:00"))
                .hasValue("2026-11-29T00:00");
    }

    @ParameterizedTest @ValueSource(strings = {"Mon,Tue,Wed 22:00-07:00 Europe/Helsinki", "daily 12:00-13:30 UTC",
            "2026-12-24T12:00..2026-12-26T08:00 Europe/Helsinki"})
    void writesWhatItReads(String text) {
        assertThat(QuietTime.read(text).text()).isEqualTo(text);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            Mon-Fri 22:00-07:00                        | '22:00-07:00' is no time zone
            Mon-Fri 22-07 Europe/Helsinki              | '22' is no time of day
            Mon-Fri 22:00 Europe/Helsinki              | is no quiet time; write such as
            2026-12-26..2026-12-24 Europe/Helsinki     | is not after its beginning
            2026-02-30..2026-03-01 Europe/Helsinki     | '2026-02-30' is no date
            always                                     | 'always' is no quiet time
            """)
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> QuietTime.read(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    private static Quiet quiet(String... times) {
        return new Quiet(Arrays.stream(times).map(time -> new Rule(Set.of(), QuietTime.read(time))).toList());
    }

    private static Optional<String> until(Quiet quiet, String channel, String local) {
        ZoneId helsinki = ZoneId.of("Europe/Helsinki");
        return quiet.until(channel, LocalDateTime.parse(local).atZone(helsinki).toInstant())
                .map(end -> LocalDateTime.ofInstant(end, helsinki).toString());
    }
}
