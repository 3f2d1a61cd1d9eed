package org.dialoguehub.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something a user may set. Required, unless {@link #orElse} or {@link #optional} was called.
 *
 * @param key in kebab-case
 * @param title one line for people: what it is, not how it is written
 * @param kind what a value looks like, for the reference page: {@code address}, {@code 1 to 40}
 * @param fallback the value when nothing is set, as {@link Reading#read} would take it; absent if the setting is required
 * @param secret whether its value must never be shown
 */
public record Setting<T>(
        String key, String title, String kind, Reading<T> reading, Optional<T> fallback, boolean secret) {

    public static Setting<String> text(String key, String title) {
        return new Setting<>(key, title, "text", text -> text, Optional.empty(), false);
    }

    /** An absolute URI. */
    public static Setting<URI> uri(String key, String title) {
        return new Setting<>(key, title, "address", Setting::absolute, Optional.empty(), false);
    }

    public static Setting<Integer> integer(String key, String title) {
        return new Setting<>(key, title, "whole number", Setting::whole, Optional.empty(), false);
    }

    public static Setting<Boolean> yesNo(String key, String title) {
        return new Setting<>(key, title, "yes or no", Setting::truth, Optional.empty(), false);
    }

    /** A length of time: {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, or as in ISO 8601, {@code PT30S}. */
    public static Setting<Duration> duration(String key, String title) {
        return new Setting<>(key, title, "time, such as 30s, 5m, 2h", Setting::time, Optional.empty(), false);
    }

    public static Setting<Secret> secret(String key, String title) {
        return new Setting<>(key, title, "secret", Secret::new, Optional.empty(), true);
    }

    /** One of an enum's constants, written in kebab-case. */
    public static <E extends Enum<E>> Setting<E> choice(String key, String title, Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        String kind = all.stream().map(Setting::kebab).collect(Collectors.joining(", ", "one of ", ""));
        return new Setting<>(key, title, kind, text -> pick(all, kind, text), Optional.empty(), false);
    }

    /** Several texts, parted by commas; a YAML list is taken as such. */
    public static Setting<List<String>> texts(String key, String title) {
        return new Setting<>(key, title, "list", Setting::parts, Optional.empty(), false);
    }

    /** The same setting with a value for when nothing is set. */
    public Setting<T> orElse(T value) {
        return new Setting<>(key, title, kind, reading, Optional.of(value), secret);
    }

    /** The same setting, empty when nothing is set. */
    public Setting<Optional<T>> optional() {
        return new Setting<>(
                key, title, kind, text -> Optional.of(reading.read(text)), Optional.of(Optional.empty()), secret);
    }

    /** The same setting with a further rule. */
    public Setting<T> where(Rule<? super T> rule) {
        Reading<T> checked = text -> {
            T value = reading.read(text);
            rule.check(value);
            return value;
        };
        return new Setting<>(key, title, kind, checked, fallback, secret);
    }

    /** The same whole number, from {@code least} to {@code most}; {@code who} demands it. */
    public static Setting<Integer> between(Setting<Integer> setting, int least, int most, String who) {
        Setting<Integer> ruled = setting.where(value -> {
            if (value < least || value > most) {
                throw new IllegalArgumentException(who + " allows " + least + " to " + most);
            }
        });
        return new Setting<>(
                ruled.key, ruled.title, least + " to " + most, ruled.reading, ruled.fallback, ruled.secret);
    }

    /** Turns what a user wrote into a value, or throws {@link IllegalArgumentException} with what is allowed. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(String text);
    }

    /** Throws {@link IllegalArgumentException} with what is allowed. */
    @FunctionalInterface
    public interface Rule<T> {
        void check(T value);
    }

    private static URI absolute(String text) {
        URI uri = URI.create(text);
        if (!uri.isAbsolute()) {
            throw new IllegalArgumentException("an address begins with a scheme, such as https://");
        }
        return uri;
    }

    private static Integer whole(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException("a whole number is needed", notWhole);
        }
    }

    private static Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> true;
            case "no", "false", "off" -> false;
            default -> throw new IllegalArgumentException("yes or no is needed");
        };
    }

    private static Duration time(String text) {
        try {
            String upper = text.toUpperCase(Locale.ROOT);
            String iso = upper.startsWith("P") ? upper : upper.endsWith("D") ? "P" + upper : "PT" + upper;
            Duration time = Duration.parse(iso);
            if (time.isNegative()) {
                throw new IllegalArgumentException("a time is never negative");
            }
            return time;
        } catch (java.time.format.DateTimeParseException notTime) {
            throw new IllegalArgumentException("a time such as 30s, 5m, 2h or 1d is needed", notTime);
        }
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static <E extends Enum<E>> E pick(List<E> all, String kind, String text) {
        return all.stream()
                .filter(constant -> kebab(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind + " is needed"));
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
