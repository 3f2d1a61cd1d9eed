package org.dialoguehub.toolkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A value of JSON from somebody else, read by what was promised: members that nobody asks for are passed over, and what is missing or of
 * another kind is a {@link JsonException} that says where, without saying what. {@code null} is as good as missing. Never changes.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonNode node;
    private final String place;

    private Json(JsonNode node, String place) {
        this.node = node;
        this.place = place;
    }

    /**
     * Reads bytes in UTF-8, 16 or 32.
     *
     * @throws JsonException if they are not one value of JSON
     */
    public static Json read(byte[] bytes) {
        try {
            return found(MAPPER.readTree(bytes));
        } catch (JsonProcessingException wrong) {
            // without the cause: its message repeats parts of the input
            throw new JsonException("no JSON, or only a part of it (line " + lineOf(wrong) + ")");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Reads text.
     *
     * @throws JsonException if it is not one value of JSON
     */
    public static Json read(String text) {
        try {
            return found(MAPPER.readTree(text));
        } catch (JsonProcessingException wrong) {
            throw new JsonException("no JSON, or only a part of it (line " + lineOf(wrong) + ")");
        }
    }

    /** An object without members, to write. */
    public static Json object() {
        return new Json(JsonNodeFactory.instance.objectNode(), "");
    }

    /** The same object with a text. */
    public Json with(String name, String text) {
        return with(name, JsonNodeFactory.instance.textNode(text));
    }

    /** The same object with a text, if there is one. */
    public Json with(String name, Optional<String> text) {
        return text.map(it -> with(name, it)).orElse(this);
    }

    /** The same object with a whole number. */
    public Json with(String name, long number) {
        boolean small = number == (int) number; // as the parser has it, so that what is written equals what is read
        return with(name, small ? JsonNodeFactory.instance.numberNode((int) number) : JsonNodeFactory.instance.numberNode(number));
    }

    /** The same object with yes or no. */
    public Json with(String name, boolean yes) {
        return with(name, JsonNodeFactory.instance.booleanNode(yes));
    }

    /** The same object with another value in it. */
    public Json with(String name, Json value) {
        return with(name, value.node);
    }

    /** The same object with a list. */
    public Json with(String name, List<Json> values) {
        var array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(value.node));
        return with(name, array);
    }

    /** The same object with a list of texts. */
    public Json withTexts(String name, List<String> texts) {
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return with(name, array);
    }

    /** A member that is text. */
    public String text(String name) {
        return member(name, JsonNode::isTextual, "text").textValue();
    }

    /** A member that is text, if it is there. */
    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** A member that is a whole number of at most 64 bits. */
    public long number(String name) {
        return member(name, it -> it.isIntegralNumber() && it.canConvertToLong(), "a whole number").longValue();
    }

    /** A member that is yes or no. */
    public boolean yes(String name) {
        return member(name, JsonNode::isBoolean, "yes or no").booleanValue();
    }

    /** A member that is a time by RFC 3339, with any offset. */
    public Instant time(String name) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text(name), Instant::from);
        } catch (DateTimeException wrong) {
            throw new JsonException("'" + placeOf(name) + "' is not a time by RFC 3339");
        }
    }

    /** A member that is a time by RFC 3339, if it is there. */
    public Optional<Instant> optionalTime(String name) {
        return has(name) ? Optional.of(time(name)) : Optional.empty();
    }

    /** A member that is an absolute address. */
    public URI uri(String name) {
        try {
            URI uri = URI.create(text(name));
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (IllegalArgumentException wrong) {
            throw new JsonException("'" + placeOf(name) + "' is not an address");
        }
        throw new JsonException("'" + placeOf(name) + "' is not an absolute address");
    }

    /** A member that is an object. */
    public Json object(String name) {
        return new Json(member(name, JsonNode::isObject, "an object"), placeOf(name));
    }

    /** A member that is an object, if it is there. */
    public Optional<Json> optionalObject(String name) {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** A member that is a list. Its values may be of any kind: what is wrong with one is found when that one is asked. */
    public List<Json> list(String name) {
        JsonNode list = member(name, JsonNode::isArray, "a list");
        return IntStream.range(0, list.size())
                .mapToObj(index -> new Json(list.get(index), placeOf(name) + "[" + index + "]"))
                .toList();
    }

    /** A member that is a list, each of its values read. */
    public <T> List<T> list(String name, Function<Json, T> reader) {
        return list(name).stream().map(reader).toList();
    }

    /** Whether there is such a member, and it is text. */
    public boolean isText(String name) {
        return node.path(name).isTextual();
    }

    /** Whether there is such a member. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** As text, on one line; equal values are written as equal text. */
    public String written() {
        return node.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Json json && node.equals(json.node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    /** Its kind and place alone, as it may hold secrets. */
    @Override
    public String toString() {
        return kind(node) + (place.isEmpty() ? "" : " at '" + place + "'");
    }

    private Json with(String name, JsonNode value) {
        if (!node.isObject()) {
            throw new IllegalStateException("Only an object takes members, not " + this);
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll((ObjectNode) node);
        copy.set(name, value);
        return new Json(copy, place);
    }

    private JsonNode member(String name, Function<JsonNode, Boolean> fits, String promised) {
        JsonNode value = node.path(name);
        if (!fits.apply(value)) {
            String kind = value.isMissingNode() || value.isNull() ? "missing" : kind(value);
            throw new JsonException("'" + placeOf(name) + "' is " + kind + "; " + promised + " was promised");
        }
        return value;
    }

    private String placeOf(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static Json found(JsonNode node) {
        if (node.isMissingNode()) {
            throw new JsonException("nothing at all");
        }
        return new Json(node, "");
    }

    private static int lineOf(JsonProcessingException wrong) {
        return wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr();
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case BINARY, STRING -> "text";
            case BOOLEAN -> "yes or no";
            case MISSING, NULL -> "nothing";
            case NUMBER -> "a number";
            case OBJECT, POJO -> "an object";
        };
    }
}
