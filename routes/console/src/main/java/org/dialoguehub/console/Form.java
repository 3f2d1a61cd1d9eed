package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What forms are made of. The id of each field is its name: a page has one form. */
final class Form {
    private Form() {}

    /** A form that changes something. */
    static Html post(Visit visit, String action, Html... parts) {
        return form(action, hidden("token", visit.token()), all(Stream.of(parts)));
    }

    /** One with files. */
    static Html upload(Visit visit, String action, Html... parts) {
        return element("form", attribute("method", "post"), attribute("action", action), attribute("enctype", "multipart/form-data"),
                css("form"), hidden("token", visit.token()), all(Stream.of(parts)));
    }

    private static Html form(String action, Html... parts) {
        return element("form", attribute("method", "post"), attribute("action", action), css("form"), all(Stream.of(parts)));
    }

    static Html hidden(String name, String value) {
        return element("input", attribute("type", "hidden"), attribute("name", name), id("hidden-" + name), attribute("value", value));
    }

    static Html line(String name, String label, String value, Part... more) {
        return labelled(name, label, element("input", join(more, attribute("type", "text"), attribute("name", name), id(name),
                attribute("value", value), attribute("dir", "auto"))));
    }

    static Html input(String type, String name, String label, String value) {
        return labelled(name, label,
                element("input", attribute("type", type), attribute("name", name), id(name), attribute("value", value)));
    }

    static Html area(String name, String label, int rows, String value, Part... more) {
        // a line break right after the tag is not part of the text (HTML, 13.1.2.5)
        return labelled(name, label, element("textarea", join(more, attribute("name", name), id(name),
                attribute("rows", Integer.toString(rows)), attribute("dir", "auto"), text("\n" + value))));
    }

    private static Part[] join(Part[] more, Part... parts) {
        return Stream.concat(Stream.of(parts), Stream.of(more)).toArray(Part[]::new);
    }

    private static Html labelled(String name, String label, Html field) {
        return element("p", css("field"), element("label", attribute("for", name), text(label)), field);
    }

    static Html choice(String name, String label, Map<String, String> options, String chosen) {
        return labelled(name, label, element("select", attribute("name", name), id(name),
                all(options.entrySet().stream().map(option -> option.getKey().equals(chosen)
                        ? element("option", attribute("value", option.getKey()), attribute("selected", "selected"), text(option.getValue()))
                        : element("option", attribute("value", option.getKey()), text(option.getValue()))))));
    }

    /** A box or a round one to tick. */
    static Html tick(String type, String name, String value, boolean ticked, Html label) {
        String itself = name + "-" + value;
        Part[] parts = {attribute("type", type), attribute("name", name), attribute("value", value), id(itself)};
        return element("p", css("tick"),
                element("input", ticked ? join(parts, attribute("checked", "checked")) : parts),
                element("label", attribute("for", itself), label));
    }

    static Html group(String legend, Html... parts) {
        return element("fieldset", element("legend", legend), all(Stream.of(parts)));
    }

    static Html button(String what, String label, boolean main) {
        return element("button", attribute("type", "submit"), attribute("name", "do"), attribute("value", what),
                css(main ? "main" : "plain"), text(label));
    }

    static Html note(String words) {
        return words.isEmpty() ? nothing() : element("p", css("hint"), text(words));
    }

    static Html buttons(List<Html> buttons) {
        return element("p", css("buttons"), all(buttons.stream()));
    }
}
