package org.dialoguehub.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An object of JSON that somebody sent, read strictly: a field that is unknown or of another kind is an {@link IllegalArgumentException} that names it.
 *
 * @param path where it stands, for messages; empty at the top
 */
record Asked(JsonNode json, String path) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Asked read(String text, Set<String> known) {
        try {
            return new Asked(MAPPER.readTree(text), "").only(known);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(
                    "This is no JSON, at line " + wrong.getLocation().getLineNr() + ": " + wrong.getOriginalMessage(),
                    wrong);
        }
    }

    private Asked only(Set<String> known) {
        if (!json.isObject()) {
            throw new IllegalArgumentException(path.isEmpty() ? "An object is needed: { … }" : "'" + path + "' is no object");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no '" + at(name) + "'; there are " + String.join(", ", new TreeSet<>(known)));
            }
        });
        return this;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> new IllegalArgumentException("'" + at(name) + "' is missing"));
    }

    Optional<String> optionalText(String name) {
        return field(name).map(value -> text(value, at(name)));
    }

    /** Whether it is {@code true}; false if it is missing. */
    boolean truth(String name) {
        return field(name).map(value -> {
            if (!value.isBoolean()) {
                throw new IllegalArgumentException("'" + at(name) + "' is neither true nor false");
            }
            return value.booleanValue();
        }).orElse(false);
    }

    Optional<Long> optionalNumber(String name) {
        return field(name).map(value -> {
            if (!value.canConvertToLong() || !value.isIntegralNumber()) {
                throw new IllegalArgumentException("'" + at(name) + "' is no whole number");
            }
            return value.longValue();
        });
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        field(name).ifPresent(values -> {
            if (!values.isArray()) {
                throw new IllegalArgumentException("'" + at(name) + "' is no list");
            }
            values.forEach(value -> texts.add(text(value, at(name))));
        });
        return texts;
    }

    /** The objects in a list. */
    List<Asked> list(String name, Set<String> known) {
        List<Asked> list = new ArrayList<>();
        field(name).ifPresent(values -> {
            if (!values.isArray()) {
                throw new IllegalArgumentException("'" + at(name) + "' is no list");
            }
            values.forEach(value -> list.add(new Asked(value, at(name) + "[" + list.size() + "]").only(known)));
        });
        return list;
    }

    /** The objects in an object, by name. */
    Map<String, Asked> each(String name, Set<String> known) {
        Map<String, Asked> each = new LinkedHashMap<>();
        field(name).ifPresent(values -> {
            if (!values.isObject()) {
                throw new IllegalArgumentException("'" + at(name) + "' is no object");
            }
            values.properties().forEach((Map.Entry<String, JsonNode> value) -> each.put(
                    value.getKey(), new Asked(value.getValue(), at(name) + "." + value.getKey()).only(known)));
        });
        return each;
    }

    private Optional<JsonNode> field(String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String text(JsonNode value, String path) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("'" + path + "' is no text");
        }
        return value.textValue();
    }
}
