package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.ChannelId;

/** All that has not been delivered: why, and when there is something to be done about it. Says nothing of what is in it: that may be for few. */
record QueuePage(Visit visit) {
    static final int MOST = 100;
    static final Set<State> STATES =
            EnumSet.of(State.WAITING, State.PLANNED, State.ARMED, State.UNCERTAIN, State.UNKNOWN, State.REJECTED, State.EXPIRED);

    Html show(List<Delivery> deliveries, Map<ChannelId, String> names) {
        Words words = visit.words();
        List<String> columns = Stream.of("number", "channel", "state", "why", "next", "attempts", "deadline", "do")
                .map(column -> words.say("queue." + column)).toList();
        return element("main", id("main"), element("h1", words.say("menu.queue")),
                deliveries.isEmpty()
                        ? element("p", css("empty"), text(words.say("queue.none")))
                        : Form.post(visit, "/queue",
                                Tables.show(columns, deliveries.stream().map(each -> row(each, names)).toList())),
                deliveries.size() < MOST
                        ? nothing()
                        : element("p", element("a", link("/queue?before=" + deliveries.getLast().id()), text(words.say("list.more")))));
    }

    private List<Html> row(Delivery delivery, Map<ChannelId, String> names) {
        boolean comes = delivery.state().open() && delivery.state() != State.UNKNOWN;
        return List.of(
                text(Long.toString(delivery.id())),
                element("bdi", names.getOrDefault(delivery.channel(), delivery.channel().value())),
                Tables.state(visit.words(), delivery.state()),
                element("bdi", delivery.progress().reason()),
                comes ? visit.times().show(delivery.progress().next()) : nothing(),
                text(Integer.toString(delivery.progress().attempt())),
                visit.times().show(delivery.deadline()),
                all(deeds(delivery.state()).stream().map(what -> button(what, delivery.id()))));
    }

    /** As far as the engine allows it: what may be out is settled, and not repeated. */
    private static List<String> deeds(State state) {
        return switch (state) {
            case WAITING, PLANNED -> List.of("retry", "cancel");
            case REJECTED, CANCELLED, EXPIRED -> List.of("retry");
            case UNCERTAIN, UNKNOWN -> List.of("found", "absent", "drop");
            case ARMED, DELIVERED -> List.of();
        };
    }

    private Html button(String what, long delivery) {
        String label = visit.words().say("queue." + what.toLowerCase(Locale.ROOT));
        return element("button", attribute("type", "submit"), attribute("name", "do"), attribute("value", what + " " + delivery),
                attribute("aria-label", label + ": " + delivery), text(label));
    }
}
