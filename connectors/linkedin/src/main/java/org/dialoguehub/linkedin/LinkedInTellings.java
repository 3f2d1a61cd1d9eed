package org.dialoguehub.linkedin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.toolkit.HookSignature;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/**
 * Hears what LinkedIn tells by webhook. It only rings: a notification does not tell which comment is answered, and reading finds it under its id.
 *
 * @param secret of the app
 * @see <a href="https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation">Webhook validation</a>
 */
record LinkedInTellings(Secret secret) {
    private static final HookSignature SIGNATURE = HookSignature.hex("X-LI-Signature").after("hmacsha256=");
    private static final String TYPE = "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS";
    private static final int MOST_OF_A_CHALLENGE = 200;
    private static final int WRONG = 400;
    private static final int FORGED = 401;

    /** LinkedIn tells for eight hours what was not taken; a signature that is older was kept by somebody. It bears no time itself. */
    private static final Duration TOLD_FOR = Duration.ofHours(9);

    HookAnswer hear(HookRequest request, Instant now) {
        if (request.method().equals("GET")) {
            return challenged(request.query("challengeCode").orElse(""));
        }
        if (SIGNATURE.judge(request, secret, now) != HookSignature.Verdict.GOOD) {
            return HookAnswer.refused(FORGED);
        }
        HookAnswer thanks = HookAnswer.heard(List.of());
        return isNews(request.body(), now) ? thanks.ringing() : thanks;
    }

    private HookAnswer challenged(String code) {
        if (code.isEmpty() || code.length() > MOST_OF_A_CHALLENGE) {
            return HookAnswer.refused(WRONG);
        }
        Json answer = Json.object().with("challengeCode", code).with("challengeResponse", SIGNATURE.answer(secret, code));
        return HookAnswer.said("application/json", answer.written());
    }

    private static boolean isNews(byte[] body, Instant now) {
        try {
            Json told = Json.read(body);
            return told.text("type").equals(TYPE) && told.list("notifications").stream()
                    .anyMatch(each -> at(each).map(at -> HookSignature.isRecent(at, TOLD_FOR, now)).orElse(true));
        } catch (JsonException odd) {
            return true; // signed, and of a form that we do not know: reading will tell
        }
    }

    private static Optional<Instant> at(Json notification) {
        try {
            return Optional.of(LinkedInJson.time(notification, "lastModifiedAt"));
        } catch (JsonException odd) {
            return Optional.empty();
        }
    }
}
