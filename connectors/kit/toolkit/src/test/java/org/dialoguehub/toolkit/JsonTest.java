package org.dialoguehub.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void readsWhatWasPromisedAndPassesOverTheRest() {
        Json json = Json.read("""
                {"id": "n1", "count": 3, "more": true, "at": "2026-11-22T10:00:00+02:00", "new": [{}], "none": null,
                 "page": "https://example.org/n1", "events": [{"id": "a"}, 7]}""");

        assertThat(json.text("id")).isEqualTo("n1");
        assertThat(json.number("count")).isEqualTo(3);
        assertThat(json.yes("more")).isTrue();
        assertThat(json.time("at")).isEqualTo(Instant.parse("2026-11-22T08:00:00Z"));
        assertThat(json.uri("page")).hasHost("example.org");
        assertThat(json.optionalText("none")).isEmpty();
        assertThat(json.optionalTime("none")).isEmpty();
        assertThat(json.optionalObject("absent")).isEmpty();
        assertThat(json.list("events").getFirst().text("id")).isEqualTo("a");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            {"events": [{"id": 7}]}     | 'events[0].id' is a number; text was promised
            {"events": [{}]}            | 'events[0].id' is missing; text was promised
            {"events": [{"id": null}]}  | 'events[0].id' is missing; text was promised
            {"events": ["tellme"]}      | 'events[0].id' is missing; text was promised
            {"events": {"id": "x"}}     | 'events' is an object; a list was promised
            {}                          | 'events' is missing; a list was promised
            []                          | 'events' is missing; a list was promised
            """)
    void saysWhereSomethingIsNotAsPromised(String json, String message) {
        assertThatThrownBy(() -> Json.read(json).list("events", event -> event.text("id")))
                .isInstanceOf(JsonException.class)
                .hasMessage(message);
    }

    @ParameterizedTest @CsvSource({"9223372036854775808", "1.5", "'\"1\"'", "true"})
    void takesNothingButWholeNumbersForWholeNumbers(String value) {
        assertThatThrownBy(() -> Json.read("{\"count\": " + value + "}").number("count"))
                .hasMessageEndingWith("; a whole number was promised");
    }

    @ParameterizedTest @ValueSource(strings = {"", " ", "{", "{\"token\": \"hunter2", "<html>hunter2</html>", "{\"a\": hunter2}",
            "{} {\"a\": \"hunter2\"}", "\0"})
    void repeatsNothingOfWhatIsNoJson(String text) {
        assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonException.class)
                .hasNoCause()
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void refusesNestingThatWouldExhaustTheStack() {
        assertThatThrownBy(() -> Json.read("[".repeat(1_000_000))).isInstanceOf(JsonException.class);
    }

    @Test
    void writesWhatItReads() {
        Json json = Json.object()
                .with("text", "\"<ä>")
                .with("parent", Optional.empty())
                .with("count", 3)
                .with("more", false)
                .with("list", List.of(Json.object().with("id", "a")));

        assertThat(json.written()).isEqualTo("{\"text\":\"\\\"<ä>\",\"count\":3,\"more\":false,\"list\":[{\"id\":\"a\"}]}");
        assertThat(Json.read(json.written())).isEqualTo(json).hasSameHashCodeAs(json).hasToString("an object");
    }
}
