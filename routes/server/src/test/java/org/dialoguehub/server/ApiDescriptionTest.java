package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What a hub offers over HTTP is what its description says, and what it answers is as described. */
class ApiDescriptionTest {
    private static final Path WEB = Path.of("../web/src/main");
    private static final String ADDRESS = "https://example.org/openapi";
    private static final Pattern ROUTE = Pattern.compile("routes\\.(get|post|put|patch|delete)\\(\\s*\"(/[^\"]*)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private final JsonNode description = read();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012(),
            builder -> builder.schemas(Map.of(ADDRESS, description.toString())));
    private final Set<String> seen = new HashSet<>();

    private static JsonNode read() {
        try {
            String yaml = Files.readString(WEB.resolve("resources/org/dialoguehub/web/openapi.yaml"));
            return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    @Test
    void describesEachRouteAndNoOther() throws IOException {
        var routes = new TreeSet<String>();
        try (Stream<Path> sources = Files.walk(WEB.resolve("java"))) {
            for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                ROUTE.matcher(Files.readString(source)).results().forEach(route -> routes.add(route.group(1) + " " + route.group(2)));
            }
        }

        assertThat(operations()).isEqualTo(routes).hasSizeGreaterThan(30);
    }

    private Set<String> operations() {
        var described = new TreeSet<String>();
        description.path("paths").properties().forEach(path -> path.getValue().fieldNames()
                .forEachRemaining(method -> described.add(method + " " + path.getKey())));
        return described;
    }

    @Test
    void refersToNothingThatIsMissing() {
        List<String> missing = new ArrayList<>();
        description.findValuesAsText("$ref").stream().filter(reference -> description.at(reference.substring(1)).isMissingNode())
                .forEach(missing::add);

        assertThat(missing).isEmpty();
        assertThat(description.findValuesAsText("operationId")).doesNotHaveDuplicates();
    }

    @Test
    void answersAsDescribed() throws Exception {
        Path settings = Files.writeString(folder.resolve("hub.yaml"), """
                name: hub.example.org
                http: { port: 0 }
                channels:
                  team: { connector: feed, group: team, audience: everyone }
                groups:
                  team: { name: Team, kind: open }
                """);
        try (Standalone hub = Standalone.open(new SettingsOption(settings).read(Standalone.surroundings()), Standalone.surroundings());
                HttpClient client = HttpClient.newHttpClient()) {
            var key = Files.readString(folder.resolve("data/admin.key")).strip();
            var caller = new Caller(client, hub, key);
            caller.ask("get", "/openapi.yaml", "", 200);
            caller.ask("get", "/observe/health", "", 200);
            caller.ask("get", "/admin/status", "", 200);
            JsonNode file = caller.ask("post", "/api/files", "bytes", 201);
            String draft = """
                    "text": "# Gala\\n\\nIt is *over*: https://example.org", "channels": ["team"], "first-comment": "Thank you", "tags": ["gala"],
                    "different": { "team": { "overflow": "shorten" } }, "language": "en",
                    "files": [{ "name": "a.txt", "type": "text/plain", "content": "%s" }]""".formatted(file.path("content").asText());
            caller.ask("post", "/api/broadcasts/preview", "{" + draft + ", \"at\": \"2099-12-24T18:00 Europe/Helsinki\"}", 200);
            caller.ask("post", "/api/broadcasts", "{" + draft + ", \"key\": \"gala\"}", 202);
            caller.ask("post", "/api/broadcasts", "{" + draft + ", \"key\": \"later\", \"draft\": true}", 202);
            caller.ask("put", "/api/broadcasts/later", "{" + draft + ", \"version\": 1, \"at\": \"2099-12-24T18:00 Europe/Helsinki\"}",
                    200);
            caller.ask("put", "/api/broadcasts/later", "{" + draft + ", \"version\": 1}", 409);
            caller.ask("post", "/api/broadcasts/later/propose", "{\"version\": 2}", 200);
            caller.ask("post", "/api/broadcasts/later/reject", "{\"version\": 3, \"reason\": \"Name the winners\"}", 200);
            caller.ask("post", "/api/broadcasts/later/approve", "{\"version\": 4}", 200);
            caller.ask("post", "/api/broadcasts/later/repeat", "{\"version\": 5}", 409);
            caller.ask("post", "/api/broadcasts/later/cancel", "{\"version\": 5}", 200);
            caller.ask("get", "/api/broadcasts/later", "", 200);
            caller.ask("get", "/api/broadcasts/never", "", 404);
            caller.ask("get", "/api/broadcasts?stage=done,cancelled&limit=10", "", 200);
            caller.ask("get", "/api/broadcasts?stage=lost", "", 400);
            caller.ask("post", "/api/broadcasts", "{\"key\": \"none\", \"text\": \"Hello\", \"channels\": [\"nowhere\"]}", 422);
            caller.ask("post", "/api/broadcasts/gala/follow", "{\"key\": \"more\", \"text\": \"More\"}", 202);
            caller.ask("post", "/api/broadcasts/gala/correct", "{\"text\": \"It is on\"}", 202);
            caller.ask("get", "/api/broadcasts/gala/numbers", "", 200);
            caller.ask("get", "/api/broadcasts/never/numbers", "", 404);
            caller.ask("post", "/api/broadcasts/gala/recall", "", 202);
            caller.ask("get", "/api/conversations?state=open", "", 200);
            caller.ask("post", "/api/broadcasts", "{\"key\": \"kept\", \"text\": \"Kauha\", \"channels\": [\"team\"]}", 202);
            JsonNode found = caller.ask("get", "/api/archive/search?q=kauha&unit=threads&facets=true&limit=5", "", 200);
            while (found.path("hits").isEmpty()) {
                Thread.sleep(50);
                found = caller.ask("get", "/api/archive/search?q=kauha&unit=threads&facets=true&limit=5", "", 200);
            }
            String mail = "/api/archive/messages/" + found.path("hits").get(0).path("number").asText();
            caller.ask("get", "/api/archive/search?q=before:soon", "", 400);
            caller.ask("get", mail, "", 200);
            caller.ask("get", mail + "/raw", "", 200);
            caller.ask("get", mail + "/files/99", "", 404);
            caller.ask("get", mail + "/thread", "", 200);
            caller.ask("get", "/api/archive/messages/99", "", 404);
            caller.ask("post", mail + "/answer", "{\"text\": \"More\", \"key\": \"1\", \"to\": [\"team\"]}", 202);
            caller.ask("post", mail + "/merge", "{\"below\": " + mail.replaceAll("\\D", "") + "}", 409);
            caller.ask("post", mail + "/split", "", 409);
            caller.ask("post", "/api/archive/undo", "", 409);
            caller.ask("get", "/api/conversations/none", "", 404);
            caller.ask("post", "/api/keys", "{\"name\": \"anna\", \"may\": [\"compose\"], \"expires\": \"2099-01-01T00:00:00Z\"}", 201);
            caller.ask("get", "/api/keys", "", 200);
            caller.ask("delete", "/api/keys/anna", "", 204);
            caller.ask("delete", "/api/keys/anna", "", 404);
            new Caller(client, hub, "wrong").ask("get", "/api/keys", "", 401);
        }
        assertThat(seen).as("operations tried").hasSizeGreaterThan(22);
    }

    /** Asks, and judges question and answer by the description. */
    private final class Caller {
        private final HttpClient client;
        private final Standalone hub;
        private final String key;

        private Caller(HttpClient client, Standalone hub, String key) {
            this.client = client;
            this.hub = hub;
            this.key = key;
        }

        private JsonNode ask(String method, String path, String body, int expected) throws Exception {
            var request = HttpRequest.newBuilder(hub.address().resolve(path)).header("Authorization", "Bearer " + key)
                    .method(method.toUpperCase(Locale.ROOT), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            String told = method + " " + path + ": " + answer.body();
            assertThat(answer.statusCode()).as(told).isEqualTo(expected);
            String where = "/paths/" + described(method, path.replaceAll("\\?.*", "")).replace("/", "~1") + "/" + method;
            seen.add(where);
            if (!body.isEmpty() && expected < 300) {
                JsonNode content = description.at(where + "/requestBody/content");
                assertThat(content.isMissingNode()).as(told).isFalse();
                if (content.has("application/json")) {
                    judge(where + "/requestBody/content/application~1json/schema", JSON.readTree(body), told);
                }
            }
            String response = where + "/responses/" + expected;
            JsonNode at = description.at(response);
            assertThat(at.isMissingNode()).as("%s with %d is described", told, expected).isFalse();
            if (at.has("$ref")) {
                response = at.path("$ref").asText().substring(1);
                at = description.at(response);
            }
            String type = answer.headers().firstValue("Content-Type").orElse("none").split(";", 2)[0];
            assertThat(answer.body().isEmpty() || at.path("content").has(type) || type.equals("none")).as("%s is %s", told, type).isTrue();
            if (!type.equals("application/json")) {
                return JSON.missingNode();
            }
            JsonNode json = JSON.readTree(answer.body());
            judge(response + "/content/application~1json/schema", json, told);
            return json;
        }

        private String described(String method, String path) {
            return operations().stream().filter(operation -> operation.startsWith(method + " "))
                    .map(operation -> operation.split(" ", 2)[1])
                    .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                    .min((one, other) -> Integer.compare(one.indexOf('{'), other.indexOf('{')))
                    .orElseThrow(() -> new AssertionError(path));
        }

        private void judge(String pointer, JsonNode value, String told) {
            List<String> wrong = new ArrayList<>();
            schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer))
                    .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                    .forEach(error -> wrong.add(error.toString()));
            assertThat(wrong).as(told).isEmpty();
        }
    }
}
