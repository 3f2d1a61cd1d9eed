package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Attribute.silent;
import static org.dialoguehub.console.Html.element;

import java.util.Locale;

/** The pictures in {@code icons.svg}. */
enum Icon {
    HUB,
    MAIL,
    FEED,
    FACEBOOK,
    X,
    LINKEDIN,
    CHANNEL,
    CROSSING,
    REPLY,
    FILE,
    CHECK,
    CLOCK,
    QUESTION,
    CROSS;

    /** Says nothing to those who are read to: stand words beside it. */
    Html show() {
        return element(
                "svg",
                css("icon"),
                silent(),
                attribute("focusable", "false"),
                element("use", link("/console/icons.svg#" + name().toLowerCase(Locale.ROOT))));
    }
}
