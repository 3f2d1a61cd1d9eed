package org.dialoguehub.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.dialoguehub.sandbox.NetworkSimulation;
import org.dialoguehub.sandbox.Request;

/** What LinkedIn's pages let a client send: {@code schemas/operations.json} and the schemas beside it, which name their sources. */
final class LinkedInDescription {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode OPERATIONS = read("operations.json").path("operations");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private LinkedInDescription() {}

    /** Fails if a request has come that LinkedIn would refuse. */
    static void assertThatAllIsAllowed(NetworkSimulation network) {
        List<String> wrong = network.journal().exchanges(request -> request.path().startsWith("/rest/")).stream()
                .flatMap(exchange -> problems(exchange.request()).stream())
                .toList();
        assertThat(wrong).as("what LinkedIn would refuse").isEmpty();
    }

    static List<String> problems(Request request) {
        List<String> problems = new ArrayList<>();
        boolean known = false;
        for (JsonNode operation : OPERATIONS) {
            if (isMeant(operation, request)) {
                known = true;
                judge(operation, request, problems);
            }
        }
        if (!known) {
            problems.add(request.method() + " " + request.path() + "?" + request.query() + " is no operation");
        }
        return problems;
    }

    private static boolean isMeant(JsonNode operation, Request request) {
        return request.method().equals(operation.path("method").asText()) && request.path().matches(operation.path("path").asText())
                && request.query().matches(operation.path("query").asText());
    }

    private static void judge(JsonNode operation, Request request, List<String> problems) {
        String what = operation.path("source").asText();
        require(problems, request.header("LinkedIn-Version").orElse("").matches("[0-9]{6}"), what + ": LinkedIn-Version");
        require(problems, request.header("X-Restli-Protocol-Version").orElse("").equals("2.0.0"), what + ": X-Restli-Protocol-Version");
        require(problems, request.header("Authorization").orElse("").startsWith("Bearer "), what + ": Authorization");
        require(problems, request.header("X-RestLi-Method").orElse("").equals(operation.path("restli").asText()),
                what + ": X-RestLi-Method");
        if (operation.has("body")) {
            require(problems, request.header("Content-Type").orElse("").startsWith("application/json"), what + ": Content-Type");
            schema(operation.path("body").asText()).validate(json(request.body().text()))
                    .forEach(error -> problems.add(what + ": " + error));
        } else {
            require(problems, request.body().size() == 0, what + ": a body");
        }
    }

    private static void require(List<String> problems, boolean fits, String what) {
        if (!fits) {
            problems.add(what);
        }
    }

    private static Schema schema(String name) {
        return SCHEMAS.computeIfAbsent(name, it -> REGISTRY.getSchema(read(it)));
    }

    private static JsonNode read(String name) {
        try (InputStream in = Objects.requireNonNull(LinkedInDescription.class.getResourceAsStream("/schemas/" + name), name)) {
            return MAPPER.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
