package org.dialoguehub.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.sandbox.Exchange;
import org.dialoguehub.sandbox.Journal;
import org.dialoguehub.sandbox.Request;

/** X's description (OpenAPI 3.0, with closed schemas), read as a judge of requests: unknown paths, parameters and members are refused. */
final class XDescription {
    private static final String ADDRESS = "https://api.x.com/openapi.json";
    private static final Optional<XDescription> FOUND = Shared.file("openapi.json").map(file -> {
        try {
            return new XDescription(new ObjectMapper().readTree(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    });

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private XDescription(JsonNode document) {
        this.document = document;
        this.schemas = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi30(),
                builder -> builder.schemas(Map.of(ADDRESS, document.toString())));
    }

    /** Empty where the description is not at hand. */
    static Optional<XDescription> read() {
        return FOUND;
    }

    /** What is wrong with the requests of a journal, those of OAuth aside, which is described elsewhere. */
    List<String> violations(Journal journal) {
        return journal.exchanges().stream().map(Exchange::request).filter(request -> !request.path().startsWith("/2/oauth2/"))
                .flatMap(request -> violations(request).stream())
                .toList();
    }

    List<String> violations(Request request) {
        List<String> found = new ArrayList<>();
        Optional<String> path = path(request);
        if (path.isEmpty()) {
            return List.of(request + " is not described");
        }
        String pointer = "/paths/" + path.get().replace("~", "~0").replace("/", "~1") + "/" + request.method().toLowerCase(Locale.ROOT);
        JsonNode operation = document.at(pointer);
        judgePath(path.get(), request, operation, found);
        judgeQuery(request, operation, found);
        String body = "/requestBody/content/application~1json/schema";
        if (operation.at(body).isMissingNode()) {
            if (request.body().size() > 0) {
                found.add(request + " has a body, and none is described");
            }
        } else if (request.body().isWhole()) {
            judge(schema(pointer + body), parsed(request.body().text()), request + " body", found);
        }
        return found;
    }

    /** The most literal path that fits. */
    private Optional<String> path(Request request) {
        return document.path("paths").properties().stream()
                .filter(path -> path.getValue().has(request.method().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getKey)
                .filter(path -> request.path().matches(path.replaceAll("\\{[^}]+}", "[^/]+")))
                .min(Comparator.comparingLong(path -> path.chars().filter(each -> each == '{').count()));
    }

    private void judgePath(String path, Request request, JsonNode operation, List<String> found) {
        String[] names = path.split("/", -1);
        String[] values = request.path().split("/", -1);
        for (JsonNode told : operation.path("parameters")) {
            for (int index = 0; index < names.length; index++) {
                if (names[index].equals("{" + told.path("name").asText() + "}")) {
                    judge(told.path("schema"), TextNode.valueOf(values[index]), request + " " + names[index], found);
                }
            }
        }
    }

    private void judgeQuery(Request request, JsonNode operation, List<String> found) {
        for (String pair : request.query().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2) {
                continue;
            }
            Optional<JsonNode> parameter = parameter(operation, parts[0]);
            if (parameter.isEmpty()) {
                found.add(request + " has a parameter '" + parts[0] + "' that is not described");
                continue;
            }
            String value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            judge(parameter.get().path("schema"), typed(value, parameter.get().path("schema")), request + " " + parts[0], found);
        }
    }

    private Optional<JsonNode> parameter(JsonNode operation, String name) {
        for (JsonNode told : operation.path("parameters")) {
            JsonNode parameter = told.has("$ref") ? document.at(told.path("$ref").asText().substring(1)) : told;
            if (parameter.path("name").asText().equals(name) && parameter.path("in").asText().equals("query")) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }

    private static JsonNode typed(String value, JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "integer" ->
                value.matches("-?\\d{1,18}") ? JsonNodeFactory.instance.numberNode(Long.parseLong(value)) : TextNode.valueOf(value);
            case "array" -> {
                var list = JsonNodeFactory.instance.arrayNode();
                for (String each : value.split(",", -1)) {
                    list.add(each);
                }
                yield list;
            }
            default -> TextNode.valueOf(value);
        };
    }

    private JsonNode schema(String pointer) {
        return JsonNodeFactory.instance.objectNode().put("$ref", ADDRESS + "#" + pointer);
    }

    private void judge(JsonNode schema, JsonNode value, String what, List<String> found) {
        String reference = schema.path("$ref").asText();
        if (reference.startsWith("#")) {
            judge(schema(reference.substring(1)), value, what, found);
        } else {
            var judge = reference.isEmpty() ? schemas.getSchema(schema) : schemas.getSchema(SchemaLocation.of(reference));
            judge.validate(value).forEach(error -> found.add(what + ": " + error));
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException odd) {
            return TextNode.valueOf("no JSON");
        }
    }
}
