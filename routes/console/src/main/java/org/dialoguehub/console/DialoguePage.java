package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Attribute.label;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Attribute.silent;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Dialogue;
import org.dialoguehub.engine.Dialogue.Carried;
import org.dialoguehub.engine.Dialogue.Told;
import org.dialoguehub.engine.Health;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.Status;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.NoteId;

/**
 * Shows one conversation as it grows, the threads with the latest news first, under a head that tells how the hub is.
 *
 * @param conversations what there is to look at
 */
record DialoguePage(Words words, Times times, List<Conversation> conversations, Conversation conversation) {
    private static final int LONGEST_TITLE = 90;

    Html show(Status status, Health health, List<Dialogue> dialogues) {
        return element(
                "main",
                id("main"),
                choice(),
                element("div", css("top"), id("top"), element("h1", element("bdi", conversation.title())), counters(status, health)),
                sides(status, dialogues),
                dialogues.isEmpty() ? empty() : nothing(),
                element(
                        "div",
                        id("threads"),
                        attribute("role", "log"),
                        label(words.say("page.log")),
                        all(dialogues.stream().map(this::thread))));
    }

    private Html choice() {
        return conversations.size() < 2
                ? nothing()
                : element(
                        "nav", id("choice"), css("choice"), label(words.say("page.choice")),
                        element("ul", all(conversations.stream().map(this::choice))));
    }

    private Html choice(Conversation one) {
        Html title = element("bdi", one.title());
        return element(
                "li",
                one.equals(conversation)
                        ? element("a", link("/dialogues/" + one.name()), attribute("aria-current", "page"), title)
                        : element("a", link("/dialogues/" + one.name()), title));
    }

    private Html sides(Status status, List<Dialogue> dialogues) {
        Html left = element(
                "div",
                css(conversation.left().size() > 1 ? "lane many" : "lane"),
                id("lane"),
                all(conversation.left().stream().map(side -> side(side, "left", conversation.left().indexOf(side), status, dialogues))));
        return conversation.channels().size() == 1
                ? element("div", css("sides"), id("sides"), left)
                : element(
                        "div",
                        css("sides"),
                        id("sides"),
                        left,
                        element("span", css("crossing"), silent(), Icon.CROSSING.show()),
                        side(conversation.right(), "right", 0, status, dialogues));
    }

    private Html side(Conversation.Side side, String place, int number, Status status, List<Dialogue> dialogues) {
        Optional<Status.Channel> channel = status.channels().stream().filter(each -> each.name().equals(side.channel())).findFirst();
        return element(
                "section",
                css("side " + place + " " + side.kind().css()),
                id("side-" + place + (number == 0 ? "" : "-" + (number + 1))),
                label(side.channel()),
                side.kind().icon().show(),
                element(
                        "div",
                        element("h2", words.say("kind." + side.kind().css())),
                        element("p", css("channel"), element("bdi", side.channel())),
                        channel.map(this::standing).orElse(nothing()),
                        channel.flatMap(Status.Channel::signInEnds).filter(Status.SignInEnd::soon).map(this::signInEnd).orElse(nothing()),
                        channel.map(each -> tally(each, dialogues)).orElse(nothing())));
    }

    private Html standing(Status.Channel channel) {
        String way = channel.standing().way().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return element(
                "p",
                css("standing " + way),
                element("span", css("dot"), silent()),
                text(words.say("way." + way)),
                way.equals("up") ? nothing() : element("span", css("why"), text(channel.standing().word())));
    }

    private Html signInEnd(Status.SignInEnd end) {
        return element("p", css("ends"), text(words.say("sign-in.ends", end.days())));
    }

    /** How much of what the page shows was said on the channel, and how much was brought there. */
    private Html tally(Status.Channel channel, List<Dialogue> dialogues) {
        List<Told> notes = dialogues.stream().flatMap(dialogue -> dialogue.notes().stream()).toList();
        long said = notes.stream().filter(told -> told.channel().equals(channel.name())).count();
        long brought = notes.stream().filter(told -> told.carried().stream().anyMatch(carried -> isOut(carried, channel.name()))).count();
        long open = channel.deliveries().entrySet().stream()
                .filter(entry -> entry.getKey().open() && entry.getKey() != State.UNKNOWN)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return element(
                "p",
                css("tally"),
                text(words.say("tally", said, brought)),
                open > 0 ? element("strong", text(" · " + words.say("tally.open", open))) : nothing());
    }

    private static boolean isOut(Carried carried, String channel) {
        Receipt receipt = carried.receipt();
        return carried.action() == Action.CREATE && receipt.state() == State.DELIVERED && receipt.channel().equals(channel);
    }

    private Html counters(Status status, Health health) {
        return element(
                "dl",
                css("counters"),
                counter("doubts", status.doubts().size()),
                counter("overdue", health.overdue()),
                counter("refused", status.rejected().size()),
                counter("stuck", status.deadLetters().size()));
    }

    private Html counter(String key, int count) {
        return element(
                "div",
                css(count == 0 ? "none" : "some"),
                attribute("title", words.say("counter." + key + ".meaning")),
                element("dt", words.say("counter." + key)),
                element("dd", Integer.toString(count)));
    }

    private Html empty() {
        return element("div", css("empty"), id("empty"), element("h2", words.say("page.empty")),
                element("p", words.say("page.empty.more")));
    }

    private Html thread(Dialogue dialogue) {
        var notes = NoteView.of(words, times, conversation);
        Map<NoteId, String> authors = dialogue.notes().stream()
                .collect(Collectors.toMap(Told::id, told -> told.author().map(Actor::name).orElseGet(() -> words.say("note.somebody"))));
        return element(
                "section",
                css("thread"),
                id("thread-" + dialogue.thread()),
                attribute("aria-labelledby", "title-" + dialogue.thread()),
                element(
                        "header",
                        id("head-" + dialogue.thread()),
                        element("h2", id("title-" + dialogue.thread()), element("bdi", title(dialogue))),
                        element("p", words.say("thread.size", dialogue.notes().size()))),
                element("ol", id("notes-" + dialogue.thread()), all(dialogue.notes().stream().map(told -> notes.show(told, authors)))));
    }

    /** The subject of the first note that a person wrote and did not take back, or else how it begins. */
    private String title(Dialogue dialogue) {
        String title = dialogue.notes().stream()
                .filter(told -> told.marks().isEmpty())
                .flatMap(told -> told.note().stream())
                .flatMap(note -> Stream.concat(note.subject().stream(), note.body().ownWords().lines().limit(1)))
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElseGet(() -> words.say("thread.untitled"));
        return title.codePointCount(0, title.length()) <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE)) + "…";
    }
}
