package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dialoguehub.adaptation.Change;
import org.dialoguehub.broadcast.Preview;
import org.dialoguehub.broadcast.Schedule.Occurrence;

/** What each channel would get, to the letter. */
record PreviewView(Words words, Times times) {
    Html show(List<Preview> previews, List<Occurrence> when) {
        return element(
                "section", css("previews"), id("preview"), attribute("aria-labelledby", "preview-title"),
                element("h2", id("preview-title"), text(words.say("preview"))),
                when.isEmpty() ? nothing() : times(when),
                element("ol", all(previews.stream().map(this::show))));
    }

    private Html times(List<Occurrence> when) {
        return element("p", text(words.say("preview.times") + " "), all(when.stream().map(time -> element("span", css("when-out"),
                times.show(time.instant()), text(" (" + time.local() + " " + time.zone().getId() + ")")))));
    }

    private Html show(Preview preview) {
        return element(
                "li", css("preview"),
                element("h3", element("bdi", preview.channel()), element("span", css("gloss"), text(" " + preview.network()))),
                Reception.problems(preview.problems()),
                all(preview.parts().stream().map(part -> part(part, ""))),
                all(preview.comments().stream().map(part -> part(part, words.say("preview.below") + " "))),
                list(Stream.of(
                        preview.files().stream().map(this::file),
                        preview.card().stream().map(card -> words.say("preview.card", card)),
                        preview.cost().stream().map(this::cost),
                        preview.named().stream().map(name -> words.say("preview.named", name)),
                        preview.changes().stream().map(this::said))
                        .flatMap(lines -> lines).toList(), "changes"),
                list(preview.waits(), "waits"));
    }

    private static Html list(List<String> lines, String kind) {
        return lines.isEmpty() ? nothing() : element("ul", css(kind), all(lines.stream().map(line -> element("li", line))));
    }

    private String file(Preview.File file) {
        String name = file.size().map(size -> file.file().name() + ", " + size).orElse(file.file().name());
        return words.say("preview.file", name, file.file().size()) + file.change().map(change -> " (" + change + ")").orElse("");
    }

    private String cost(Preview.Cost cost) {
        return cost.limit()
                .map(limit -> words.say("preview.cost.limit", cost.price(), cost.spent(), limit))
                .orElseGet(() -> words.say("preview.cost", cost.price(), cost.spent()));
    }

    private Html part(Preview.Part part, String title) {
        String length = part.limit() == Long.MAX_VALUE
                ? words.say("preview.length", part.length())
                : words.say("preview.limit", part.length(), part.limit());
        boolean over = part.length() > part.limit();
        return element("figure", css("part"),
                element("pre", css("said"), attribute("dir", "auto"), text(part.text())),
                element("figcaption", over ? css("over") : css("length"), text(title + length)));
    }

    private String said(Change change) {
        String word = change.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return words.say("change." + word, change.kind() == Change.Kind.FORM ? form(change.detail()) : change.detail());
    }

    private String form(String form) {
        String key = "form." + form;
        return words.texts().containsKey(key) ? words.say(key) : form;
    }
}
