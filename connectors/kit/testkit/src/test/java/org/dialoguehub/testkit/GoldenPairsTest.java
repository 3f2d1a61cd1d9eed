package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.ExternalId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

class GoldenPairsTest {
    private final GoldenPairs pairs = GoldenPairs.of(getClass(), "pairs", ".native.json");

    @Test
    void passesAPairThatFits() throws Throwable {
        named(pairs.areRead(bytes -> deletion("n1"))).get("good").getExecutable().execute();
        named(pairs.areWritten(activity -> "{ \"id\" : \"n1\" }")).get("good").getExecutable().execute();
    }

    @Test
    void failsAtAPairThatDoesNotFit() {
        assertThatThrownBy(named(pairs.areRead(bytes -> deletion("n2"))).get("good").getExecutable()::execute)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("what is to stand in good.activity.json");
        assertThatThrownBy(named(pairs.areWritten(activity -> "{\"id\": \"n2\"}")).get("good").getExecutable()::execute)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("what is to stand in good.native.json");
    }

    @Test
    void failsWhereTheOtherOfAPairIsMissing() {
        assertThatThrownBy(named(pairs.areRead(bytes -> deletion("n2"))).get("lonely").getExecutable()::execute)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("external:n2");
    }

    @Test
    void failsWhereThereAreNoPairs() {
        assertThatThrownBy(() -> GoldenPairs.of(getClass(), "nowhere", ".eml")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GoldenPairs.of(getClass(), "pairs", ".eml").areRead(bytes -> deletion("n1")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void namesATestByItsPair() {
        assertThat(named(pairs.areRead(bytes -> deletion("n1")))).containsOnlyKeys("good", "lonely");
    }

    private static Activity deletion(String id) {
        var actor = Actor.of("acct:anna@board.example.org", "anna");
        return new Activity.Delete(actor, new ExternalId(id), Instant.parse("2026-11-22T11:00:00Z"));
    }

    private static Map<String, DynamicTest> named(Stream<DynamicTest> tests) {
        return tests.collect(Collectors.toMap(DynamicTest::getDisplayName, Function.identity()));
    }
}
