package org.dialoguehub.facebook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/**
 * What is left of the quota, as the headers of an answer tell it in percent of calls and time.
 *
 * @param used percent of that of which most is used; 0 if nothing is told
 * @param regain how long until there is something to spend again, where Facebook says so; a day at most
 */
record FacebookUsage(long used, Optional<Duration> regain) {
    private static final FacebookUsage UNTOLD = new FacebookUsage(0, Optional.empty());
    private static final long ALL = 100;
    private static final Duration REST = Duration.ofMinutes(5);

    /** Calls are counted over the last hour. */
    private static final Duration WINDOW = Duration.ofHours(1);

    private static final long MINUTES_OF_A_DAY = 24 * 60;

    static FacebookUsage read(Function<String, Optional<String>> header, String page) {
        FacebookUsage ofTheApp = header.apply("X-App-Usage").map(text -> of(text, Stream::of)).orElse(UNTOLD);
        FacebookUsage ofThePage = header.apply("X-Business-Use-Case-Usage")
                .map(text -> of(text, json -> json.has(page) ? json.list(page).stream() : Stream.of())).orElse(UNTOLD);
        return new FacebookUsage(Math.max(ofTheApp.used, ofThePage.used), ofThePage.regain);
    }

    /** Whether the next request would be refused, and count all the same. */
    boolean spent() {
        return used >= ALL;
    }

    /** How long to ask nothing, if it is spent. */
    Duration rest() {
        return regain.orElse(REST);
    }

    /** The same for the hub, if anything was told. */
    Optional<Allowance> left(Instant now) {
        return used == 0
                ? Optional.empty()
                : Optional.of(new Allowance("percent of calls and time", Covers.EVERYTHING, true, Math.max(0, ALL - used), ALL,
                        now.plus(spent() ? rest() : WINDOW)));
    }

    private static FacebookUsage of(String text, Function<Json, Stream<Json>> parts) {
        try {
            var uses = parts.apply(Json.read(text)).toList();
            long used = uses.stream().flatMap(use -> Stream.of("call_count", "total_cputime", "total_time").filter(use::has)
                    .map(use::number)).mapToLong(Long::longValue).max().orElse(0);
            long minutes = uses.stream().filter(use -> use.has("estimated_time_to_regain_access"))
                    .mapToLong(use -> use.number("estimated_time_to_regain_access")).max().orElse(0);
            return new FacebookUsage(minutes > 0 ? Math.max(ALL, used) : used,
                    minutes > 0 ? Optional.of(Duration.ofMinutes(Math.min(minutes, MINUTES_OF_A_DAY))) : Optional.empty());
        } catch (JsonException other) {
            return UNTOLD; // a hint that nobody can read is no hint
        }
    }
}
