package org.dialoguehub.facebook;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/**
 * What is left of the quota, as the headers of an answer tell it in percent of calls and time.
 *
 * @param spent whether the next request would be refused, and count all the same
 * @param regain how long until there is something to spend again, where Facebook says so; a day at most
 */
record FacebookUsage(boolean spent, Optional<Duration> regain) {
    private static final FacebookUsage UNTOLD = new FacebookUsage(false, Optional.empty());
    private static final long ALL = 100;
    private static final long MINUTES_OF_A_DAY = 24 * 60;

    static FacebookUsage read(Function<String, Optional<String>> header, String page) {
        FacebookUsage ofTheApp = header.apply("X-App-Usage").map(text -> of(text, Stream::of)).orElse(UNTOLD);
        FacebookUsage ofThePage = header.apply("X-Business-Use-Case-Usage")
                .map(text -> of(text, json -> json.has(page) ? json.list(page).stream() : Stream.of())).orElse(UNTOLD);
        return new FacebookUsage(ofTheApp.spent || ofThePage.spent, ofThePage.regain);
    }

    private static FacebookUsage of(String text, Function<Json, Stream<Json>> parts) {
        try {
            var uses = parts.apply(Json.read(text)).toList();
            boolean spent = uses.stream().anyMatch(use -> Stream.of("call_count", "total_cputime", "total_time")
                    .anyMatch(name -> use.has(name) && use.number(name) >= ALL));
            long minutes = uses.stream().filter(use -> use.has("estimated_time_to_regain_access"))
                    .mapToLong(use -> use.number("estimated_time_to_regain_access")).max().orElse(0);
            return new FacebookUsage(spent || minutes > 0,
                    minutes > 0 ? Optional.of(Duration.ofMinutes(Math.min(minutes, MINUTES_OF_A_DAY))) : Optional.empty());
        } catch (JsonException other) {
            return UNTOLD; // a hint that nobody can read is no hint
        }
    }
}
