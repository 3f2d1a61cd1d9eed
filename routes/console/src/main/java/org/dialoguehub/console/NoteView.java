package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.anyDirection;
import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Attribute.label;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Attribute.silent;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dialoguehub.engine.Dialogue.Told;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.toolkit.HtmlWriter;

/** Shows a note: on the side where it was said, with what became of it. */
record NoteView(Words words, Times times, Conversation conversation, HtmlWriter writer, MarkView marks) {
    private static final int LONGEST = 12_000;
    private static final int COLOURS = 6;

    static NoteView of(Words words, Times times, Conversation conversation) {
        HtmlWriter writer = HtmlWriter.forPages(
                image -> URI.create("#"), kind -> words.say("folded." + kind.name().toLowerCase(Locale.ROOT)));
        return new NoteView(words, times, conversation, writer, new MarkView(words, times, conversation));
    }

    /** @param authors who wrote the notes that are on the page */
    Html show(Told told, Map<NoteId, String> authors) {
        String side = conversation.isOnTheRight(told.channel()) ? "right" : "left";
        String kind = conversation.kind(told.channel()).css();
        boolean aside = told.note().isEmpty() || !told.marks().isEmpty();
        return element(
                "li",
                css("note " + side + " " + kind + (aside ? " aside" : "")),
                id("note-" + told.id()),
                element(
                        "article",
                        attribute("aria-labelledby", "by-" + told.id()),
                        head(told),
                        answered(told, authors),
                        remarks(told),
                        told.note().map(this::body).orElseGet(() -> absent(told)),
                        foot(told)));
    }

    private Html head(Told told) {
        String name = told.author().map(Actor::name).orElseGet(() -> words.say("note.somebody"));
        Conversation.Kind kind = conversation.kind(told.channel());
        return element(
                "header",
                element("span", css("face face-" + colour(told)), silent(), text(initial(name))),
                element("h3", id("by-" + told.id()), element("bdi", name)),
                element("span", css("via"), kind.icon().show(), text(words.say("kind." + kind.css()))),
                element(
                        "a",
                        css("when"),
                        link("#note-" + told.id()),
                        times.show(told.at()),
                        told.edited() && told.note().isPresent() ? text(" · " + words.say("note.edited")) : nothing()));
    }

    private static String initial(String name) {
        int first = name.codePoints().filter(Character::isLetterOrDigit).findFirst().orElse('?');
        return Character.toString(Character.toUpperCase(first));
    }

    /** The same person has the same colour everywhere. */
    private static int colour(Told told) {
        return Math.floorMod(told.author().map(Actor::name).orElse("").hashCode(), COLOURS);
    }

    private Html answered(Told told, Map<NoteId, String> authors) {
        return told.parent()
                .filter(authors::containsKey)
                .map(parent -> element(
                        "p",
                        css("answers"),
                        Icon.REPLY.show(),
                        element("a", link("#note-" + parent), text(words.say("note.answers") + " "),
                                element("bdi", authors.getOrDefault(parent, "")))))
                .orElse(nothing());
    }

    private Html remarks(Told told) {
        return all(told.marks().stream()
                .sorted()
                .map(mark -> element("p", css("remark"), text(words.say("mark." + mark.name().toLowerCase(Locale.ROOT))))));
    }

    private Html absent(Told told) {
        return switch (told.state()) {
            case DELETED -> element("p", css("absent"), text(words.say("note.taken-back")));
            case GHOST -> element("p", css("absent"), text(words.say("note.never-seen")));
            case LIVE -> element("p", css("absent"), text(words.say("note.empty")));
        };
    }

    private Html body(Note note) {
        Excerpt.Part part = Excerpt.of(note.body(), LONGEST);
        Html written = new Html(writer.write(part.text()));
        return element(
                "div",
                css("text"),
                anyDirection(),
                attribute("lang", note.language().map(Locale::toLanguageTag).orElse("")),
                written,
                part.cut()
                        ? element("p", css("cut"), attribute("lang", words.language().toLanguageTag()), text(words.say("note.cut")))
                        : nothing(),
                note.body().isEmpty() && note.attachments().isEmpty()
                        ? element("p", css("absent"), attribute("lang", words.language().toLanguageTag()), text(words.say("note.empty")))
                        : nothing());
    }

    private Html foot(Told told) {
        Html files = told.note().map(note -> files(told.id(), note.attachments())).orElse(nothing());
        Html likes = likes(told.likes());
        Html carried = marks.show(told);
        return files.markup().isEmpty() && likes.markup().isEmpty() && carried.markup().isEmpty()
                ? nothing()
                : element("footer", files, likes, carried);
    }

    private Html files(NoteId note, List<Attachment> attachments) {
        return attachments.isEmpty()
                ? nothing()
                : element(
                        "ul", css("files"), label(words.say("note.files")),
                        all(attachments.stream().map(file -> element("li", file(note, file)))));
    }

    private Html file(NoteId note, Attachment file) {
        return element(
                "a",
                link("/notes/" + note + "/files/" + file.content()),
                Icon.FILE.show(),
                element("bdi", file.name()),
                element("span", css("size"), text(size(file.size()))));
    }

    private String size(long bytes) {
        return bytes < 1_000
                ? words.say("size.bytes", bytes)
                : bytes < 1_000_000 ? words.say("size.kilobytes", bytes / 1_000.0) : words.say("size.megabytes", bytes / 1_000_000.0);
    }

    private Html likes(List<Like> likes) {
        Map<String, List<String>> names = likes.stream()
                .collect(Collectors.groupingBy(
                        Like::emoji, LinkedHashMap::new, Collectors.mapping(like -> like.actor().name(), Collectors.toList())));
        return names.isEmpty()
                ? nothing()
                : element(
                        "ul", css("likes"), label(words.say("note.likes")),
                        all(names.entrySet().stream().map(like -> element("li", like(like.getKey(), like.getValue())))));
    }

    private static Html like(String emoji, List<String> names) {
        return element(
                "span",
                css("like"),
                element("bdi", css("emoji"), text(emoji)),
                text(" "),
                element("bdi", String.join(", ", names)));
    }
}
