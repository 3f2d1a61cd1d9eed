package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.util.List;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Conversation;
import org.dialoguehub.broadcast.Conversation.Said;
import org.dialoguehub.broadcast.Preview;
import org.dialoguehub.engine.Right;

/** What one person and the organization said to each other, and the box for the answer. */
record AnswerPage(Visit visit) {
    /** @param key of the answer that is written, so that it is said once */
    Html show(Conversation conversation, String written, String key, List<Preview> previews, List<String> problems) {
        Words words = visit.words();
        return element("main", id("main"),
                element("h1", element("bdi", conversation.person().name())),
                element("p", css("row"), element("bdi", conversation.channel()), AnswersPage.state(words, conversation.state()),
                        conversation.handling().assignee()
                                .map(who -> element("span", text(words.say("answers.assignee") + ": "), element("bdi", who.to())))
                                .orElse(nothing())),
                Reception.problems(problems),
                element("ol", css("talk"), all(conversation.notes().stream().map(this::said))),
                visit.who().may(Right.ANSWER) ? form(conversation, written, key, previews) : nothing());
    }

    private Html said(Said said) {
        Words words = visit.words();
        String body = said.told().note().map(note -> note.body().ownWords()).orElseGet(() -> words.say("note.taken-back"));
        return element("li", css(said.ours() ? "ours" : "theirs"),
                element("p", css("row"),
                        element("strong", element("bdi", said.told().author().map(author -> author.name())
                                .orElseGet(() -> words.say("note.somebody")))),
                        visit.times().show(said.told().at())),
                element("p", css("said"), attribute("dir", "auto"), text(body)));
    }

    private Html form(Conversation conversation, String written, String key, List<Preview> previews) {
        Words words = visit.words();
        return Form.post(visit, "/answer",
                Form.hidden("id", conversation.id().value()), Form.hidden("key", key),
                previews.isEmpty() ? nothing() : new PreviewView(words, visit.times()).show(previews, List.of()),
                Form.area("text", words.say("answers.answer"), 5, written),
                Form.buttons(Stream.of("preview", "send").map(what -> Form.button(what, words.say("answers." + what), what.equals("send")))
                        .toList()),
                Form.group(words.say("answers.handling"),
                        Form.line("assignee", words.say("answers.assignee"),
                                conversation.handling().assignee().map(who -> who.to()).orElse("")),
                        Form.buttons(Stream.of("assign", "take", "close")
                                .map(what -> Form.button(what, words.say("answers." + what), false)).toList())));
    }
}
