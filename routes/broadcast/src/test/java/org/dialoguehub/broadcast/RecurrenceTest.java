package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {
    /** The examples of RFC 5545, section 3.8.5.3, of those parts that are kept here; each with its first times. */
    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            FREQ=DAILY;COUNT=10                            | 1997-09-02T09:00 | 09-02 09-03 09-04 09-05 09-06 09-07 09-08 09-09 09-10 09-11 .
            FREQ=DAILY;UNTIL=19970905T000000Z              | 1997-09-02T09:00 | 09-02 09-03 09-04 .
            FREQ=DAILY;INTERVAL=2                          | 1997-09-02T09:00 | 09-02 09-04 09-06 09-08
            FREQ=DAILY;INTERVAL=10;COUNT=5                 | 1997-09-02T09:00 | 09-02 09-12 09-22 10-02 10-12 .
            FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA | 1998-01-01T09:00 | 01-01 01-02 01-03
            FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1    | 1998-01-01T09:00 | 01-01 01-02 01-03
            FREQ=WEEKLY;COUNT=10                           | 1997-09-02T09:00 | 09-02 09-09 09-16 09-23 09-30 10-07 10-14 10-21 10-28 11-04 .
            FREQ=WEEKLY;INTERVAL=2;WKST=SU                 | 1997-09-02T09:00 | 09-02 09-16 09-30 10-14 10-28
            FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH       | 1997-09-02T09:00 | 09-02 09-04 09-09 09-11 09-16 09-18 09-23 09-25 09-30 10-02 .
            FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR | 1997-09-01T09:00 | 09-01 09-03 09-05 09-15 09-17 09-19 09-29
            FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH | 1997-09-02T09:00 | 09-02 09-04 09-16 09-18 09-30 10-02 10-14 10-16 .
            FREQ=MONTHLY;COUNT=10;BYDAY=1FR                | 1997-09-05T09:00 | 09-05 10-03 11-07 12-05 01-02 02-06 03-06 04-03 05-01 06-05 .
            FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR  | 1997-09-05T09:00 | 09-05 10-03 11-07 12-05 .
            FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU | 1997-09-07T09:00 | 09-07 09-28 11-02 11-30 01-04 01-25 03-01 03-29 05-03 05-31 .
            FREQ=MONTHLY;COUNT=6;BYDAY=-2MO                | 1997-09-22T09:00 | 09-22 10-20 11-17 12-22 01-19 02-16 .
            FREQ=MONTHLY;BYMONTHDAY=-3                     | 1997-09-28T09:00 | 09-28 10-29 11-28 12-29 01-29 02-26
            FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15          | 1997-09-02T09:00 | 09-02 09-15 10-02 10-15 11-02 11-15 12-02 12-15 01-02 01-15 .
            FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1          | 1997-09-30T09:00 | 09-30 10-01 10-31 11-01 11-30 12-01 12-31 01-01 01-31 02-01 .
            FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15 | 1997-09-10T09:00 | 09-10 09-11 09-12 09-13 09-14 09-15 03-10 03-11 03-12 03-13 .
            FREQ=MONTHLY;INTERVAL=2;BYDAY=TU               | 1997-09-02T09:00 | 09-02 09-09 09-16 09-23 09-30 11-04 11-11
            FREQ=YEARLY;COUNT=10;BYMONTH=6,7               | 1997-06-10T09:00 | 06-10 07-10 06-10 07-10 06-10 07-10 06-10 07-10 06-10 07-10 .
            FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3  | 1997-03-10T09:00 | 03-10 01-10 02-10 03-10 01-10 02-10 03-10 01-10 02-10 03-10 .
            FREQ=YEARLY;BYDAY=20MO                         | 1997-05-19T09:00 | 05-19 05-18 05-17
            FREQ=YEARLY;BYMONTH=3;BYDAY=TH                 | 1997-03-13T09:00 | 03-13 03-20 03-27 03-05 03-12
            FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8             | 1997-06-05T09:00 | 06-05 06-12 06-19 06-26 07-03
            FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13            | 1997-09-02T09:00 | 02-13 03-13 11-13 08-13 10-13
            FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13 | 1997-09-13T09:00 | 09-13 10-11 11-08 12-13 01-10 02-07
            FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8 | 1996-11-05T09:00 | 11-05 11-07 11-02
            FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3 | 1997-09-04T09:00 | 09-04 10-07 11-06 .
            FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2  | 1997-09-29T09:00 | 09-29 10-30 11-27 12-30 01-29 02-26
            FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO | 1997-08-05T09:00 | 08-05 08-10 08-19 08-24 .
            FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU | 1997-08-05T09:00 | 08-05 08-17 08-19 08-31 .
            FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5          | 2007-01-15T09:00 | 01-15 01-30 02-15 03-15 03-30 .
            """)
    void yieldsWhatTheExamplesOfTheStandardSay(String rule, LocalDateTime start, String days) {
        List<String> expected = Arrays.stream(days.split(" ", -1)).filter(day -> !day.equals(".")).toList();
        var times = new RecurrenceTimes(Recurrence.read(rule), start, ZoneOffset.ofHours(-4), start);

        for (String day : expected) {
            assertThat(times.next().toString()).endsWith(day + "T09:00");
        }
        assertThat(!times.hasNext()).as("ended").isEqualTo(days.endsWith("."));
    }

    /** Each line of the file was computed by another implementation, python-dateutil 2.9.0. */
    @TestFactory
    Stream<DynamicTest> agreesWithAnotherImplementation() throws IOException {
        return lines().stream().map(line -> line.split(" ", -1)).map(line -> DynamicTest.dynamicTest(line[1] + " from " + line[0], () -> {
            LocalDateTime start = LocalDateTime.parse(line[0]);
            List<LocalDateTime> expected = Arrays.stream(line[2].split(",", -1)).map(LocalDateTime::parse).toList();

            assertThat(times(line[1], start, start).limit(6)).isEqualTo(expected);
            assertThat(times(line[1], start, expected.getLast()).filter(time -> !time.isBefore(expected.getLast())).findFirst())
                    .as("leaping ahead").hasValue(expected.getLast());
        }));
    }

    private static Stream<LocalDateTime> times(String rule, LocalDateTime start, LocalDateTime earliest) {
        var times = new RecurrenceTimes(Recurrence.read(rule), start, ZoneOffset.UTC, earliest);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(times, 0), false);
    }

    private static List<String> lines() throws IOException {
        var file = Objects.requireNonNull(RecurrenceTest.class.getResourceAsStream("recurrences.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }
}
