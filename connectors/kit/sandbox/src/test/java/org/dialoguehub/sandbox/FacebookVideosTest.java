package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Uploads of videos, by hand, after Meta's pages. */
@Timeout(60)
class FacebookVideosTest {
    private static final String VIDEOS = "/v26.0/" + FacebookSimulation.PAGE + "/videos";
    private static final String FILM = "1234ftypisom" + "x".repeat(2_000);

    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final HttpClient client = HttpClient.newHttpClient();
    private final FacebookSimulation facebook = FacebookSimulation.start(clock);

    @AfterEach
    void close() {
        client.close();
        facebook.close();
    }

    @Test
    void showsAVideoOnceItIsWorkedOnAndPublished() throws Exception {
        JsonNode begun = form(VIDEOS, "upload_phase=start&file_size=" + FILM.length());
        String video = "/v26.0/" + begun.path("video_id").asText();
        assertThat(begun.path("start_offset").asText()).isEqualTo("0");
        assertThat(begun.path("end_offset").asText()).isEqualTo(Integer.toString(FILM.length()));
        JsonNode sent = piece(begun, 0, FILM);
        assertThat(sent.path("start_offset").asText()).isEqualTo(sent.path("end_offset").asText());

        form(VIDEOS, "upload_phase=finish&published=false&description=Gate&upload_session_id=" + begun.path("upload_session_id").asText());
        assertThat(status(video)).isEqualTo("processing");
        assertThat(form(video, "published=true").at("/error/code").asInt()).isEqualTo(100);
        clock.advance(FacebookVideos.WORK);
        assertThat(status(video)).isEqualTo("ready");
        assertThat(facebook.network().posts().all()).isEmpty();

        assertThat(form(video, "published=true").path("success").asBoolean()).isTrue();
        assertThat(form(video, "published=true").path("success").asBoolean()).isTrue();
        assertThat(facebook.network().posts().withText("Gate")).hasSize(1);
        assertThat(get(video + "?fields=published,post_id").path("post_id").asText()).matches("[0-9]+");
    }

    @Test
    void saysWhichPieceItWantsInstead() throws Exception {
        JsonNode begun = form(VIDEOS, "upload_phase=start&file_size=" + FILM.length());

        JsonNode wrong = piece(begun, 7, FILM);
        JsonNode brief = piece(begun, 0, FILM.substring(1));

        assertThat(wrong.at("/error/error_subcode").asInt()).isEqualTo(1363037);
        assertThat(wrong.at("/error/error_data/start_offset").asText()).isEqualTo("0");
        assertThat(brief.at("/error/error_subcode").asInt()).isEqualTo(1363033);
        assertThat(form(VIDEOS, "upload_phase=finish&upload_session_id=" + begun.path("upload_session_id").asText())
                .at("/error/error_subcode").asInt()).as("there is nothing yet").isEqualTo(1363037);
    }

    @Test
    void refusesWhatIsTooSmallTooLargeOrUnknown() throws Exception {
        assertThat(form(VIDEOS, "upload_phase=start&file_size=1023").at("/error/error_subcode").asInt()).isEqualTo(1363022);
        assertThat(form(VIDEOS, "upload_phase=start&file_size=10737418241").at("/error/error_subcode").asInt()).isEqualTo(1363023);
        assertThat(form(VIDEOS, "upload_phase=finish&upload_session_id=other").at("/error/code").asInt()).isEqualTo(100);
        assertThat(form(VIDEOS, "upload_phase=pause").at("/error/code").asInt()).isEqualTo(100);
    }

    private String status(String video) throws Exception {
        return get(video + "?fields=status").at("/status/video_status").asText();
    }

    private JsonNode piece(JsonNode begun, int start, String content) throws Exception {
        var body = new StringBuilder();
        for (String field : new String[]{"upload_phase:transfer", "start_offset:" + start,
                "upload_session_id:" + begun.path("upload_session_id").asText()}) {
            body.append("--xyz\r\nContent-Disposition: form-data; name=\"").append(field.replace(":", "\"\r\n\r\n")).append("\r\n");
        }
        body.append("--xyz\r\nContent-Disposition: form-data; name=\"video_file_chunk\"; filename=\"gate.mp4\"\r\n\r\n").append(content)
                .append("\r\n--xyz--\r\n");
        return send(request(VIDEOS).header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(BodyPublishers.ofString(body.toString(), ISO_8859_1)));
    }

    private JsonNode form(String path, String form) throws Exception {
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)));
    }

    private JsonNode get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(facebook.network().uri() + path)).header("Authorization",
                "Bearer " + facebook.pageToken());
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        return new ObjectMapper().readTree(client.send(request.build(), BodyHandlers.ofString()).body());
    }
}
