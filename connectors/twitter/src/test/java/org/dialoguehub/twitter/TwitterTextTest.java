package org.dialoguehub.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Counting, by X's own cases (twitter-text conformance, Apache-2.0) where they are at hand, and by its page "Counting characters". */
class TwitterTextTest {
    private static final List<String> SECTIONS = List.of(
            "WeightedTweetsCounterTest", "WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest");

    @TestFactory
    Stream<DynamicTest> countsAsTwitterTextDoes() throws IOException {
        Optional<Path> cases = Shared.file("twitter-text/validate.yml");
        assumeTrue(cases.isPresent(), "The conformance cases of twitter-text are not in shared/networks/x");
        JsonNode tests = new YAMLMapper().readTree(Files.readAllBytes(cases.get())).path("tests");
        List<DynamicTest> all = new ArrayList<>();
        for (String section : SECTIONS) {
            assertThat(tests.path(section)).as(section).isNotEmpty();
            for (JsonNode each : tests.path(section)) {
                all.add(DynamicTest.dynamicTest(section + ": " + each.path("description").asText(),
                        () -> counts(each, newer(tests, each))));
            }
        }
        return all.stream();
    }

    /** Two texts stand in the older section too, with each part of an emoji counted, as X did before 2018. */
    private static JsonNode newer(JsonNode tests, JsonNode each) {
        for (JsonNode other : tests.path("WeightedTweetsWithDiscountedEmojiCounterTest")) {
            if (other.path("text").equals(each.path("text"))) {
                return other.path("expected");
            }
        }
        return each.path("expected");
    }

    private static void counts(JsonNode each, JsonNode expected) {
        String text = each.path("text").asText();

        assertThat(TwitterText.weight(text)).isEqualTo(expected.path("weightedLength").asLong());
        if (expected.path("valid").asBoolean()) {
            assertThat(TwitterText.weight(text)).isBetween(1L, (long) TwitterText.LIMIT);
        }
    }

    @Test
    void countsAsThePageSays() {
        assertThat(TwitterText.weight("Pool opens at 8")).isEqualTo(15);
        assertThat(TwitterText.weight("https://example.com/very/long/path?with=much")).isEqualTo(23);
        assertThat(TwitterText.weight("👨‍👩‍👧‍👦")).isEqualTo(2);
        assertThat(TwitterText.weight("水泳")).isEqualTo(4);
        assertThat(TwitterText.weight("cafe\u0301")).as("in NFC").isEqualTo(4);
    }

    @Test
    void callsTheSameWhatXHasChanged() {
        assertThat(TwitterText.same("See example.org\n\nCafe\u0301", "See http://example.org/ Café")).isTrue();
        assertThat(TwitterText.same("Pool opens at 8", "Pool opens at 9")).isFalse();
    }
}
