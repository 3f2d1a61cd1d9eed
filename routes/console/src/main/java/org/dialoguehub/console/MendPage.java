package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.text;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Receipt;

/** What is out, to be said in other words, or to be followed by more. */
record MendPage(Visit visit) {
    /** @param follow key of what may be said below */
    Html show(String key, Publicity said, String written, String follow, List<String> problems) {
        Words words = visit.words();
        String channels = said.receipts().stream().map(Receipt::channel).distinct().collect(Collectors.joining(", "));
        return element("main", id("main"),
                element("h1", element("bdi", key)),
                element("p", text(words.say("list.channels") + ": "), element("bdi", channels)),
                Reception.problems(problems),
                Form.post(visit, "/mend",
                        Form.hidden("key", key), Form.hidden("follow", follow),
                        Form.area("text", words.say("compose.text"), 8, written),
                        Form.buttons(Stream.of("correct", "follow")
                                .map(what -> Form.button(what, words.say("do." + what), what.equals("correct")))
                                .toList())));
    }
}
