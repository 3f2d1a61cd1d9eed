package org.dialoguehub.toolkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.settings.Secret;

/**
 * How a network signs what it tells a {@link org.dialoguehub.connector.Hook}: with HMAC-SHA256 (RFC 2104) under a secret that both know.
 *
 * <pre>{@code
 * HookSignature.hex("X-Hub-Signature-256").prefixed("sha256=")              // Meta
 * HookSignature.base64("x-twitter-webhooks-signature").prefixed("sha256=")  // X
 * HookSignature.hex("X-LI-Signature").after("hmacsha256=")                  // LinkedIn
 * HookSignature.hex("X-Slack-Signature").prefixed("v0=").after("v0:").dated("X-Slack-Request-Timestamp", Duration.ofMinutes(5))
 * }</pre>
 *
 * @param header in which the signature comes
 * @param base64 whether it is written in base 64, or else in hexadecimal digits of either case
 * @param prefix what stands before it in the header, and before the answer to a challenge
 * @param salt what is signed before the body
 * @param dated how the time of signing is signed too, against those who send an old request again
 */
public record HookSignature(String header, boolean base64, String prefix, String salt, Optional<Dated> dated) {

    /**
     * The time of signing, in seconds since 1970, signed after the salt and before a colon and the body.
     *
     * @param header in which it comes
     * @param window how far it may be from the present
     */
    public record Dated(String header, Duration window) {}

    /** What is to be thought of a request. */
    public enum Verdict {
        GOOD,
        /** There is no signature, or not that of the network. */
        FORGED,
        /** The signature is good, but too old, or from the future. */
        STALE
    }

    public static HookSignature hex(String header) {
        return new HookSignature(header, false, "", "", Optional.empty());
    }

    public static HookSignature base64(String header) {
        return new HookSignature(header, true, "", "", Optional.empty());
    }

    public HookSignature prefixed(String value) {
        return new HookSignature(header, base64, value, salt, dated);
    }

    public HookSignature after(String value) {
        return new HookSignature(header, base64, prefix, value, dated);
    }

    public HookSignature dated(String by, Duration window) {
        return new HookSignature(header, base64, prefix, salt, Optional.of(new Dated(by, window)));
    }

    /** Judges a request by its raw body; takes the same time for every wrong signature. */
    public Verdict judge(HookRequest request, Secret key, Instant now) {
        String stamp = dated.flatMap(it -> request.header(it.header())).orElse("");
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(bytes(dated.isPresent() ? salt + stamp + ":" : salt));
        signed.writeBytes(request.body());
        boolean same = request.header(header)
                .filter(told -> told.startsWith(prefix))
                .flatMap(told -> decoded(told.substring(prefix.length())))
                .map(told -> MessageDigest.isEqual(told, hmac(key, signed.toByteArray())))
                .orElse(false);
        if (!same) {
            return Verdict.FORGED;
        }
        return dated.map(it -> isRecent(stamp, it.window(), now)).orElse(true) ? Verdict.GOOD : Verdict.STALE;
    }

    /** The answer to a challenge by which a network sees that we know the secret: prefix and HMAC of the challenge alone. */
    public String answer(Secret key, String challenge) {
        return prefix + encoded(hmac(key, bytes(challenge)));
    }

    /** The value of the header for a body, as the network signs it; for tests and for those who send. */
    public String sign(Secret key, byte[] body) {
        if (dated.isPresent()) {
            throw new IllegalStateException("What is dated is signed with its time");
        }
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(bytes(salt));
        signed.writeBytes(body);
        return prefix + encoded(hmac(key, signed.toByteArray()));
    }

    /**
     * Whether what a request says of its time is near the present, for networks that have the time in the signed body.
     *
     * @param window how far it may be, in either direction
     */
    public static boolean isRecent(Instant told, Duration window, Instant now) {
        return Duration.between(told, now).abs().compareTo(window) <= 0;
    }

    private static boolean isRecent(String seconds, Duration window, Instant now) {
        return seconds.matches("[0-9]{1,11}") && isRecent(Instant.ofEpochSecond(Long.parseLong(seconds)), window, now);
    }

    private Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(base64 ? Base64.getDecoder().decode(text) : HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private String encoded(byte[] bytes) {
        return base64 ? Base64.getEncoder().encodeToString(bytes) : HexFormat.of().formatHex(bytes);
    }

    static byte[] hmac(Secret key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(key.reveal()), "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException | IllegalArgumentException impossible) {
            throw new IllegalStateException("HMAC-SHA256 needs a key that is not empty", impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
