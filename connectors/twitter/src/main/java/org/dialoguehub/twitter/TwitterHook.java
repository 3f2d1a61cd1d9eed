package org.dialoguehub.twitter;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.toolkit.HookSignature;
import org.dialoguehub.toolkit.HookSignature.Verdict;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;
import org.dialoguehub.twitter.TwitterJson.Includes;

/**
 * Hears the X Activity API by webhook: answers the challenge (CRC) by which X sees every hour that the address is ours, and takes what is signed with the
 * consumer secret. A post has the same key as by polling, so that it does not matter which of them tells it first.
 *
 * @param secret without one nothing is heard
 */
record TwitterHook(Optional<Secret> secret, TwitterEvents events, InstantSource clock) {
    static final HookSignature SIGNATURE = HookSignature.base64("x-twitter-webhooks-signature").prefixed("sha256=");

    HookAnswer hear(HookRequest request, Blobs blobs) throws ConnectorException {
        if (secret.isEmpty()) {
            return HookAnswer.refused(403);
        }
        if (request.method().equals("GET")) {
            return request.query("crc_token")
                    .map(token -> HookAnswer.said("application/json",
                            Json.object().with("response_token", SIGNATURE.answer(secret.get(), token)).written()))
                    .orElseGet(() -> HookAnswer.refused(400));
        }
        if (SIGNATURE.judge(request, secret.get(), clock.instant()) != Verdict.GOOD) {
            return HookAnswer.refused(403);
        }
        String body = new String(request.body(), StandardCharsets.UTF_8);
        try {
            return HookAnswer.heard(told(Json.read(body).object("data"), blobs));
        } catch (JsonException | IllegalArgumentException odd) {
            return HookAnswer.heard(List.of(events.unreadable(body, blobs)));
        }
    }

    private List<Event> told(Json data, Blobs blobs) throws ConnectorException {
        return switch (data.text("event_type")) {
            case "post.create", "post.mention.create", "post.reply.create", "post.quote.create" ->
                events.of(data.object("payload"), Includes.read(data), blobs);
            case "post.delete" -> List.of(events.deleted(data.object("payload")));
            default -> List.of(); // follows, likes, mutes and what else a subscription may bring: nothing that is said
        };
    }
}
