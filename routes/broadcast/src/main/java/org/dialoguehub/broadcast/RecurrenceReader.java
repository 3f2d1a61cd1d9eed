package org.dialoguehub.broadcast;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dialoguehub.broadcast.Recurrence.End;
import org.dialoguehub.broadcast.Recurrence.Frequency;
import org.dialoguehub.broadcast.Recurrence.Weekday;

/** Reads the text of a rule (RFC 5545, section 3.3.10), and refuses what it does not allow or we do not do. */
final class RecurrenceReader {
    private static final List<String> PARTS = List.of(
            "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYHOUR", "BYMINUTE", "BYSETPOS", "WKST");
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final Pattern WEEKDAY = Pattern.compile("([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)");
    static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final int LARGEST = 1_000;
    private static final int LARGEST_COUNT = 100_000;

    private final Map<String, String> parts;

    private RecurrenceReader(Map<String, String> parts) {
        this.parts = parts;
    }

    static Recurrence read(String text) {
        String rule = text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : (rule.startsWith("RRULE:") ? rule.substring(6) : rule).split(";", -1)) {
            String[] pair = part.split("=", 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException(
                        "'" + part + "' in the rule '" + text + "' has no value; write such as FREQ=WEEKLY;BYDAY=MO,TH");
            }
            if (!PARTS.contains(pair[0])) {
                throw new IllegalArgumentException(
                        "'" + pair[0] + "' is no part of a rule that is kept here; there are " + String.join(", ", PARTS));
            }
            if (parts.put(pair[0], pair[1]) != null) {
                throw new IllegalArgumentException("The rule names " + pair[0] + " twice; leave one");
            }
        }
        return new RecurrenceReader(parts).recurrence();
    }

    private Recurrence recurrence() {
        Frequency frequency = frequency();
        List<Weekday> days = list("BYDAY", RecurrenceReader::weekday);
        boolean ordinals = days.stream().anyMatch(day -> day.ordinal() != 0);
        refuseIf(ordinals && frequency != Frequency.MONTHLY && frequency != Frequency.YEARLY,
                "BYDAY with a number, such as 2MO, goes with FREQ=MONTHLY or YEARLY only; leave out the number");
        refuseIf(parts.containsKey("BYMONTHDAY") && frequency == Frequency.WEEKLY,
                "BYMONTHDAY does not go with FREQ=WEEKLY; write FREQ=MONTHLY, or DAILY");
        refuseIf(parts.containsKey("BYSETPOS") && parts.keySet().stream().filter(name -> name.startsWith("BY")).count() == 1,
                "BYSETPOS picks from what BYDAY, BYMONTHDAY, BYMONTH, BYHOUR or BYMINUTE yield; name one of these");
        refuseIf(parts.containsKey("COUNT") && parts.containsKey("UNTIL"), "COUNT and UNTIL do not go together; leave one");
        return new Recurrence(
                frequency,
                parts.containsKey("INTERVAL") ? number("INTERVAL", value("INTERVAL"), 1, LARGEST) : 1,
                numbers("BYMONTH", 1, 12), signed("BYMONTHDAY", 31), days, numbers("BYHOUR", 0, 23), numbers("BYMINUTE", 0, 59),
                signed("BYSETPOS", 366), parts.containsKey("WKST") ? weekStart() : DayOfWeek.MONDAY, end());
    }

    private Frequency frequency() {
        String value = value("FREQ");
        return Arrays.stream(Frequency.values()).filter(frequency -> frequency.name().equals(value)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("FREQ is '" + value + "'; write HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY"));
    }

    private DayOfWeek weekStart() {
        int day = DAYS.indexOf(value("WKST"));
        refuseIf(day < 0, "WKST is '" + value("WKST") + "'; write one of " + String.join(", ", DAYS));
        return DayOfWeek.of(day + 1);
    }

    private static Weekday weekday(String text) {
        Matcher weekday = WEEKDAY.matcher(text);
        refuseIf(!weekday.matches(),
                "BYDAY holds '" + text + "'; write days such as MO, or 2MO and -1FR for the second and the last of a month");
        int ordinal = weekday.group(1) == null ? 0 : number("BYDAY", weekday.group(1), -53, 53);
        refuseIf(weekday.group(1) != null && ordinal == 0, "BYDAY holds '" + text + "'; there is no 0th day, count from 1 or -1");
        return new Weekday(ordinal, DayOfWeek.of(DAYS.indexOf(weekday.group(2)) + 1));
    }

    private End end() {
        if (parts.containsKey("COUNT")) {
            return new End.After(number("COUNT", value("COUNT"), 1, LARGEST_COUNT));
        }
        return parts.containsKey("UNTIL") ? until(value("UNTIL")) : new End.Never();
    }

    private static End until(String text) {
        try {
            if (text.length() == 8) {
                return new End.Local(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atTime(LocalTime.MAX));
            }
            boolean utc = text.endsWith("Z");
            LocalDateTime time = LocalDateTime.parse(utc ? text.substring(0, text.length() - 1) : text,
                    BASIC);
            return utc ? new End.Utc(time.toInstant(ZoneOffset.UTC)) : new End.Local(time);
        } catch (DateTimeException notTime) {
            throw new IllegalArgumentException(
                    "UNTIL is '" + text + "'; write 20261224, 20261224T180000 in local time, or 20261224T160000Z in UTC", notTime);
        }
    }

    private List<Integer> numbers(String name, int least, int most) {
        return list(name, value -> number(name, value, least, most));
    }

    /** From 1 to {@code most}, or as many from the end. */
    private List<Integer> signed(String name, int most) {
        List<Integer> numbers = numbers(name, -most, most);
        refuseIf(numbers.contains(0), name + " holds 0; count from 1, or from -1 at the end");
        return numbers;
    }

    private <T> List<T> list(String name, Function<String, T> reading) {
        var values = new ArrayList<T>();
        if (parts.containsKey(name)) {
            Arrays.stream(value(name).split(",", -1)).map(reading).distinct().forEach(values::add);
        }
        return List.copyOf(values);
    }

    private static int number(String name, String text, int least, int most) {
        boolean readable = text.matches("[+-]?\\d{1,9}");
        int number = readable ? Integer.parseInt(text) : 0;
        refuseIf(!readable || number < least || number > most,
                name + " holds '" + text + "'; whole numbers from " + least + " to " + most + " are possible");
        return number;
    }

    private String value(String name) {
        String value = parts.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The rule has no " + name + "; write such as FREQ=WEEKLY;BYDAY=MO,TH");
        }
        return value;
    }

    private static void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new IllegalArgumentException(message);
        }
    }
}
