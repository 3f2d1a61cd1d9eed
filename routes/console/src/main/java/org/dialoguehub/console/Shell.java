package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Attribute.silent;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.util.Locale;
import java.util.stream.Stream;
import org.dialoguehub.engine.Health;

/** What is around every page. */
record Shell(Words words, String hubName) {
    /** A page that keeps itself up to date: by script, or else by being loaded again. */
    String live(String title, Health health, Html menu, boolean signsOut, Html main) {
        Html head = all(Stream.of(
                element("noscript", element("meta", attribute("http-equiv", "refresh"), attribute("content", "5"))),
                element("script", attribute("src", "/console/live.js"), attribute("defer", "defer"))));
        Html tools = all(Stream.of(menu, health(health), live(), signsOut ? signOut() : nothing()));
        return page(title, head, tools, main);
    }

    /** A page for somebody who is known. */
    String known(String title, Html menu, String who, boolean signsOut, Html main) {
        Html name = element("p", css("who"), id("who"), element("bdi", who));
        return page(title, nothing(), all(Stream.of(menu, name, signsOut ? signOut() : nothing())), main);
    }

    String still(String title, Html main) {
        return page(title, nothing(), nothing(), main);
    }

    private String page(String title, Html head, Html tools, Html main) {
        return "<!DOCTYPE html>\n"
                + element(
                        "html",
                        attribute("lang", words.language().toLanguageTag()),
                        element(
                                "head",
                                element("meta", attribute("charset", "utf-8")),
                                element("title", title + " · Dialogue Hub"),
                                element("meta", attribute("name", "viewport"), attribute("content", "width=device-width, initial-scale=1")),
                                element("meta", attribute("name", "color-scheme"), attribute("content", "light dark")),
                                element("link", attribute("rel", "icon"), attribute("type", "image/svg+xml"), link("/console/icon.svg")),
                                element("link", attribute("rel", "stylesheet"), link("/console/console.css")),
                                head),
                        element(
                                "body",
                                element("a", css("skip"), link("#main"), text(words.say("page.skip"))),
                                element("header", css("bar"), id("bar"), brand(), tools),
                                main))
                        .markup()
                + "\n";
    }

    private Html brand() {
        return element(
                "a",
                css("brand"),
                id("brand"),
                link("/"),
                Icon.HUB.show(),
                element("span", element("strong", "Dialogue Hub"), text(" "), element("bdi", css("hub-name"), text(hubName))));
    }

    private Html health(Health health) {
        String word = !health.works() ? "down" : health.wellInAll() ? "up" : "degraded";
        return element(
                "p",
                css("health " + word),
                id("health"),
                attribute("title", String.join("\n", health.problems())),
                element("span", css("dot"), silent()),
                element("strong", word.toUpperCase(Locale.ROOT)),
                element("span", css("gloss"), text(words.say("health." + word))));
    }

    private Html live() {
        return element(
                "p",
                css("lost"),
                id("lost"),
                attribute("role", "status"),
                attribute("hidden", "hidden"),
                text(words.say("page.lost")));
    }

    private Html signOut() {
        return element(
                "form",
                attribute("method", "post"),
                attribute("action", "/sign-out"),
                id("sign-out"),
                element("button", attribute("type", "submit"), text(words.say("sign-out"))));
    }
}
