package org.dialoguehub.toolkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.toolkit.HookSignature.Verdict;
import org.junit.jupiter.api.Test;

class HookSignatureTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Secret KEY = new Secret("hunter2");
    private static final byte[] BODY = "{\"entry\":[1]}".getBytes(UTF_8);

    private static final HookSignature META = HookSignature.hex("X-Hub-Signature-256").prefixed("sha256=");
    private static final HookSignature X = HookSignature.base64("x-twitter-webhooks-signature").prefixed("sha256=");
    private static final HookSignature LINKEDIN = HookSignature.hex("X-LI-Signature").after("hmacsha256=");
    private static final HookSignature SLACK = HookSignature.hex("X-Slack-Signature").prefixed("v0=").after("v0:")
            .dated("X-Slack-Request-Timestamp", Duration.ofMinutes(5));

    /** Made by: printf '%s' '{"entry":[1]}' | openssl dgst -sha256 -hmac hunter2 (and with the salts before it). */
    @Test
    void takesWhatOpensslHasSigned() {
        assertThat(judged(META, "sha256=96edf0e620c93733210a376d7e1209ee8e6294ee6e35b365a4dd6545548b72c9", BODY)).isEqualTo(Verdict.GOOD);
        assertThat(judged(X, "sha256=lu3w5iDJNzMhCjdtfhIJ7o5ilO5uNbNlpN1lRVSLcsk=", BODY)).isEqualTo(Verdict.GOOD);
        assertThat(judged(LINKEDIN, "ecdcb1355d4831b6ef04d0ef436f6fba8c7d8bab22b07f9cb05233bb35627dcb", BODY)).isEqualTo(Verdict.GOOD);
    }

    /** The example of Slack's page "Verifying requests from Slack". */
    @Test
    void takesTheExampleOfSlack() {
        var key = new Secret("8f742231b10e8888abcd99yyyzzz85a5");
        byte[] body = ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
                + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c").getBytes(UTF_8);
        var request = new HookRequest("POST", Map.of(), Map.of(
                "X-Slack-Request-Timestamp", "1531420618",
                "X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"), body);
        Instant signed = Instant.ofEpochSecond(1531420618);

        assertThat(SLACK.judge(request, key, signed)).isEqualTo(Verdict.GOOD);
        assertThat(SLACK.judge(request, key, signed.plusSeconds(300))).isEqualTo(Verdict.GOOD);
        assertThat(SLACK.judge(request, key, signed.plusSeconds(301))).isEqualTo(Verdict.STALE);
        assertThat(SLACK.judge(request, key, signed.minusSeconds(301))).isEqualTo(Verdict.STALE);
    }

    @Test
    void refusesEveryOtherSignature() {
        for (HookSignature scheme : new HookSignature[]{META, X, LINKEDIN}) {
            String good = scheme.sign(KEY, BODY);
            assertThat(judged(scheme, good, BODY)).isEqualTo(Verdict.GOOD);

            for (String wrong : new String[]{"", "sha256=", good + "00", good.substring(2), good.substring(0, good.length() - 2),
                    scheme.sign(new Secret("hunter3"), BODY), scheme.sign(KEY, new byte[0]), "sha1=" + good, "v\u00e4rde"}) {
                assertThat(judged(scheme, wrong, BODY)).as(wrong).isEqualTo(Verdict.FORGED);
            }
            byte[] changed = BODY.clone();
            changed[0]++;
            assertThat(judged(scheme, good, changed)).isEqualTo(Verdict.FORGED);
            assertThat(scheme.judge(new HookRequest("POST", Map.of(), Map.of(), BODY), KEY, NOW)).isEqualTo(Verdict.FORGED);
        }
    }

    @Test
    void refusesATimeThatIsNoneOrWasNotSigned() {
        for (String stamp : new String[]{"", "soon", "-1", "1531420618"}) {
            var request = new HookRequest("POST", Map.of(),
                    Map.of("X-Slack-Request-Timestamp", stamp, "X-Slack-Signature", META.sign(KEY, BODY).replace("sha256=", "v0=")), BODY);

            assertThat(SLACK.judge(request, KEY, NOW)).isEqualTo(Verdict.FORGED);
        }
    }

    @Test
    void answersChallenges() {
        assertThat(X.answer(KEY, "challenge")).isEqualTo("sha256=aB6GLP/JkIJ1EggvCUtbYkkG/m8IWdS9BJ8o/PLogRg=");
        assertThat(LINKEDIN.answer(KEY, "challenge")).isEqualTo("681e862cffc990827512082f094b5b624906fe6f0859d4bd049f28fcf2e88118");
    }

    @Test
    void tellsWhatIsRecent() {
        assertThat(HookSignature.isRecent(NOW.minusSeconds(60), Duration.ofMinutes(1), NOW)).isTrue();
        assertThat(HookSignature.isRecent(NOW.minusSeconds(61), Duration.ofMinutes(1), NOW)).isFalse();
        assertThat(HookSignature.isRecent(NOW.plusSeconds(61), Duration.ofMinutes(1), NOW)).isFalse();
    }

    private static Verdict judged(HookSignature scheme, String signature, byte[] body) {
        return scheme.judge(new HookRequest("POST", Map.of(), Map.of(scheme.header().toUpperCase(Locale.ROOT), signature), body), KEY,
                NOW);
    }
}
