package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plain HTTP script after LinkedIn's pages, without any code of ours: sign in, post with an image, hear and answer comments, react, take back. */
class LinkedInSimulationTest {
    private static final String ORGANIZATION = "urn:li:organization:2414183";
    private static final String BACK = "http://127.0.0.1:4711/signed-in";
    private static final String DISTRIBUTION =
            "\"visibility\":\"PUBLIC\",\"distribution\":{\"feedDistribution\":\"MAIN_FEED\",\"targetEntities\":[],"
                    + "\"thirdPartyDistributionChannels\":[]},\"lifecycleState\":\"PUBLISHED\",\"isReshareDisabledByAuthor\":false";

    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2026-11-22T22:00:00Z"));
    private final LinkedInSimulation linkedIn = LinkedInSimulation.start(clock, LinkedInSimulation.Options.standard().inDevelopment());
    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";

    @AfterEach
    void close() {
        client.close();
        linkedIn.close();
    }

    @Test
    void goesThroughTheWholeDialogue() throws IOException, InterruptedException {
        token = signIn();

        String image = uploaded();
        var created = send("POST", "/rest/posts", """
                {"author":"%s","commentary":"Pool \\\\(outdoors\\\\) opens {hashtag|#|Today}",%s,
                 "content":{"media":{"id":"%s","altText":"The pool"}}}""".formatted(ORGANIZATION, DISTRIBUTION, image));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).isEmpty();
        String post = created.headers().firstValue("x-restli-id").orElseThrow();
        assertThat(linkedIn.network().posts().withText("Pool (outdoors) opens #Today")).hasSize(1);
        assertThat(linkedIn.alternatives(post)).containsExactly("The pool");

        String comment = linkedIn.comment("ben", post, "At 8?").id();
        JsonNode told = json(send("GET", "/rest/organizationalEntityNotifications?q=criteria&actions=List(COMMENT,SHARE_MENTION)"
                + "&organizationalEntity=" + encoded(ORGANIZATION) + "&timeRange=(start:1795384800000,end:1795384801000)", ""));
        assertThat(told.at("/elements/0/decoratedGeneratedActivity/comment/text").asText()).isEqualTo("At 8?");
        assertThat(told.at("/elements/0/generatedActivity").asText()).startsWith("urn:li:comment:(activity:");

        JsonNode read = json(send("GET", "/rest/socialActions/" + encoded(post) + "/comments", "")).at("/elements/0");
        assertThat(read.at("/commentUrn").asText()).isEqualTo(comment);
        var answered = send("POST", "/rest/socialActions/" + encoded(comment) + "/comments", """
                {"actor":"%s","object":"%s","parentComment":"%s","message":{"text":"At 8 (sharp)"}}"""
                .formatted(ORGANIZATION, read.at("/object").asText(), comment));
        assertThat(answered.statusCode()).isEqualTo(201);
        assertThat(json(answered).at("/parentComment").asText()).isEqualTo(comment);
        assertThat(json(send("GET", "/rest/socialActions/" + encoded(comment) + "/comments", "")).at("/elements")).hasSize(1);

        assertThat(
                send("POST", "/rest/reactions?actor=" + encoded(ORGANIZATION), "{\"root\":\"" + comment + "\",\"reactionType\":\"PRAISE\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(
                json(send("GET", "/rest/reactions/(entity:" + encoded(comment) + ")?q=entity", "")).at("/elements/0/reactionType").asText())
                .isEqualTo("PRAISE");
        assertThat(send("DELETE", "/rest/reactions/(actor:" + encoded(ORGANIZATION) + ",entity:" + encoded(comment) + ")", "").statusCode())
                .isEqualTo(204);

        assertThat(send("PARTIAL_UPDATE", "/rest/posts/" + encoded(post), "{\"patch\":{\"$set\":{\"commentary\":\"Pool is closed\"}}}")
                .statusCode()).isEqualTo(204);
        assertThat(json(send("GET", "/rest/posts?q=author&author=" + encoded(ORGANIZATION) + "&sortBy=CREATED", ""))
                .at("/elements/0/commentary").asText()).isEqualTo("Pool is closed");
        assertThat(send("DELETE", "/rest/posts/" + encoded(post), "").statusCode()).isEqualTo(204);
        assertThat(send("DELETE", "/rest/posts/" + encoded(post), "").statusCode()).as("idempotent").isEqualTo(204);
    }

    @ParameterizedTest @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "Pool (outdoors); Pool ", "a_b; a", "to @[Ben](urn:li:person:b1) and @x; to Ben and ", "#go {hashtag|\\\\#|far}!; #go #far!",
            "one \\\\(two\\\\); one (two)"})
    void endsATextAtTheFirstReservedCharacterThatIsNotEscaped(String commentary, String seen) throws IOException, InterruptedException {
        token = linkedIn.network().tokens().issue("anna");

        assertThat(post(commentary).statusCode()).isEqualTo(201);

        assertThat(linkedIn.network().posts().all().getFirst().text().strip()).isEqualTo(seen.strip());
    }

    @Test
    void refusesAsLinkedInDoes() throws IOException, InterruptedException {
        token = linkedIn.network().tokens().issue("anna");
        assertThat(post("Pool opens at 8").statusCode()).isEqualTo(201);
        assertThat(code(post("Pool opens at 8"))).isEqualTo("422 DUPLICATE_POST");
        assertThat(post("x".repeat(3_001)).statusCode()).isEqualTo(422);
        assertThat(code(send("POST", "/rest/posts", "{\"author\":\"" + ORGANIZATION + "\",\"text\":\"Pool\"}")))
                .isEqualTo("403 ACCESS_DENIED");
        assertThat(code(send("GET", "/rest/posts?q=author&author=" + encoded("urn:li:person:anna"), ""))).isEqualTo("403 ACCESS_DENIED");
        assertThat(send("GET", "/rest/posts/urn:li:share:7400000000001000003", "").statusCode()).as("not encoded").isEqualTo(400);
        assertThat(code(exchange("GET", "/rest/posts", "", Map.of("LinkedIn-Version", "202502", "X-Restli-Protocol-Version", "2.0.0"))))
                .isEqualTo("426 NONEXISTENT_VERSION");
        assertThat(code(exchange("GET", "/rest/posts", "", Map.of("X-Restli-Protocol-Version", "2.0.0")))).isEqualTo("400 VERSION_MISSING");
        linkedIn.network().tokens().revoke(token);
        assertThat(code(post("Pool opens at 9"))).isEqualTo("401 REVOKED_ACCESS_TOKEN");
    }

    @Test
    void countsCallsUntilMidnightWithoutAWord() throws IOException, InterruptedException {
        token = linkedIn.network().tokens().issue("anna");
        for (int each = 0; each < 100; each++) {
            assertThat(send("GET", "/rest/organizations/2414183", "").statusCode()).isEqualTo(200);
        }

        var refused = send("GET", "/rest/organizations/2414183", "");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().map().keySet()).noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("limit")
                || name.equalsIgnoreCase("Retry-After"));

        clock.advance(Duration.ofHours(2));
        assertThat(send("GET", "/rest/organizations/2414183", "").statusCode()).isEqualTo(200);
    }

    private String signIn() throws IOException, InterruptedException {
        URI page = linkedIn.network().uri()
                .resolve("/oauth/v2/authorization?response_type=code&client_id=" + LinkedInSimulation.APP + "&state=s1"
                        + "&scope=w_organization_social&redirect_uri=" + encoded(BACK));
        assertThat(client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body()).contains("May this client speak");
        String code = linkedIn.agree(page, "anna").getQuery().replaceAll(".*code=([^&]+).*", "$1");
        String form = Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", BACK, "client_id", LinkedInSimulation.APP,
                "client_secret", LinkedInSimulation.SECRET).entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        var granted = client.send(HttpRequest.newBuilder(linkedIn.network().uri().resolve("/oauth/v2/accessToken"))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)).build(),
                BodyHandlers.ofString());
        assertThat(json(granted).path("expires_in").asLong()).isEqualTo(5_184_000);
        assertThat(json(granted).has("refresh_token")).isFalse();
        return json(granted).path("access_token").asText();
    }

    private String uploaded() throws IOException, InterruptedException {
        JsonNode begun = json(
                send("POST", "/rest/images?action=initializeUpload", "{\"initializeUploadRequest\":{\"owner\":\"" + ORGANIZATION + "\"}}"))
                .path("value");
        var put =
                client.send(HttpRequest.newBuilder(URI.create(begun.path("uploadUrl").asText())).header("Authorization", "Bearer " + token)
                        .PUT(BodyPublishers.ofByteArray(new byte[]{1, 2, 3})).build(), BodyHandlers.ofString());
        assertThat(put.statusCode()).isEqualTo(201);
        return begun.path("image").asText();
    }

    private HttpResponse<String> post(String commentary) throws IOException, InterruptedException {
        return send("POST", "/rest/posts",
                "{\"author\":\"" + ORGANIZATION + "\",\"commentary\":\"" + commentary + "\"," + DISTRIBUTION + "}");
    }

    private HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return exchange(method, path, body, Map.of("LinkedIn-Version", "202609", "X-Restli-Protocol-Version", "2.0.0"));
    }

    private HttpResponse<String> exchange(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        boolean update = method.equals("PARTIAL_UPDATE");
        var request = HttpRequest.newBuilder(URI.create(linkedIn.network().uri() + path)).header("Authorization", "Bearer " + token)
                .method(update ? "POST" : method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (update) {
            request.header("X-RestLi-Method", method);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String code(HttpResponse<String> response) throws IOException {
        return response.statusCode() + " " + json(response).path("code").asText();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(List.of(response.headers().firstValue("Content-Type").orElse(""))).allMatch(type -> type.startsWith("application/json"));
        return new ObjectMapper().readTree(response.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
