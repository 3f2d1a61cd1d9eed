package org.dialoguehub.toolkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.jspecify.annotations.Nullable;

/** Says what became of one request, as a failure. */
record HttpOutcome(Http http, String method, String path) {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Duration UNTOLD = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_CHARACTERS = 300;

    /** There is no answer. */
    ConnectorException broken(IOException broken, boolean mayHaveArrived) {
        String what = this + ": " + described(broken);
        return new ConnectorException(mayHaveArrived ? doubt(what) : new Failure.Unreachable(what), broken);
    }

    /** There is an answer of success, which cannot be read. */
    ConnectorException lost(String what, @Nullable JsonException cause) {
        Failure failure = doubt("The answer to " + this + " " + what);
        return cause == null ? new ConnectorException(failure) : new ConnectorException(failure, cause);
    }

    /** The answer is no. */
    ConnectorException refused(int status, UnaryOperator<@Nullable String> headers, Optional<Json> body) {
        Function<String, Optional<String>> header = name -> Optional
                .ofNullable(headers.apply(name.equalsIgnoreCase("Retry-After") ? Http.RETRY_AFTER : name));
        var refusal = new HttpRefusal(method, path, status, header, body, reason(status, body));
        return new ConnectorException(http.meaning().of(refusal).orElseGet(() -> usual(refusal)));
    }

    @Override
    public String toString() {
        return method + " " + path + " at " + http.serverName();
    }

    private Failure usual(HttpRefusal refusal) {
        Optional<String> retryAfter = refusal.header().apply("Retry-After");
        int status = refusal.status();
        if (status == 429 || (status == 503 && retryAfter.isPresent())) {
            return new Failure.Throttled(until(retryAfter, refusal.header().apply("Date")), refusal.reason());
        }
        if (status == 401) {
            return new Failure.Unauthorized(refusal.reason());
        }
        if (status == 408 || status >= 500 || (status == 409 && !SAFE.contains(method))) {
            return doubt(refusal.reason());
        }
        return new Failure.Rejected(refusal.reason());
    }

    private Failure doubt(String reason) {
        return SAFE.contains(method) ? new Failure.Unreachable(reason) : new Failure.Uncertain(reason);
    }

    /** By our clock: what the server says is a span from now, or a date by its own clock, which its {@code Date} tells. */
    private Instant until(Optional<String> retryAfter, Optional<String> date) {
        Instant now = http.host().clock().instant();
        Duration wait = retryAfter
                .flatMap(text -> seconds(text)
                        .or(() -> date(text).map(then -> Duration.between(date.flatMap(HttpOutcome::date).orElse(now), then))))
                .orElse(UNTOLD);
        return now.plus(wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Duration.ofSeconds(Integer.parseInt(text))) : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private String reason(int status, Optional<Json> body) {
        String said = body.flatMap(HttpOutcome::said).map(text -> ": " + shortened(withoutToken(text))).orElse("");
        String moved = status < 400 ? "; the address in the settings may be an old one" : "";
        return this + " was answered with " + status + moved + said;
    }

    /** What problems by RFC 9457, OAuth 2 errors and most networks say. */
    private static Optional<String> said(Json body) {
        List<Json> places = Stream.concat(Stream.of(body), inner(body).stream()).toList();
        return Stream.of("detail", "error_description", "message", "title", "error")
                .flatMap(name -> places.stream().flatMap(place -> text(place, name).stream()))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private static Optional<Json> inner(Json body) {
        try {
            return body.optionalObject("error");
        } catch (JsonException other) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Json place, String name) {
        try {
            return place.optionalText(name);
        } catch (JsonException other) {
            return Optional.empty();
        }
    }

    private String withoutToken(String text) {
        return http.token().map(token -> text.replace(token.reveal(), "***")).orElse(text);
    }

    private static String shortened(String text) {
        String line = Characters.readable(text).replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= MOST_CHARACTERS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }

    private String described(IOException broken) {
        return switch (broken) {
            case UnknownHostException unknown -> "there is no such host";
            case ConnectException refused -> "the connection was refused";
            case SSLException untrusted -> "no TLS connection could be made";
            case InterruptedIOException late -> "no answer within " + http.host().requestLimit().toSeconds() + " s";
            default -> "the connection broke before the answer was complete";
        };
    }
}
