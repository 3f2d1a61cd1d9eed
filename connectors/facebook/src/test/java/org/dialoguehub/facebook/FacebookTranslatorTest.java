package org.dialoguehub.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dialoguehub.facebook.FacebookJson.Change;
import org.dialoguehub.facebook.FacebookJson.Draft;
import org.dialoguehub.facebook.FacebookJson.Said;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Note;
import org.dialoguehub.testkit.GoldenPairs;
import org.dialoguehub.toolkit.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FacebookTranslatorTest {
    private static final Instant TOLD = Instant.parse("2026-11-22T10:30:00Z");

    private final FacebookTranslator translator = new FacebookTranslator(
            "104200000000042", URI.create("https://www.facebook.com"), new Audience.Everyone());

    @TestFactory
    Stream<DynamicTest> readsWhatIsOnThePage() {
        return GoldenPairs.of(getClass(), "said", ".native.json").areRead(bytes -> {
            Json json = Json.read(bytes);
            return translator.activity(json.has("comment") ? Said.comment(json.object("comment"), json.text("post")) : Said.post(json),
                    Map.of());
        });
    }

    @TestFactory
    Stream<DynamicTest> readsWhatWebhooksTell() {
        return GoldenPairs.of(getClass(), "told", ".native.json")
                .areRead(bytes -> translator.activity(Change.read(Json.read(bytes), TOLD)).orElseThrow());
    }

    @TestFactory
    Stream<DynamicTest> writesWhatFacebookTakes() {
        return GoldenPairs.of(getClass(), "drafts", ".native.json").areWritten(activity -> {
            Note note = ((Activity.Create) activity).note();
            Draft draft = translator.draft(note);
            List<Attachment> shown = FacebookTranslator.shown(note);
            List<String> photos = IntStream.rangeClosed(1, shown.size()).mapToObj(Integer::toString).toList();
            Map<String, String> form = shown.stream().anyMatch(FacebookTranslator::isVideo)
                    ? draft.video()
                    : note.inReplyTo().isPresent() ? draft.comment(photos) : draft.post(photos);
            Json json = Json.object();
            for (Map.Entry<String, String> field : form.entrySet()) {
                json = json.with(field.getKey(), field.getValue());
            }
            return json.written();
        });
    }

    @Test
    void saysNothingOfWhatIsNoSpeech() {
        for (String value : List.of(
                "{\"item\":\"like\",\"verb\":\"add\",\"user_id\":1}",
                "{\"item\":\"comment\",\"verb\":\"hide\",\"post_id\":\"1_2\",\"comment_id\":\"2_3\"}",
                "{\"item\":\"event\",\"verb\":\"add\",\"post_id\":\"1_2\",\"event_id\":\"3\"}",
                "{\"item\":\"post\",\"verb\":\"pondered\",\"post_id\":\"1_2\"}")) {
            Change change = Change.read(Json.read(value.getBytes(StandardCharsets.UTF_8)), TOLD);

            assertThat(translator.activity(change)).as(value).isEmpty();
        }
    }

    @Test
    void takesTextsForTheSameThatFacebookHasChangedALittle() {
        assertThat(FacebookTranslator.normal(" Cafe\u0301\r\n\u2003 opens  at 8\n"))
                .isEqualTo(FacebookTranslator.normal("Café opens at 8"));
        assertThat(FacebookTranslator.normal("at 8")).isNotEqualTo(FacebookTranslator.normal("at 9"));
    }
}
