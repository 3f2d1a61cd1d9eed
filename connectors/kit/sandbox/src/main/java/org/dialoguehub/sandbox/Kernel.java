package org.dialoguehub.sandbox;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What a simulated network consists of, apart from its routes. */
record Kernel(
        String name, SandboxClock clock, Tokens tokens, Posts posts, Faults faults, Journal journal, UnaryOperator<Answer> wording) {
    /** RFC 9110, 5.6.7: the day has two digits, unlike in {@link DateTimeFormatter#RFC_1123_DATE_TIME}. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** The time of the sandbox clock, and then some, as an HTTP date. */
    String httpDate(Duration fromNow) {
        return HTTP_DATE.format(clock.instant().plus(fromNow));
    }

    /** A refusal as this network words it. */
    Answer refusal(int status) {
        return wording.apply(Answer.problem(status, title(status)));
    }

    /** A refusal with a header, as this network words it. */
    Answer refusal(int status, String header, String value) {
        return wording.apply(Answer.problem(status, title(status)).with(header, value));
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Status " + status;
        };
    }
}
