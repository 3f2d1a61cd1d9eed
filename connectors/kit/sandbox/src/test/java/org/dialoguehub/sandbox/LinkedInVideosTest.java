package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Uploads of videos, by hand, after LinkedIn's page on the Videos API. */
@Timeout(60)
class LinkedInVideosTest {
    private static final String FILM = "1234ftypisom" + "x".repeat(LinkedInVideos.PART);

    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final HttpClient client = HttpClient.newHttpClient();
    private final LinkedInSimulation linkedIn = LinkedInSimulation.start(clock);
    private final String token = linkedIn.network().tokens().issue("anna");

    @AfterEach
    void close() {
        client.close();
        linkedIn.close();
    }

    @Test
    void showsAVideoOnceItIsAvailable() throws Exception {
        JsonNode begun = begin(FILM.length());
        String video = begun.path("video").asText();
        assertThat(begun.path("uploadInstructions")).hasSize(2);
        List<String> tags = parts(begun);

        assertThat(end(video, tags).statusCode()).isEqualTo(200);
        assertThat(status(video)).isEqualTo("PROCESSING");
        assertThat(publish(video).statusCode()).as("not yet").isEqualTo(422);
        clock.advance(LinkedInVideos.WORK);
        assertThat(status(video)).isEqualTo("AVAILABLE");
        assertThat(publish(video).statusCode()).isEqualTo(201);
    }

    @Test
    void wantsAllPartsWholeAndInTheirOrder() throws Exception {
        JsonNode begun = begin(FILM.length());
        String video = begun.path("video").asText();
        String first = begun.path("uploadInstructions").get(0).path("uploadUrl").asText();

        assertThat(put(first, "too short").statusCode()).isEqualTo(400);
        assertThat(put(first.replace("ut=", "no="), FILM).statusCode()).isEqualTo(403);
        assertThat(end(video, List.of("guessed")).statusCode()).isEqualTo(422);
        assertThat(status(video)).isEqualTo("WAITING_UPLOAD");
        List<String> tags = parts(begun);
        assertThat(end(video, tags.reversed()).statusCode()).isEqualTo(422);
        assertThat(end(video, tags).statusCode()).isEqualTo(200);
        assertThat(end(video, tags).statusCode()).as("it has ended").isEqualTo(422);
    }

    @Test
    void refusesWhatIsTooSmallOrSomebodyElses() throws Exception {
        assertThat(ask("/rest/videos?action=initializeUpload", initialize("urn:li:organization:2414183", 76_799)).statusCode())
                .isEqualTo(422);
        assertThat(ask("/rest/videos?action=initializeUpload", initialize("urn:li:person:ben", 80_000)).statusCode()).isEqualTo(403);
    }

    private JsonNode begin(int size) throws Exception {
        return new ObjectMapper().readTree(
                ask("/rest/videos?action=initializeUpload", initialize("urn:li:organization:2414183", size)).body()).path("value");
    }

    private static String initialize(String owner, int size) {
        return "{\"initializeUploadRequest\":{\"owner\":\"" + owner + "\",\"fileSizeBytes\":" + size
                + ",\"uploadCaptions\":false,\"uploadThumbnail\":false}}";
    }

    private List<String> parts(JsonNode begun) throws Exception {
        List<String> tags = new ArrayList<>();
        for (JsonNode part : begun.path("uploadInstructions")) {
            String bytes = FILM.substring(part.path("firstByte").asInt(), part.path("lastByte").asInt() + 1);
            tags.add(put(part.path("uploadUrl").asText(), bytes).headers().firstValue("ETag").orElseThrow());
        }
        return tags;
    }

    private HttpResponse<String> end(String video, List<String> tags) throws Exception {
        return ask("/rest/videos?action=finalizeUpload", "{\"finalizeUploadRequest\":{\"video\":\"" + video
                + "\",\"uploadToken\":\"\",\"uploadedPartIds\":[\"" + String.join("\",\"", tags) + "\"]}}");
    }

    private HttpResponse<String> publish(String video) throws Exception {
        return ask("/rest/posts", "{\"author\":\"urn:li:organization:2414183\",\"commentary\":\"The gate opens\",\"visibility\":\"PUBLIC\","
                + "\"distribution\":{\"feedDistribution\":\"MAIN_FEED\"},\"lifecycleState\":\"PUBLISHED\",\"content\":{\"media\":{\"id\":\""
                + video + "\",\"title\":\"Gate\"}}}");
    }

    private String status(String video) throws Exception {
        HttpRequest request = request(linkedIn.network().uri() + "/rest/videos/" + video.replace(":", "%3A")).GET().build();
        return new ObjectMapper().readTree(client.send(request, BodyHandlers.ofString()).body()).path("status").asText();
    }

    private HttpResponse<String> ask(String path, String json) throws Exception {
        return client.send(request(linkedIn.network().uri() + path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token)
                .header("LinkedIn-Version", "202609").header("X-Restli-Protocol-Version", "2.0.0");
    }

    private HttpResponse<String> put(String address, String bytes) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofString(bytes, ISO_8859_1)).build(), BodyHandlers.ofString());
    }
}
