package org.dialoguehub.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of what a client has sent, read as strictly as Rest.li does.
 *
 * @param place where it stands, such as {@code /content/media}; empty for the whole
 */
record LinkedInBody(JsonNode node, String place) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PAGE = 10;
    private static final int MOST = 100;

    static LinkedInBody of(Context context) {
        try {
            JsonNode node = MAPPER.readTree(context.body());
            if (node.isObject()) {
                return new LinkedInBody(node, "");
            }
        } catch (JsonProcessingException wrong) {
            throw LinkedInError.invalid("Cannot parse request entity").refusal();
        }
        throw LinkedInError.invalid("Cannot parse request entity").refusal();
    }

    /** Refuses fields with other names. */
    LinkedInBody only(String... names) {
        node.fieldNames().forEachRemaining(name -> {
            if (!List.of(names).contains(name)) {
                throw LinkedInError.unpermitted(place + "/" + name).refusal();
            }
        });
        return this;
    }

    boolean has(String name) {
        return node.has(name);
    }

    LinkedInBody object(String name) {
        JsonNode value = node.path(name);
        if (!value.isObject()) {
            throw invalid(name, "field is required but not found and has no default value, or is no record");
        }
        return new LinkedInBody(value, place + "/" + name);
    }

    List<LinkedInBody> list(String name) {
        if (!node.path(name).isArray()) {
            throw invalid(name, "field is required but not found and has no default value, or is no array");
        }
        var list = new java.util.ArrayList<LinkedInBody>();
        node.path(name).forEach(each -> list.add(new LinkedInBody(each, place + "/" + name)));
        return list;
    }

    String text(String name) {
        if (!node.path(name).isTextual()) {
            throw invalid(name, "field is required but not found and has no default value, or is no string");
        }
        return node.path(name).textValue();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    String oneOf(String name, String... values) {
        String value = text(name);
        if (!List.of(values).contains(value)) {
            throw invalid(name, "\"" + value + "\" is not an enum symbol");
        }
        return value;
    }

    Refusal invalid(String name, String why) {
        return new LinkedInError(422, 0, "ERROR", "ERROR :: " + place + "/" + name + " :: " + why).refusal();
    }

    static void send(Context context, int status, JsonNode json) {
        context.status(status).contentType("application/json").result(json.toString());
    }

    /** A page of a list, by {@code start} and {@code count}. */
    static <T> void page(Context context, List<T> all, Function<T, ? extends JsonNode> written) {
        int start = number(context, "start", 0, Integer.MAX_VALUE);
        int count = number(context, "count", PAGE, MOST);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.putObject("paging").put("start", start).put("count", count).put("total", all.size()).putArray("links");
        ArrayNode elements = page.putArray("elements");
        all.stream().skip(start).limit(count).forEach(each -> elements.add(written.apply(each)));
        send(context, 200, page);
    }

    private static int number(Context context, String name, int otherwise, int most) {
        String told = Optional.ofNullable(context.queryParam(name)).orElse(Integer.toString(otherwise));
        if (!told.matches("[0-9]{1,9}") || Integer.parseInt(told) > most) {
            throw LinkedInError.invalid("Invalid value for param; wrong type or value for '" + name + "'").refusal();
        }
        return Integer.parseInt(told);
    }
}
