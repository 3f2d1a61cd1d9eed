package org.dialoguehub.facebook;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.facebook.MessengerJson.Draft;
import org.dialoguehub.facebook.MessengerJson.Message;
import org.dialoguehub.facebook.MessengerJson.Told;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Note;
import org.dialoguehub.testkit.GoldenPairs;
import org.dialoguehub.toolkit.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MessengerTranslatorTest {
    private final MessengerTranslator translator = new MessengerTranslator(
            new FacebookTranslator("104200000000042", URI.create("https://www.facebook.com"), Audience.circle("customer-team")));

    @TestFactory
    Stream<DynamicTest> readsMessages() {
        return GoldenPairs.of(getClass(), "messages", ".native.json").areRead(bytes -> {
            Message message = Message.read(Json.read(bytes));
            List<Optional<Attachment>> none = Collections.nCopies(message.shown().size(), Optional.empty());
            return translator.activity(message, none);
        });
    }

    @TestFactory
    Stream<DynamicTest> readsWhatWebhooksTell() {
        return GoldenPairs.of(getClass(), "messaging", ".native.json")
                .areRead(bytes -> translator.activity(Told.read(Json.read(bytes))).orElseThrow());
    }

    @TestFactory
    Stream<DynamicTest> writesWhatMessengerTakes() {
        return GoldenPairs.of(getClass(), "answers", ".native.json").areWritten(activity -> {
            Note note = ((Activity.Create) activity).note();
            Optional<Attachment> file = MessengerTranslator.file(note);
            var draft = new Draft("7000000000000042", note.inReplyTo().map(it -> it.note().value()), MessengerTranslator.text(note),
                    file.map(it -> "1234567"), file.map(MessengerTranslator::kind).orElse(""), false);
            Json json = Json.object();
            for (Map.Entry<String, String> field : draft.form().entrySet()) {
                json = json.with(field.getKey(), field.getValue());
            }
            return json.written();
        });
    }
}
