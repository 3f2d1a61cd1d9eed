package org.dialoguehub.template;

import java.util.stream.Stream;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Audience;
import org.dialoguehub.testkit.GoldenPairs;
import org.dialoguehub.toolkit.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class NoticeboardTranslatorTest {
    private final NoticeboardTranslator translator = new NoticeboardTranslator("board.example.org", Audience.circle("swimmers"));

    @TestFactory
    Stream<DynamicTest> readsWhatTheBoardTells() {
        return GoldenPairs.of(getClass(), "events", ".native.json")
                .areRead(bytes -> translator.activity(NoticeboardJson.Event.read(Json.read(bytes))));
    }

    @TestFactory
    Stream<DynamicTest> writesWhatTheBoardTakes() {
        return GoldenPairs.of(getClass(), "drafts", ".native.json")
                .areWritten(activity -> translator.draft(((Activity.Create) activity).note()).json().written());
    }
}
