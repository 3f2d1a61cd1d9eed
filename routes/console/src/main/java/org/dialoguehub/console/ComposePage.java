package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dialoguehub.adaptation.Overflow;
import org.dialoguehub.broadcast.BroadcastSettings;
import org.dialoguehub.broadcast.Preview;
import org.dialoguehub.broadcast.Schedule.Occurrence;
import org.dialoguehub.engine.Right;

/**
 * The form in which a broadcast is written, below what each channel would get. Only what was looked at can be sent.
 *
 * @param places channels, and groups of them
 */
record ComposePage(Visit visit, Map<String, List<String>> places, BroadcastSettings settings) {
    /** What somebody looked at, and what is wrong with it. */
    record Seen(List<Preview> previews, List<Occurrence> times, List<String> problems) {
        static final Seen NOTHING = new Seen(List.of(), List.of(), List.of());

        /** The same, with something to be told; what was previewed can still be sent. */
        Seen with(List<String> told) {
            return new Seen(previews, times, told);
        }

        boolean isSound() {
            return !previews.isEmpty() && previews.stream().allMatch(preview -> preview.problems().isEmpty());
        }
    }

    Html show(Composition written, Seen seen) {
        Words words = visit.words();
        return element(
                "main", id("main"),
                element("h1", words.say(written.version() == 0 ? "compose" : "compose.change")),
                Reception.problems(seen.problems()),
                Form.upload(visit, "/compose",
                        seen.previews().isEmpty() ? nothing() : new PreviewView(words, visit.times()).show(seen.previews(), seen.times()),
                        Form.hidden("version", Long.toString(written.version())),
                        seen.isSound() ? Form.hidden("seen", written.fingerprint()) : nothing(),
                        buttons(written, seen),
                        says(written), where(written), when(written), Attachments.show(words, written.files()), different(written),
                        about(written), Form.buttons(List.of(Form.button("preview", words.say("compose.preview"), !seen.isSound())))));
    }

    /** The first is what the key Enter does. */
    private Html buttons(Composition written, Seen seen) {
        Words words = visit.words();
        List<Html> buttons = new ArrayList<>(List.of(Form.button("preview", words.say("compose.preview"), false)));
        if (!seen.previews().isEmpty()) {
            buttons.add(Form.button("save", words.say("compose.save"), false));
        }
        if (seen.isSound()) {
            buttons.add(Form.button("propose", words.say("compose.propose"), settings.approval()));
        }
        if (seen.isSound() && !settings.approval() && visit.who().may(Right.COMPOSE)) {
            buttons.add(Form.button("send", words.say(written.text("when").equals("now") ? "compose.send" : "compose.schedule"), true));
        }
        return seen.previews().isEmpty() ? nothing() : Form.buttons(buttons);
    }

    private Html says(Composition written) {
        Words words = visit.words();
        return Form.group(words.say("compose.says"),
                Form.line("subject", words.say("compose.subject"), written.text("subject")),
                Form.area("text", words.say("compose.text"), 10, written.text("text"), attribute("aria-describedby", "markdown")),
                element("p", Attribute.css("hint"), id("markdown"), text(words.say("compose.markdown"))),
                Form.area("comment", words.say("compose.comment"), 3, written.text("comment")));
    }

    private Html where(Composition written) {
        return Form.group(visit.words().say("compose.where"), all(places.entrySet().stream().map(place -> Form.tick(
                "checkbox", "to", place.getKey(), written.to().contains(place.getKey()), place(place.getKey(), place.getValue())))));
    }

    private static Html place(String name, List<String> channels) {
        return channels.equals(List.of(name))
                ? element("bdi", name)
                : all(Stream.of(element("strong", element("bdi", name)), text(": "), element("bdi", String.join(", ", channels))));
    }

    private Html when(Composition written) {
        Words words = visit.words();
        Map<String, String> slots = new LinkedHashMap<>();
        settings.slots().keySet().stream().sorted().forEach(slot -> slots.put(slot, slot));
        return Form.group(words.say("compose.when"),
                tick(written, "now"),
                tick(written, "at"),
                element("div", Attribute.css("row"),
                        Form.input("datetime-local", "at", words.say("compose.at"), written.text("at")),
                        Form.line("zone", words.say("compose.zone"), written.text("zone"))),
                slots.isEmpty() ? nothing() : tick(written, "slot"),
                slots.isEmpty() ? nothing() : Form.choice("slot", words.say("compose.slot"), slots, written.text("slot")),
                tick(written, "again"),
                Form.line("again", words.say("compose.again"), written.text("again"), attribute("placeholder",
                        "every FREQ=WEEKLY;BYDAY=MO from 2026-12-07T09:00 Europe/Helsinki")));
    }

    private Html tick(Composition written, String when) {
        return Form.tick("radio", "when", when, written.text("when").equals(when), text(visit.words().say("compose.when." + when)));
    }

    private Html different(Composition written) {
        Words words = visit.words();
        Map<String, String> overflows = new LinkedHashMap<>(Map.of("", words.say("overflow")));
        Stream.of(Overflow.values()).map(value -> value.name().toLowerCase(Locale.ROOT))
                .forEach(value -> overflows.put(value, words.say("overflow." + value)));
        List<String> channels = places.entrySet().stream().filter(place -> place.getValue().equals(List.of(place.getKey())))
                .map(Map.Entry::getKey).toList();
        return element("details", element("summary", words.say("compose.different")),
                all(channels.stream().map(channel -> Form.group(channel,
                        Form.area("words." + channel, words.say("compose.words"), 3, written.text("words." + channel)),
                        Form.choice("overflow." + channel, words.say("compose.overflow"), overflows,
                                written.text("overflow." + channel))))));
    }

    private Html about(Composition written) {
        Words words = visit.words();
        return Form.group(words.say("compose.about"),
                written.version() == 0
                        ? Form.line("key", words.say("compose.key"), written.key())
                        : Form.hidden("key", written.key()),
                Form.hidden("language", written.text("language")),
                Form.line("campaign", words.say("compose.campaign"), written.text("campaign")),
                Form.line("tags", words.say("compose.tags"), written.text("tags")));
    }
}
