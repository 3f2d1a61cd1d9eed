package org.dialoguehub.facebook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/**
 * What Facebook tells by webhook: see <a href="https://developers.facebook.com/docs/graph-api/webhooks/getting-started">Webhooks</a>. Of an app with
 * several Pages all are told of at one address; what is not of ours is thanked for and dropped.
 */
record FacebookTellings(String page, Secret appSecret, Optional<Secret> verifyToken, Reader reader) {
    static final HookSignature SIGNATURE = HookSignature.hex("X-Hub-Signature-256").prefixed("sha256=");

    /** Facebook tries for 36 hours; what is older was told by somebody who kept it. */
    private static final Duration WINDOW = Duration.ofDays(2);

    private static final int FORBIDDEN = 403;

    HookAnswer hear(HookRequest request, Blobs blobs, Instant now) throws ConnectorException {
        if (request.method().equals("GET")) {
            return shaken(request);
        }
        if (SIGNATURE.judge(request, appSecret, now) != Verdict.GOOD) {
            return HookAnswer.refused(FORBIDDEN);
        }
        try {
            return told(Json.read(request.body()), blobs, now);
        } catch (JsonException odd) {
            return HookAnswer.heard(List.of()).ringing(); // whatever it was, reading will show it
        }
    }

    /** The handshake when the address is registered. */
    private HookAnswer shaken(HookRequest request) {
        String challenge = request.query("hub.challenge").orElse("");
        boolean ours = verifyToken.isPresent()
                && MessageDigest.isEqual(bytes(verifyToken.get().reveal()), bytes(request.query("hub.verify_token").orElse("")))
                && request.query("hub.mode").equals(Optional.of("subscribe"));
        return ours && challenge.matches("[A-Za-z0-9._-]{1,200}")
                ? HookAnswer.said("text/plain", challenge)
                : HookAnswer.refused(FORBIDDEN);
    }

    /** Reads what is told of the Page. */
    @FunctionalInterface
    interface Reader {
        /**
         * Reads one entry.
         *
         * @param at when it was told, by Facebook's clock
         */
        Heard read(Json entry, Instant at, Blobs blobs) throws ConnectorException;
    }

    /**
     * What was told.
     *
     * @param rings whether there may be more to read
     */
    record Heard(List<Event> events, boolean rings) {
        Heard {
            events = List.copyOf(events);
        }
    }

    private HookAnswer told(Json body, Blobs blobs, Instant now) throws ConnectorException {
        List<Event> heard = new ArrayList<>();
        boolean stale = false;
        boolean rings = false;
        for (Json entry : body.list("entry")) {
            Instant at = FacebookJson.told(entry, "time");
            if (!HookSignature.isRecent(at, WINDOW, now)) {
                stale = true;
            } else if (FacebookJson.optionalWord(entry, "id").equals(Optional.of(page))) {
                Heard one = reader.read(entry, at, blobs);
                heard.addAll(one.events());
                rings |= one.rings();
            }
        }
        if (stale && heard.isEmpty() && !rings) {
            return HookAnswer.refused(FORBIDDEN);
        }
        return rings ? HookAnswer.heard(heard).ringing() : HookAnswer.heard(heard);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
