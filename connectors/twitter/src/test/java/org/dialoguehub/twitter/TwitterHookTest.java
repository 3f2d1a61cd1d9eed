package org.dialoguehub.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.sandbox.XWebhooks;
import org.dialoguehub.toolkit.Json;
import org.junit.jupiter.api.Test;

class TwitterHookTest {
    @Test
    void answersTheChallengeAsXWantsIt() throws ConnectorException {
        try (var club = Club.open()) {
            HookAnswer answer =
                    club.session().hear(new HookRequest("GET", Map.of("crc_token", "abc"), Map.of(), new byte[0]), club.host().blobs());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(Json.read(answer.body()).text("response_token")).isEqualTo(club.x().telling("abc").signature());
            assertThat(club.session().hear(new HookRequest("GET", Map.of(), Map.of(), new byte[0]), club.host().blobs()).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void hearsAnAnswerToOurPostAndItsWithdrawal() throws ConnectorException {
        try (var club = Club.open()) {
            String root = club.publish(club.note("Pool opens at 8")).id().value();
            String reply = club.x().reply("ben", root, "On Sundays too?").id();

            assertThat(Club.texts(hear(club, club.x().telling("post.reply.create", "swimclub", reply)).events()))
                    .containsExactly("On Sundays too?");
            assertThat(Club.texts(hear(club, club.x().telling("post.delete", "swimclub", root)).events()))
                    .containsExactly("deleted " + root);
        }
    }

    @Test
    void hearsNothingInKindsThatSayNothing() throws ConnectorException {
        try (var club = Club.open()) {
            HookAnswer like =
                    hear(club, club.x().telling("{\"data\": {\"event_type\": \"like.create\", \"payload\": {\"id\": \"8771\"}}}"));

            assertThat(like.status()).isEqualTo(200);
            assertThat(like.events()).isEmpty();
        }
    }

    @Test
    void keepsWhatIsSignedAndCannotBeRead() throws ConnectorException {
        try (var club = Club.open()) {
            for (String odd : new String[]{"no JSON", "{\"data\": 5}", "{\"data\": {\"event_type\": \"post.create\", \"payload\": {}}}"}) {
                assertThat(hear(club, club.x().telling(odd)).events()).singleElement()
                        .satisfies(event -> assertThat(event.raw()).as(odd).isPresent());
            }
        }
    }

    @Test
    void hearsNobodyWithoutTheSecret() throws ConnectorException {
        try (var club = Club.open()) {
            XWebhooks.Told told = club.x().telling("{}");
            var wrong = new HookRequest("POST", Map.of(), Map.of(XWebhooks.SIGNATURE, "sha256=AAAA"),
                    told.body().getBytes(StandardCharsets.UTF_8));

            assertThat(club.session().hear(wrong, club.host().blobs()).status()).isEqualTo(403);
        }
    }

    private static HookAnswer hear(Club club, XWebhooks.Told told) throws ConnectorException {
        var request = new HookRequest("POST", Map.of(), Map.of(XWebhooks.SIGNATURE, told.signature()),
                told.body().getBytes(StandardCharsets.UTF_8));
        return club.session().hear(request, club.host().blobs());
    }
}
