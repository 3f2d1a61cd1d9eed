package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dialoguehub.engine.Delivery.State;

/** Tables; where the screen is narrow, each row is a card whose cells have their column's name. */
final class Tables {
    private Tables() {}

    static Html show(List<String> columns, List<List<Html>> rows) {
        return element("table",
                element("thead",
                        element("tr", all(columns.stream().map(column -> element("th", attribute("scope", "col"), text(column)))))),
                element("tbody", all(rows.stream().map(row -> element("tr", all(IntStream.range(0, row.size())
                        .mapToObj(cell -> element("td", attribute("data-column", columns.get(cell)), row.get(cell)))))))));
    }

    static Html state(Words words, State state) {
        String kind = switch (state) {
            case DELIVERED -> "out";
            case WAITING, PLANNED, ARMED -> "under-way";
            case UNCERTAIN, UNKNOWN -> "doubt";
            case REJECTED, CANCELLED, EXPIRED -> "failed";
        };
        return element("span", css("state " + kind), text(words.say("state." + state.name().toLowerCase(Locale.ROOT))));
    }
}
