package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.ExternalId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

class GoldenPairsTest {
    private final GoldenPairs pairs = GoldenPairs.of(getClass(), "pairs", ".native.json");

    @Test
    void passesAPairThatFits() throws Throwable {
        run("good", pairs.areRead(bytes -> deletion("n1"))).call();
        run("good", pairs.areWritten(activity -> "{ \"id\" : \"n1\" }")).call();
    }

    @Test
    void failsAtAPairThatDoesNotFit() {
        assertThatThrownBy(run("good", pairs.areRead(bytes -> deletion("n2"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("what is to stand in good.activity.json");
        assertThatThrownBy(run("good", pairs.areWritten(activity -> "{\"id\": \"n2\"}")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("what is to stand in good.native.json");
    }

    @Test
    void failsWhereTheOtherOfAPairIsMissing() {
        assertThatThrownBy(run("lonely", pairs.areRead(bytes -> deletion("n2"))))
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
        assertThat(pairs.areRead(bytes -> deletion("n1"))).extracting(DynamicTest::getDisplayName).containsExactly("good", "lonely");
    }

    private static Activity deletion(String id) {
        var actor = Actor.of("acct:anna@board.example.org", "anna");
        return new Activity.Delete(actor, new ExternalId(id), Instant.parse("2026-11-22T11:00:00Z"));
    }

    private static ThrowingCallable run(String name, Stream<DynamicTest> tests) {
        return tests.filter(test -> test.getDisplayName().equals(name)).findFirst().orElseThrow().getExecutable()::execute;
    }
}
