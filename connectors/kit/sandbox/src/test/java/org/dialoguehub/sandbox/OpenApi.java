package org.dialoguehub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network's description in OpenAPI 3.0, read as a judge: says what in an exchange is not as described. The schemas are judged by a
 * library; here is only what the library does not know: paths, parameters, status codes, media types.
 */
final class OpenApi {
    private record Operation(String where, JsonNode item, JsonNode operation) {}

    private final JsonNode document;
    private final String address;
    private final SchemaRegistry schemas;
    private final ObjectMapper json = new ObjectMapper();

    private OpenApi(JsonNode document, String address) {
        this.document = document;
        this.address = address;
        this.schemas = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi30(),
                builder -> builder.schemas(Map.of(address, document.toString())));
    }

    static OpenApi resource(String name) throws IOException {
        try (var in = OpenApi.class.getResourceAsStream("/" + name)) {
            return new OpenApi(new YAMLMapper().readTree(in), "https://example.org/" + name);
        }
    }

    /** What is wrong with an exchange; nothing about the request if the network refused it. */
    List<String> violations(Exchange exchange) {
        List<String> found = new ArrayList<>();
        var request = exchange.request();
        var answer = exchange.answer();
        var operation = operation(request);
        if (operation.isEmpty()) {
            return answer.filter(it -> it.status() == 404).isPresent() ? found : List.of(request + " is not described");
        }
        if (answer.filter(it -> it.status() < 400).isPresent()) {
            judgeRequest(operation.get(), request, found);
        }
        answer.ifPresent(it -> judgeAnswer(operation.get(), it, found));
        return found;
    }

    private Optional<Operation> operation(Request request) {
        for (var path : document.path("paths").properties()) {
            var pattern = Pattern.compile(path.getKey().replaceAll("\\{[^}]+}", "[^/]+"));
            var method = path.getValue().path(request.method().toLowerCase(Locale.ROOT));
            if (pattern.matcher(request.path()).matches() && !method.isMissingNode()) {
                var pointer = "/paths/" + escaped(path.getKey()) + "/" + request.method().toLowerCase(Locale.ROOT);
                return Optional.of(new Operation(pointer, path.getValue(), method));
            }
        }
        return Optional.empty();
    }

    private void judgeRequest(Operation operation, Request request, List<String> found) {
        for (int i = 0; i < operation.operation.path("parameters").size(); i++) {
            var parameter = operation.operation.path("parameters").path(i);
            var name = parameter.path("name").textValue();
            var value = parameter.path("in").textValue().equals("header") ? request.header(name) : queryParameter(request, name);
            if (value.isPresent()) {
                judge(operation.where + "/parameters/" + i + "/schema", typed(value.get(), parameter.path("schema")), request + " " + name,
                        found);
            }
        }
        var content = operation.operation.path("requestBody").path("content");
        if (content.isMissingNode() && request.body().size() > 0) {
            found.add(request + " has a body, and none is described");
        } else if (!content.isMissingNode()) {
            judge(operation.where + "/requestBody/content/application~1json/schema", parsed(request.body()), request + " body", found);
        }
    }

    private void judgeAnswer(Operation operation, Answer answer, List<String> found) {
        var what = operation.where + " → " + answer.status();
        var responses = operation.operation.path("responses");
        var key = responses.has(Integer.toString(answer.status())) ? Integer.toString(answer.status()) : "default";
        var at = operation.where + "/responses/" + key;
        var response = responses.path(key);
        if (response.has("$ref")) {
            at = response.path("$ref").textValue().substring(1);
            response = document.at(at);
        }
        if (response.isMissingNode()) {
            found.add(what + " is not described");
            return;
        }
        for (var header : response.path("headers").properties()) {
            judgeHeader(at + "/headers/" + escaped(header.getKey()), header.getKey(), header.getValue(), answer, what, found);
        }
        var content = response.path("content");
        if (content.isMissingNode()) {
            if (answer.body().size() > 0) {
                found.add(what + " has a body, and none is described");
            }
            return;
        }
        var type = answer.headers().first("Content-Type").orElse("none").split(";", 2)[0];
        if (!content.has(type)) {
            found.add(what + " has the type " + type);
            return;
        }
        judge(at + "/content/" + escaped(type) + "/schema", parsed(answer.body()), what + " body", found);
    }

    private void judgeHeader(String at, String name, JsonNode header, Answer answer, String what, List<String> found) {
        var pointer = at;
        var described = header;
        if (described.has("$ref")) {
            pointer = described.path("$ref").textValue().substring(1);
            described = document.at(pointer);
        }
        var value = answer.headers().first(name);
        if (value.isPresent()) {
            judge(pointer + "/schema", typed(value.get(), described.path("schema")), what + " " + name, found);
        } else if (described.path("required").booleanValue()) {
            found.add(what + " lacks " + name);
        }
    }

    private void judge(String pointer, JsonNode value, String what, List<String> found) {
        var schema = schemas.getSchema(SchemaLocation.of(address + "#" + pointer));
        schema.validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .forEach(error -> found.add(what + ": " + error));
    }

    private static JsonNode typed(String value, JsonNode schema) {
        return schema.path("type").asText().equals("integer") && value.matches("-?\\d+")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(value))
                : TextNode.valueOf(value);
    }

    private JsonNode parsed(Body body) {
        try {
            return json.readTree(body.text());
        } catch (IOException e) {
            return TextNode.valueOf("not JSON: " + body.text());
        }
    }

    private static Optional<String> queryParameter(Request request, String name) {
        for (var pair : request.query().split("&")) {
            var parts = pair.split("=", 2);
            if (parts[0].equals(name) && parts.length == 2) {
                return Optional.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    private static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
