package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Receipt;

/** The proof of what is out, and the word on what is not. */
record ReceiptsView(Words words, Times times) {
    private static final List<String> COLUMNS = List.of("channel", "state", "at", "proof", "id", "fingerprint", "attempts", "reason");

    Html show(Publicity publicity) {
        return all(Stream.concat(
                Stream.of(table(words.say("receipts"), publicity.receipts()),
                        table(words.say("receipts.below"),
                                publicity.answers().stream().flatMap(answer -> answer.receipts().stream()).toList())),
                publicity.changes().stream().map(change -> table(
                        words.say("receipts." + change.kind().name().toLowerCase(Locale.ROOT)) + " · " + times.whole(change.at()),
                        change.receipts()))));
    }

    private Html table(String title, List<Receipt> receipts) {
        return receipts.isEmpty()
                ? nothing()
                : element("section", css("receipts"), element("h2", title), Tables.show(
                        COLUMNS.stream().map(column -> words.say("receipt." + column)).toList(),
                        receipts.stream().map(this::row).toList()));
    }

    private List<Html> row(Receipt receipt) {
        return List.of(
                element("bdi", receipt.channel()),
                Tables.state(words, receipt.state()),
                receipt.at().map(times::show).orElse(nothing()),
                receipt.proof().map(proof -> text(words.say("proof." + proof.name().toLowerCase(Locale.ROOT)))).orElse(nothing()),
                receipt.url().filter(ReceiptsView::isOfTheWeb)
                        .map(url -> element("a", link(url.toString()), attribute("rel", "noopener noreferrer"), text(id(receipt))))
                        .orElseGet(() -> element("bdi", id(receipt))),
                element("code", attribute("title", receipt.fingerprint()),
                        text(receipt.fingerprint().substring(0, Math.min(12, receipt.fingerprint().length())))),
                text(Integer.toString(receipt.attempts())),
                element("bdi", receipt.reason()));
    }

    private static String id(Receipt receipt) {
        return receipt.id().map(id -> id.value()).orElse("");
    }

    /** An address of any other kind might run something. */
    private static boolean isOfTheWeb(URI url) {
        return "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    }
}
