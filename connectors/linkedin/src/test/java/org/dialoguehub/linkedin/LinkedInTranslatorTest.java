package org.dialoguehub.linkedin;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Note;
import org.dialoguehub.testkit.GoldenPairs;
import org.dialoguehub.toolkit.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LinkedInTranslatorTest {
    private static final LinkedInUrn POST = new LinkedInUrn("urn:li:share:7094637247487995904");

    private final LinkedInTranslator translator =
            new LinkedInTranslator(URI.create("https://www.linkedin.com"), Audience.circle("swimmers"));

    @TestFactory
    Stream<DynamicTest> readsWhatLinkedInTells() {
        return GoldenPairs.of(getClass(), "events", ".native.json").areRead(bytes -> activity(Json.read(bytes)));
    }

    @TestFactory
    Stream<DynamicTest> writesWhatLinkedInTakes() {
        return GoldenPairs.of(getClass(), "drafts", ".native.json")
                .areWritten(activity -> written(((Activity.Create) activity).note()).written());
    }

    private Activity activity(Json told) {
        if (told.has("notificationId")) {
            return translator.told(LinkedInJson.Notification.read(told), Optional.empty());
        }
        return told.has("message")
                ? translator.said(LinkedInJson.Comment.read(told), POST)
                : translator.said(LinkedInJson.Said.read(told));
    }

    private Json written(Note note) {
        LinkedInShown shown = LinkedInShown.of(note);
        List<String> images = IntStream.range(0, shown.images().size()).mapToObj(each -> "urn:li:image:C4E10AQ" + each).toList();
        Optional<String> video = shown.video().map(file -> "urn:li:video:C4E05AQ0");
        Json state = Json.object().with("above", note.inReplyTo().flatMap(LinkedInTranslator::above).map(LinkedInUrn::value));
        return note.inReplyTo()
                .map(answered -> LinkedInWriting.answer(answered, state, translator.text(note)).json("urn:li:organization:2414183"))
                .orElseGet(() -> translator.draft(note, images, video).json("urn:li:organization:2414183"));
    }
}
