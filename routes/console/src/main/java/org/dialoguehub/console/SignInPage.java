package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

/** Asks for the key. */
record SignInPage(Words words) {
    Html show(boolean wrong) {
        return element(
                "main",
                id("main"),
                css("sign-in"),
                element("h1", words.say("sign-in.title")),
                element("p", id("why"), text(words.say("sign-in.why"))),
                wrong ? element("p", css("wrong"), id("wrong"), attribute("role", "alert"), text(words.say("sign-in.wrong"))) : nothing(),
                element(
                        "form",
                        attribute("method", "post"),
                        attribute("action", "/sign-in"),
                        element("label", attribute("for", "key"), text(words.say("sign-in.key"))),
                        element(
                                "input",
                                id("key"),
                                attribute("name", "key"),
                                attribute("type", "password"),
                                attribute("autocomplete", "current-password"),
                                attribute("required", "required"),
                                attribute("autofocus", "autofocus"),
                                attribute("aria-describedby", wrong ? "wrong why" : "why")),
                        element("button", attribute("type", "submit"), text(words.say("sign-in")))));
    }
}
