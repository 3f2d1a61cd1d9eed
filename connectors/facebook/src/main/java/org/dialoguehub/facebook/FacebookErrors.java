package org.dialoguehub.facebook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.HttpRefusal;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/**
 * What Facebook means by its errors: the code in the body counts, not the status. See the pages on
 * <a href="https://developers.facebook.com/docs/graph-api/guides/error-handling">errors</a> and
 * <a href="https://developers.facebook.com/docs/graph-api/overview/rate-limiting">rate limits</a>.
 *
 * @param page whose quota is in the headers
 */
record FacebookErrors(String page, InstantSource clock) implements Http.Meaning {
    /** Too many calls by the app, the user, the Page; too often the same; and the use cases of a business. */
    private static final Set<Long> THROTTLED = Set.of(4L, 17L, 32L, 341L, 368L, 613L);
    private static final long USE_CASES = 80_000;
    private static final long LAST_USE_CASE = 80_014;

    private static final Set<Long> UNAUTHORIZED = Set.of(10L, 102L, 190L);
    private static final long PERMISSIONS = 200;
    private static final long LAST_PERMISSION = 299;

    private static final long DUPLICATE = 506;
    private static final long NO_SUCH_OBJECT = 100;
    private static final long GONE = 33;
    private static final Set<Long> PASSING = Set.of(-1L, 1L, 2L);
    /** Of an upload: a problem, a piece that came in part, a slow network; see the page on the error codes of the Video API. */
    private static final Set<Long> PASSING_OF_UPLOADS = Set.of(1_363_019L, 1_363_033L, 1_363_030L);

    /** Messenger's: outside the window; the person does not want messages, or is unknown; the app may write to its own people alone. */
    private static final Set<Long> NOT_NOW = Set.of(2_018_278L, 1_545_041L, 2_018_001L, 2_018_028L, 2_018_108L);
    private static final long OF_MESSENGER = 1_200;
    private static final Duration UNTOLD = Duration.ofMinutes(5);

    /** What looks like a token: Facebook repeats those it does not know. */
    private static final String TOKENS = "EAA[A-Za-z0-9]{8,}|(?<=access token )\\S+|(?<=_token=)[^&\\s]+|(?<=appsecret_proof=)[^&\\s]+";

    private record GraphError(long code, OptionalLong subcode, boolean passing) {
        boolean isOneOf(Set<Long> subcodes) {
            return subcode.isPresent() && subcodes.contains(subcode.getAsLong());
        }

        static Optional<GraphError> read(Json body) {
            try {
                return body.optionalObject("error").map(error -> new GraphError(
                        Long.parseLong(FacebookJson.word(error, "code")),
                        error.has("error_subcode")
                                ? OptionalLong.of(Long.parseLong(FacebookJson.word(error, "error_subcode")))
                                : OptionalLong.empty(),
                        error.has("is_transient") && error.yes("is_transient")));
            } catch (JsonException | NumberFormatException other) {
                return Optional.empty();
            }
        }
    }

    @Override
    public Optional<Failure> of(HttpRefusal refusal) {
        Duration wait = FacebookUsage.read(refusal.header(), page).regain().orElse(UNTOLD);
        return refusal.body().flatMap(GraphError::read)
                .map(error -> failure(error, refusal.method().equals("GET"), wait, harmless(refusal.reason())));
    }

    /** What an error means that came with a status of success. */
    Failure within(Json body, boolean read) {
        String what = "Facebook said yes and no at once: status 200, with an error in it";
        return GraphError.read(body).map(error -> failure(error, read, UNTOLD, what))
                .orElseGet(() -> read ? new Failure.Unreachable(what) : new Failure.Uncertain(what));
    }

    /** Whether an object is not there, or never was, or is not for us to see: Facebook does not say which. */
    static boolean isGone(HttpRefusal refusal) {
        return refusal.body().flatMap(GraphError::read)
                .filter(error -> error.code == NO_SUCH_OBJECT && error.subcode.equals(OptionalLong.of(GONE)))
                .isPresent();
    }

    private Failure failure(GraphError error, boolean read, Duration wait, String said) {
        long code = error.code;
        String reason = said + " (Facebook's code " + code + ")";
        Instant now = clock.instant();
        if (THROTTLED.contains(code) || (code >= USE_CASES && code <= LAST_USE_CASE)) {
            return new Failure.Throttled(now.plus(wait), reason);
        }
        if (error.isOneOf(NOT_NOW)) {
            return new Failure.Rejected(reason);
        }
        if (UNAUTHORIZED.contains(code) || (code >= PERMISSIONS && code <= LAST_PERMISSION)) {
            return new Failure.Unauthorized(reason);
        }
        if (code == DUPLICATE) {
            return new Failure.Duplicate(reason);
        }
        if (PASSING.contains(code) || code == OF_MESSENGER || error.passing || error.isOneOf(PASSING_OF_UPLOADS)) {
            return read ? new Failure.Unreachable(reason) : new Failure.Uncertain(reason);
        }
        return new Failure.Rejected(reason);
    }

    static String harmless(String reason) {
        return reason.replaceAll(TOKENS, "***");
    }
}
