package org.dialoguehub.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Note;
import org.dialoguehub.testkit.GoldenPairs;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.twitter.TwitterJson.Includes;
import org.dialoguehub.twitter.TwitterJson.Tweet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TwitterTranslatorTest {
    private final TwitterTranslator translator = new TwitterTranslator(Audience.circle("swimmers"));

    @TestFactory
    Stream<DynamicTest> readsWhatXTells() {
        return GoldenPairs.of(getClass(), "posts", ".native.json").areRead(bytes -> {
            Json json = Json.read(bytes);
            return translator.activity(Tweet.read(json.object("data")), Includes.read(json));
        });
    }

    @TestFactory
    Stream<DynamicTest> writesWhatXTakes() {
        return GoldenPairs.of(getClass(), "drafts", ".native.json").areWritten(activity -> {
            Note note = ((Activity.Create) activity).note();
            return translator.draft(note, TwitterUploads.named(note)).json().written();
        });
    }

    @Test
    void knowsTheTimeInAnId() {
        // posted on 24 July 2026, 21:05:48 UTC, as X's page on event payloads has it
        assertThat(Snowflake.time("2080761390344937796")).hasToString("2026-07-24T21:05:48.792Z");
        assertThat(Snowflake.before(Snowflake.time("2080761390344937796"))).isLessThan(2080761390344937796L);
    }
}
