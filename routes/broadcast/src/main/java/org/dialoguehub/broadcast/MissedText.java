package org.dialoguehub.broadcast;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A policy for missed occurrences as people write it: {@code latest}, {@code latest 2h}, {@code skip}, {@code all 3 1d}. */
final class MissedText {
    private static final String FORMS = "write latest, latest 2h, skip, or all 3 1d (at most three, not older than a day)";

    private MissedText() {}

    static Missed read(String text) {
        List<String> words = ScheduleWords.words(text);
        return switch (words.isEmpty() ? "" : words.getFirst() + "/" + words.size()) {
            case "latest/1" -> Missed.standard();
            case "latest/2" -> new Missed.Latest(time(text, words.get(1)));
            case "skip/1" -> new Missed.Skip();
            case "all/3" -> new Missed.All(number(text, words.get(1)), time(text, words.get(2)));
            default -> throw wrong(text);
        };
    }

    static String text(Missed missed) {
        return switch (missed) {
            case Missed.Latest(Duration limit) -> "latest " + minutes(limit);
            case Missed.Skip() -> "skip";
            case Missed.All(int most, Duration limit) -> "all " + most + " " + minutes(limit);
        };
    }

    private static String minutes(Duration limit) {
        return limit.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static int number(String text, String word) {
        if (!word.matches("\\d{1,4}")) {
            throw wrong(text);
        }
        return Integer.parseInt(word);
    }

    private static Duration time(String text, String word) {
        if (word.matches("\\d{1,4}d")) {
            return Duration.ofDays(Integer.parseInt(word.substring(0, word.length() - 1)));
        }
        if (!word.matches("(\\d{1,5}h)?(\\d{1,5}m)?(\\d{1,5}s)?")) {
            throw wrong(text);
        }
        return Duration.parse("PT" + word.toUpperCase(Locale.ROOT));
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text + "' says not what becomes of missed ones; " + FORMS);
    }
}
