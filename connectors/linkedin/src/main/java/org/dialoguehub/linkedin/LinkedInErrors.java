package org.dialoguehub.linkedin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.HttpRefusal;
import org.dialoguehub.toolkit.JsonException;

/**
 * What LinkedIn means by its refusals, where HTTP leaves that open.
 *
 * @see <a href="https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling">Error handling</a>
 */
record LinkedInErrors(InstantSource clock) implements Http.Meaning {
    private static final Duration SHORT_TERM = Duration.ofMinutes(1);

    @Override
    public Optional<Failure> of(HttpRefusal refusal) {
        return Optional.ofNullable(switch (refusal.status()) {
            case 400, 409, 422 -> isDuplicate(refusal) ? new Failure.Duplicate(refusal.reason()) : null;
            case 426 -> new Failure.Rejected(refusal.reason() + "; name a later month as 'version' of the channel");
            case 429 -> refusal.header().apply("Retry-After").isPresent() ? null : new Failure.Throttled(until(refusal), refusal.reason());
            default -> null;
        });
    }

    /** Daily quotas begin anew at midnight UTC, and no header says so; comments have a limit by the minute besides. */
    private Instant until(HttpRefusal refusal) {
        Instant now = clock.instant();
        return text(refusal, "message").contains("creation rate limit") ? now.plus(SHORT_TERM) : LinkedInQuota.midnight(now);
    }

    private static boolean isDuplicate(HttpRefusal refusal) {
        return text(refusal, "code").equals("duplicate_post") || text(refusal, "message").contains("duplicate of urn:li:")
                || text(refusal, "message").contains("duplicate post");
    }

    private static String text(HttpRefusal refusal, String name) {
        try {
            return refusal.body().flatMap(body -> body.optionalText(name)).orElse("").toLowerCase(Locale.ROOT);
        } catch (JsonException other) {
            return "";
        }
    }
}
