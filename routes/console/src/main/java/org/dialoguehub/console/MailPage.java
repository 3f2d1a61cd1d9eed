package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.Message;
import org.dialoguehub.archive.Message.Passage;
import org.dialoguehub.engine.Right;

/** A mail of the archive in its thread, and the box to go on with it. */
record MailPage(Visit visit) {
    private static final int MOST = 500;
    private static final int DEEPEST = 8;

    /** @param key of the answer that is written, so that it is said once */
    Html show(Message message, List<Archive.Entry> thread, String written, String key, List<String> problems) {
        Words words = visit.words();
        return element("main", id("main"),
                element("h1", element("bdi", ArchivePage.subject(words, message.subject()))),
                Reception.problems(problems),
                element("article", css("mail"),
                        element("p", css("row"),
                                element("strong", element("bdi", message.name().isEmpty() ? message.address() : message.name())),
                                element("span", css("hint"), element("bdi", message.address())),
                                message.sent().map(visit.times()::show).orElseGet(() -> text(words.say("archive.no-date")))),
                        element("p", css("hint"), element("bdi", String.join(", ", message.groups().stream().sorted().toList())),
                                text(message.tags().isEmpty() ? "" : " · "),
                                element("bdi", String.join(", ", message.tags().stream().sorted().toList()))),
                        all(message.marks().stream().sorted().map(mark -> Form.note(words.say(
                                "archive.mark." + mark.name().toLowerCase(Locale.ROOT))))),
                        all(passages(message.text()).stream().map(this::passage)),
                        files(message)),
                thread(message, thread),
                visit.who().may(Right.ANSWER) ? form(message, written, key) : nothing());
    }

    /** What is folded stands together, blank lines between with it. */
    private static List<Passage> passages(List<Passage> text) {
        List<Passage> passages = new ArrayList<>();
        for (Passage passage : text) {
            boolean blank = passage.text().isBlank();
            boolean joins = !passages.isEmpty() && (blank || passages.getLast().own() == passage.own());
            if (joins) {
                Passage last = passages.removeLast();
                passages.add(new Passage(last.kind(), last.text() + "\n" + passage.text()));
            } else if (!blank) {
                passages.add(passage);
            }
        }
        return passages;
    }

    private Html passage(Passage passage) {
        Html said = element("p", css("said"), attribute("dir", "auto"), text(passage.text().strip()));
        return passage.own() ? said : element("details", element("summary", visit.words().say("archive.folded")), said);
    }

    private Html files(Message message) {
        return message.files().isEmpty()
                ? nothing()
                : element("ul", css("files"), all(IntStream.range(0, message.files().size()).mapToObj(place -> element("li",
                        element("a", link("/archive/file?number=" + message.number() + "&place=" + place),
                                element("bdi", message.files().get(place).name())),
                        text(" " + visit.words().say("archive.bytes", message.files().get(place).size()))))));
    }

    private Html thread(Message message, List<Archive.Entry> thread) {
        Words words = visit.words();
        return element("section", element("h2", words.say("archive.thread", thread.size())),
                element("ol", css("tree"), all(IntStream.range(0, Math.min(thread.size(), MOST))
                        .mapToObj(at -> entry(thread.get(at), depth(thread, at), message.number())))));
    }

    private static int depth(List<Archive.Entry> thread, int at) {
        int depth = 0;
        for (int above = thread.get(at).above(); above >= 0 && depth < DEEPEST; above = thread.get(above).above()) {
            depth++;
        }
        return depth;
    }

    private Html entry(Archive.Entry entry, int depth, long here) {
        Words words = visit.words();
        String who = entry.name().isEmpty() ? entry.address() : entry.name();
        Html line = entry.number().isEmpty()
                ? element("em", words.say("archive.ghost"))
                : all(Stream.of(
                        entry.number().get() == here
                                ? element("strong", element("bdi", who))
                                : element("a", link(ArchivePages.address(entry.number().get())), element("bdi", who)),
                        text(" "), entry.sent().map(visit.times()::show).orElse(nothing()), text(" "),
                        element("bdi", css("hint"), text(entry.subject())),
                        entry.guessed() ? element("em", css("hint"), text(" " + words.say("archive.mark.guessed_place"))) : nothing()));
        return element("li", css("deep-" + depth), line);
    }

    private Html form(Message message, String written, String key) {
        Words words = visit.words();
        return Form.post(visit, "/archive/mail",
                Form.hidden("number", Long.toString(message.number())), Form.hidden("key", key),
                Form.area("text", words.say("archive.answer"), 5, written),
                Form.line("to", words.say("archive.to"), ""),
                Form.note(words.say("archive.to-hint")),
                Form.buttons(List.of(Form.button("answer", words.say("archive.send"), true))),
                Form.group(words.say("archive.order"),
                        Form.line("below", words.say("archive.below"), ""),
                        Form.buttons(Stream.of("merge", "split", "undo")
                                .map(what -> Form.button(what, words.say("archive." + what), false)).toList())));
    }
}
