package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Attribute.css;
import static org.dialoguehub.console.Attribute.id;
import static org.dialoguehub.console.Attribute.label;
import static org.dialoguehub.console.Attribute.link;
import static org.dialoguehub.console.Html.all;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.nothing;
import static org.dialoguehub.console.Html.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Conversation;
import org.dialoguehub.broadcast.Conversation.State;
import org.dialoguehub.model.NoteId;

/** Conversations with people; who waits longest comes first. */
record AnswersPage(Visit visit) {
    private static final int LONGEST = 100;

    /** What is looked for. */
    record Filter(Optional<State> state, Optional<String> channel, Optional<String> assignee) {
        Filter in(Optional<State> other) {
            return new Filter(other, channel, assignee);
        }

        String query(int skip) {
            return Stream.of(
                    state.map(one -> "state=" + word(one)), channel.map(name -> "channel=" + encoded(name)),
                    assignee.map(name -> "assignee=" + encoded(name)),
                    Optional.of(skip).filter(some -> some > 0).map(some -> "skip=" + some))
                    .flatMap(Optional::stream).collect(Collectors.joining("&", "/answers?", ""));
        }
    }

    Html show(Filter filter, List<Conversation> page, int skip, int most) {
        Words words = visit.words();
        List<String> columns = Stream.of("person", "channel", "state", "said", "waits", "assignee")
                .map(column -> words.say("answers." + column)).toList();
        return element("main", id("main"), element("h1", words.say("menu.answers")),
                element("nav", css("choice"), label(words.say("answers.state")), element("ul", item(filter, Optional.empty()),
                        all(Stream.of(State.values()).map(state -> item(filter, Optional.of(state)))))),
                narrow(filter),
                page.isEmpty()
                        ? element("p", css("empty"), text(words.say("answers.none")))
                        : Tables.show(columns, page.stream().map(this::row).toList()),
                page.size() < most
                        ? nothing()
                        : element("p", element("a", link(filter.query(skip + most)), text(words.say("list.more")))));
    }

    private Html item(Filter filter, Optional<State> state) {
        Html name = text(visit.words().say(state.map(one -> "answers." + word(one)).orElse("list.all")));
        Attribute to = link(filter.in(state).query(0));
        return element("li",
                filter.state().equals(state) ? element("a", to, attribute("aria-current", "page"), name) : element("a", to, name));
    }

    private Html narrow(Filter filter) {
        Words words = visit.words();
        return element("form", css("form"), attribute("method", "get"), attribute("action", "/answers"), element("div", css("row"),
                filter.state().map(state -> Form.hidden("state", word(state))).orElse(nothing()),
                Form.line("channel", words.say("answers.channel"), filter.channel().orElse("")),
                Form.line("assignee", words.say("answers.assignee"), filter.assignee().orElse("")),
                element("p", element("button", attribute("type", "submit"), text(words.say("answers.narrow"))))));
    }

    private List<Html> row(Conversation conversation) {
        String said = conversation.notes().getLast().told().note().map(note -> note.body().ownWords()).orElse("").replace('\n', ' ');
        String begin =
                said.codePointCount(0, said.length()) <= LONGEST ? said : said.substring(0, said.offsetByCodePoints(0, LONGEST)) + "…";
        return List.of(
                element("a", link(address(conversation.id())), element("bdi", conversation.person().name())),
                element("bdi", conversation.channel()),
                state(visit.words(), conversation.state()),
                element("bdi", begin),
                conversation.waitingSince().map(visit.times()::show).orElse(nothing()),
                element("bdi", conversation.handling().assignee().map(who -> who.to()).orElse("")));
    }

    static Html state(Words words, State state) {
        String kind = switch (state) {
            case OPEN -> "doubt";
            case ANSWERED -> "out";
            case CLOSED -> "under-way";
        };
        return element("span", css("state " + kind), text(words.say("answers." + word(state))));
    }

    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String address(NoteId id) {
        return "/answer?id=" + encoded(id.value());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
