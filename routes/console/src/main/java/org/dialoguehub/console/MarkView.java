package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.label;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Dialogue.Carried;
import org.dialoguehub.engine.Dialogue.Told;
import org.dialoguehub.engine.Receipt;

/** Shows where a note has been carried, with the receipts: what was done there, how it stands, and how that is known. */
record MarkView(Words words, Times times, Conversation conversation) {
    private static final int SHORT_HASH = 16;

    Html show(Told told) {
        List<Carried> carried = told.carried().stream().filter(MarkView::isWorthShowing).toList();
        return carried.isEmpty()
                ? nothing()
                : element("ul", css("carried"), label(words.say("note.carried")),
                        all(carried.stream().map(one -> element("li", mark(one)))));
    }

    /** Likes that are out are seen as likes. */
    private static boolean isWorthShowing(Carried carried) {
        boolean reaction = carried.action() == Action.LIKE || carried.action() == Action.UNDO;
        return !reaction || carried.receipt().state() != State.DELIVERED;
    }

    private Html mark(Carried carried) {
        Receipt receipt = carried.receipt();
        Conversation.Kind kind = conversation.kind(receipt.channel());
        String manner = manner(receipt.state());
        return element(
                "details",
                css("mark " + manner + " to-" + kind.css()),
                element(
                        "summary",
                        icon(receipt.state()).show(),
                        kind.icon().show(),
                        text(action(carried.action(), kind)),
                        manner.equals("out") ? nothing() : element("em", text(stateWord(receipt.state())))),
                element("dl", all(facts(receipt))));
    }

    private String action(Action action, Conversation.Kind kind) {
        String what = "action." + action.name().toLowerCase(Locale.ROOT);
        return kind.isNamed() ? words.say(what + ".named", words.say("kind." + kind.css())) : words.say(what + "." + kind.css());
    }

    private static String manner(State state) {
        return switch (state) {
            case DELIVERED -> "out";
            case WAITING, PLANNED, ARMED -> "under-way";
            case UNCERTAIN, UNKNOWN -> "doubt";
            case REJECTED, CANCELLED, EXPIRED -> "failed";
        };
    }

    private static Icon icon(State state) {
        return switch (state) {
            case DELIVERED -> Icon.CHECK;
            case WAITING, PLANNED, ARMED -> Icon.CLOCK;
            case UNCERTAIN, UNKNOWN -> Icon.QUESTION;
            case REJECTED, CANCELLED, EXPIRED -> Icon.CROSS;
        };
    }

    private String stateWord(State state) {
        return words.say("state." + state.name().toLowerCase(Locale.ROOT));
    }

    private Stream<Html> facts(Receipt receipt) {
        return Stream.of(
                fact("receipt.channel", text(receipt.channel())),
                fact("receipt.state", text(stateWord(receipt.state()))),
                fact("receipt.at", receipt.at().map(at -> text(times.whole(at)))),
                fact("receipt.proof", receipt.proof().map(proof -> text(words.say("proof." + proof.name().toLowerCase(Locale.ROOT))))),
                fact("receipt.reason", Optional.of(receipt.reason()).filter(reason -> !reason.isEmpty()).map(Html::text)),
                fact("receipt.attempts", text(Integer.toString(receipt.attempts()))),
                fact("receipt.id", receipt.id().map(id -> element("code", id.value()))),
                fact("receipt.url",
                        receipt.url().filter(MarkView::isOnTheWeb).map(url -> element("a", link(url.toString()), text(url.toString())))),
                fact(
                        "receipt.fingerprint",
                        Optional.of(receipt.fingerprint())
                                .filter(hash -> hash.length() > SHORT_HASH)
                                .map(hash -> element("code", hash.substring(0, SHORT_HASH) + "…"))));
    }

    private static boolean isOnTheWeb(URI url) {
        return "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    }

    private Html fact(String key, Optional<Html> value) {
        return value.map(html -> fact(key, html)).orElse(nothing());
    }

    private Html fact(String key, Html value) {
        return all(Stream.of(element("dt", words.say(key)), element("dd", value)));
    }
}
