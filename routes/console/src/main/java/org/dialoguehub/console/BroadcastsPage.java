package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Attribute.label;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Broadcast;
import org.dialoguehub.broadcast.Schedules;
import org.dialoguehub.broadcast.Stage;

/** Broadcasts, of all stages or one, that changed last first. */
record BroadcastsPage(Words words, Times times) {
    private static final int LONGEST = 80;

    /** @param skip how many come before */
    Html show(Optional<Stage> chosen, List<Broadcast> page, int skip, int most) {
        List<String> columns =
                Stream.of("what", "stage", "channels", "when", "changed").map(column -> words.say("list." + column)).toList();
        return element("main", id("main"), element("h1", words.say("menu.broadcasts")),
                element("nav", css("choice"), label(words.say("list.stage")), element("ul", item(Optional.empty(), chosen),
                        all(Stream.of(Stage.values()).map(stage -> item(Optional.of(stage), chosen))))),
                page.isEmpty()
                        ? element("p", css("empty"), text(words.say("list.none")))
                        : Tables.show(columns, page.stream().map(this::row).toList()),
                page.size() < most
                        ? nothing()
                        : element("p", element("a", link("/broadcasts?skip=" + (skip + most) + chosen.map(stage -> "&stage=" + word(stage))
                                .orElse("")), text(words.say("list.more")))));
    }

    private Html item(Optional<Stage> stage, Optional<Stage> chosen) {
        Html name = text(words.say(stage.map(one -> "stage." + word(one)).orElse("list.all")));
        Attribute to = link("/broadcasts" + stage.map(one -> "?stage=" + word(one)).orElse(""));
        return element("li", stage.equals(chosen) ? element("a", to, attribute("aria-current", "page"), name) : element("a", to, name));
    }

    private List<Html> row(Broadcast broadcast) {
        return List.of(
                element("a", link(address(broadcast.key())), element("bdi", title(broadcast))),
                stage(words, broadcast.stage()),
                element("bdi", String.join(", ", broadcast.draft().channels())),
                broadcast.next().map(times::show).orElseGet(() -> element("bdi", Schedules.text(broadcast.plan().schedule()))),
                all(Stream.of(times.show(broadcast.changed()), text(" "), element("bdi", broadcast.history().getLast().who()))));
    }

    static Html stage(Words words, Stage stage) {
        return element("span", css("stage " + word(stage)), text(words.say("stage." + word(stage))));
    }

    static String word(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    static String title(Broadcast broadcast) {
        String title = Stream.concat(broadcast.draft().subject().stream(), broadcast.draft().text().lines())
                .filter(line -> !line.isBlank()).findFirst().orElse(broadcast.key());
        return title.codePointCount(0, title.length()) <= LONGEST ? title : title.substring(0, title.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /** Where a broadcast is shown. */
    static String address(String key) {
        return "/broadcast?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }
}
