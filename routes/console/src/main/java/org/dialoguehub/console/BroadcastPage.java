package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Broadcast;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Numbers;
import org.dialoguehub.broadcast.Preview;
import org.dialoguehub.broadcast.Run;
import org.dialoguehub.broadcast.Schedules;
import org.dialoguehub.broadcast.Stage;
import org.dialoguehub.broadcast.Step;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Right;

/**
 * One broadcast: what it says, who did what to it, what became of it, and what can be done now.
 *
 * @param approval whether another than the writer must approve it
 */
record BroadcastPage(Visit visit, boolean approval) {
    Html show(Broadcast broadcast, List<Run> runs, Optional<Publicity> publicity, List<Numbers> numbers, List<Preview> previews) {
        Words words = visit.words();
        return element("main", id("main"),
                element("h1", element("bdi", BroadcastsPage.title(broadcast))),
                element("dl", css("facts"),
                        fact("list.stage", BroadcastsPage.stage(words, broadcast.stage())),
                        fact("compose.key", element("bdi", broadcast.key())),
                        fact("list.channels", element("bdi", String.join(", ", broadcast.draft().channels()))),
                        fact("list.when", element("bdi", Schedules.text(broadcast.plan().schedule()))),
                        broadcast.next().map(next -> fact("list.next", visit.times().show(next))).orElse(nothing()),
                        broadcast.plan().campaign().map(name -> fact("compose.campaign", element("bdi", name))).orElse(nothing()),
                        fact("page.writer", element("bdi", broadcast.writer()))),
                actions(broadcast, publicity.isPresent()),
                publicity.map(said -> new ReceiptsView(words, visit.times()).show(said)).orElse(nothing()),
                numbers(numbers),
                publicity.isPresent() || previews.isEmpty()
                        ? element("section", element("h2", words.say("compose.text")),
                                element("pre", css("said"), attribute("dir", "auto"), text(broadcast.draft().text())))
                        : new PreviewView(words, visit.times()).show(previews, List.of()),
                runs(broadcast, runs),
                history(broadcast));
    }

    /** What is out without having been kept as a draft: something said below another broadcast. */
    Html show(String key, Publicity publicity) {
        return element("main", id("main"), element("h1", element("bdi", key)),
                new ReceiptsView(visit.words(), visit.times()).show(publicity));
    }

    private Html fact(String key, Html value) {
        return element("div", element("dt", visit.words().say(key)), element("dd", value));
    }

    private Html actions(Broadcast broadcast, boolean out) {
        List<Html> buttons = new ArrayList<>();
        boolean composes = visit.who().may(Right.COMPOSE);
        boolean approves = visit.who().may(approval ? Right.APPROVE : Right.COMPOSE)
                && !(approval && visit.who().name().equals(broadcast.writer()));
        Stage stage = broadcast.stage();
        boolean written = stage == Stage.DRAFT || stage == Stage.PROPOSED;
        boolean open = written || stage == Stage.APPROVED || stage == Stage.HELD;
        add(buttons, written && approves, "approve", true);
        add(buttons, stage == Stage.PROPOSED && visit.who().may(Right.APPROVE), "reject", false);
        add(buttons, stage == Stage.DRAFT && composes, "propose", !approves);
        add(buttons, stage == Stage.HELD && visit.who().may(approval ? Right.APPROVE : Right.COMPOSE), "repeat", true);
        add(buttons, open && composes, "cancel", false);
        add(buttons, out && composes, "recall", false);
        Html mend = out && visit.who().may(approval ? Right.APPROVE : Right.COMPOSE)
                ? element("p", element("a", link("/mend?key=" + URLEncoder.encode(broadcast.key(), StandardCharsets.UTF_8)),
                        text(visit.words().say("mend"))))
                : nothing();
        boolean reasons = open && (composes || visit.who().may(Right.APPROVE));
        Html change = open && composes && !out
                ? element("p", element("a", link("/compose?key=" + URLEncoder.encode(broadcast.key(), StandardCharsets.UTF_8)),
                        text(visit.words().say("compose.change"))))
                : nothing();
        return all(Stream.of(change, mend, buttons.isEmpty()
                ? nothing()
                : Form.post(visit, "/broadcast",
                        Form.hidden("key", broadcast.key()), Form.hidden("version", Long.toString(broadcast.version())),
                        reasons ? Form.line("reason", visit.words().say("page.reason"), "") : nothing(), Form.buttons(buttons))));
    }

    private void add(List<Html> buttons, boolean possible, String what, boolean main) {
        if (possible) {
            buttons.add(Form.button(what, visit.words().say("do." + what), main));
        }
    }

    private Html numbers(List<Numbers> numbers) {
        Words words = visit.words();
        List<String> columns = Stream.of("channel", "answers", "people", "reactions", "shares", "open", "response")
                .map(column -> words.say("numbers." + column)).toList();
        return numbers.isEmpty()
                ? nothing()
                : element("section", element("h2", words.say("numbers")),
                        Tables.show(columns, numbers.stream().map(this::numbers).toList()));
    }

    private List<Html> numbers(Numbers numbers) {
        return List.of(
                element("a", link("/answers?channel=" + URLEncoder.encode(numbers.channel(), StandardCharsets.UTF_8)),
                        element("bdi", numbers.channel())),
                text(Integer.toString(numbers.answers())),
                text(Integer.toString(numbers.people())),
                element("bdi", numbers.reactions().entrySet().stream().sorted(Map.Entry.comparingByKey())
                        .map(reaction -> reaction.getKey() + " " + reaction.getValue()).collect(Collectors.joining(", "))),
                text(Integer.toString(numbers.shares())),
                text(Integer.toString(numbers.open())),
                text(numbers.firstResponse().map(time -> visit.words().say("numbers.minutes", time.toMinutes())).orElse("")));
    }

    private Html runs(Broadcast broadcast, List<Run> runs) {
        Words words = visit.words();
        List<String> columns = List.of(words.say("list.when"), words.say("receipt.state"), words.say("receipt.reason"));
        return runs.isEmpty()
                ? nothing()
                : element("section", element("h2", words.say("page.runs")), Tables.show(columns, runs.stream().map(run -> List.of(
                        element("a", link(BroadcastsPage.address(Broadcasts.key(broadcast, run))), visit.times().show(run.at())),
                        text(words.say("run." + run.state().name().toLowerCase(Locale.ROOT))),
                        element("bdi", run.reason()))).toList()));
    }

    private Html history(Broadcast broadcast) {
        Words words = visit.words();
        List<String> columns = Stream.of("at", "who", "what", "text", "remark").map(column -> words.say("history." + column)).toList();
        return element("section", element("h2", words.say("history")),
                Tables.show(columns, broadcast.history().reversed().stream().map(step -> row(step, broadcast)).toList()));
    }

    private List<Html> row(Step step, Broadcast broadcast) {
        Words words = visit.words();
        boolean present = step.fingerprint().equals(broadcast.fingerprint());
        return List.of(
                visit.times().show(step.at()),
                element("bdi", step.who()),
                text(words.say("deed." + step.deed().name().toLowerCase(Locale.ROOT))),
                all(Stream.of(element("code", attribute("title", step.fingerprint()), text(step.fingerprint().substring(0, 12))),
                        text(" " + words.say(present ? "history.present" : "history.earlier")))),
                element("bdi", step.remark()));
    }
}
