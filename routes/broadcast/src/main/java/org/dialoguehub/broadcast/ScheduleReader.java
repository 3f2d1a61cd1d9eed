package org.dialoguehub.broadcast;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dialoguehub.broadcast.Schedule.At;
import org.dialoguehub.broadcast.Schedule.NextSlot;
import org.dialoguehub.broadcast.Schedule.Now;
import org.dialoguehub.broadcast.Schedule.Recurring;

/** Schedules as people and programs write them, and back. Knows neither the time nor the plans there are. */
final class ScheduleReader {
    private static final String FORMS = "write 'now', 2026-12-24T18:00 Europe/Helsinki, slot:mornings,"
            + " or every FREQ=WEEKLY;BYDAY=MO from 2026-12-28T09:00 Europe/Helsinki";
    private static final String SLOT = "slot:";
    private static final List<String> KEYS = List.of("every", "from", "except", "also", "until", "count", "missed");

    private ScheduleReader() {}

    static Schedule read(String text) {
        List<String> words = ScheduleWords.words(text);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("No time is given; " + FORMS);
        }
        String first = words.getFirst();
        if (first.equals("now") && words.size() == 1) {
            return new Now();
        }
        if (first.startsWith(SLOT)) {
            return new NextSlot(String.join(" ", words).substring(SLOT.length()).strip());
        }
        if (first.equals("every")) {
            return recurring(parts(words));
        }
        if (!Character.isDigit(first.charAt(0))) {
            throw new IllegalArgumentException("'" + text + "' is no time; " + FORMS);
        }
        return at(String.join(" ", words));
    }

    /** Each keyword with the words up to the next. */
    private static Map<String, String> parts(List<String> words) {
        Map<String, String> parts = new LinkedHashMap<>();
        String key = "";
        for (String word : words) {
            if (KEYS.contains(word)) {
                key = word;
                if (parts.put(key, "") != null) {
                    throw new IllegalArgumentException("'" + key + "' is there twice; leave one");
                }
            } else {
                parts.merge(key, word, (before, more) -> before.isEmpty() ? more : before + " " + more);
            }
        }
        return parts;
    }

    static Recurring recurring(Map<String, String> parts) {
        parts.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException("'" + unknown + "' is no part of a recurring time; there are " + String.join(", ", KEYS));
        });
        At start = at(required(parts, "from"));
        String rule = required(parts, "every")
                + part(parts, "count").map(count -> ";COUNT=" + count).orElse("")
                + part(parts, "until").map(until -> ";UNTIL=" + basic(until)).orElse("");
        return new Recurring(start.local(), start.zone(), rule, locals(parts, "except"), locals(parts, "also"),
                part(parts, "missed").map(MissedText::read).orElseGet(Missed::standard));
    }

    private static String required(Map<String, String> parts, String key) {
        return part(parts, key).orElseThrow(() -> new IllegalArgumentException("A recurring time needs '" + key + "'; " + FORMS));
    }

    private static Optional<String> part(Map<String, String> parts, String key) {
        return Optional.ofNullable(parts.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** From 2026-12-24T18:00 to 20261224T180000, as a rule wants it. */
    private static String basic(String until) {
        return until.contains("T")
                ? ScheduleWords.local(until).format(RecurrenceReader.BASIC)
                : ScheduleWords.date(until).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static List<LocalDateTime> locals(Map<String, String> parts, String key) {
        return part(parts, key).stream()
                .flatMap(list -> Arrays.stream(list.split("[,\\s]+")))
                .map(ScheduleWords::local)
                .toList();
    }

    private static At at(String text) {
        Optional<OffsetDateTime> fixed = withOffset(text);
        if (fixed.isPresent()) {
            return utc(text, fixed.get());
        }
        List<String> words = ScheduleWords.words(text);
        boolean apart = words.size() > 1 && words.get(1).matches("\\d.*");
        int zoneAt = apart ? 2 : 1;
        LocalDateTime local = ScheduleWords.local(apart ? words.get(0) + "T" + words.get(1) : words.get(0));
        if (words.size() <= zoneAt) {
            throw new IllegalArgumentException("'" + text + "' names no time zone; write it as " + local + " Europe/Helsinki");
        }
        return new At(local, ScheduleWords.zone(String.join(" ", words.subList(zoneAt, words.size()))));
    }

    private static Optional<OffsetDateTime> withOffset(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static At utc(String text, OffsetDateTime time) {
        LocalDateTime utc = time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        if (!text.endsWith("Z")) {
            throw new IllegalArgumentException(
                    "'" + text + "' has an offset, which does not say what becomes of it when clocks change; write "
                            + time.toLocalDateTime() + " and a zone, such as Europe/Helsinki, or " + utc + "Z");
        }
        return new At(utc, ZoneId.of("UTC"));
    }

    static String text(Schedule schedule) {
        return switch (schedule) {
            case Now() -> "now";
            case At(var local, var zone) -> local + " " + zone.getId();
            case NextSlot(var plan) -> SLOT + plan;
            case Recurring(var start, var zone, var rule, var except, var also, var missed) ->
                "every " + rule + " from " + start + " " + zone.getId() + list(" except ", except) + list(" also ", also)
                        + " missed " + MissedText.text(missed);
        };
    }

    private static String list(String word, List<LocalDateTime> times) {
        return times.isEmpty() ? "" : times.stream().map(LocalDateTime::toString).collect(Collectors.joining(",", word, ""));
    }
}
