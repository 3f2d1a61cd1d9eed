package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Attribute.label;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.text;

import java.util.Locale;
import java.util.stream.Stream;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Right;

/** The pages that somebody may see. */
record Menu(Words words, Principal who) {
    /** Where a page is, and what it takes to see it: either of these rights. */
    enum Place {
        DIALOGUE("/", Right.OPERATE, Right.OPERATE),
        BROADCASTS("/broadcasts", Right.COMPOSE, Right.APPROVE),
        COMPOSE("/compose", Right.COMPOSE, Right.COMPOSE),
        ANSWERS("/answers", Right.ANSWER, Right.COMPOSE),
        ARCHIVE("/archive", Right.COMPOSE, Right.ANSWER),
        QUEUE("/queue", Right.OPERATE, Right.OPERATE);

        private final String path;
        private final Right right;
        private final Right other;

        Place(String path, Right right, Right other) {
            this.path = path;
            this.right = right;
            this.other = other;
        }

        String path() {
            return path;
        }

        boolean isFor(Principal who) {
            return who.may(right) || who.may(other);
        }
    }

    Html show(String here) {
        return element(
                "nav", id("menu"), css("menu"), label(words.say("menu")),
                element("ul", all(Stream.of(Place.values()).filter(place -> place.isFor(who)).map(place -> item(place, here)))));
    }

    private Html item(Place place, String here) {
        Html words = text(this.words.say("menu." + place.name().toLowerCase(Locale.ROOT)));
        return element("li", place.path().equals(here)
                ? element("a", link(place.path()), attribute("aria-current", "page"), words)
                : element("a", link(place.path()), words));
    }
}
