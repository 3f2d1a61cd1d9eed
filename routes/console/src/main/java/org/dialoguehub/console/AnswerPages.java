package org.dialoguehub.console;

import io.javalin.config.RoutesConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Conversation;
import org.dialoguehub.broadcast.Conversation.State;
import org.dialoguehub.broadcast.Conversations;
import org.dialoguehub.broadcast.Preview;
import org.dialoguehub.broadcast.RefusedException;
import org.dialoguehub.model.NoteId;

/**
 * Pages on which people are answered.
 *
 * @param keys gives a key unlike any other
 */
record AnswerPages(Conversations conversations, Reception reception, Supplier<String> keys) {
    private static final int PAGE = 50;

    void addTo(RoutesConfig routes) {
        routes.get("/answers", context -> reception.page(context, this::list));
        routes.get("/answer", context -> reception.page(context, this::one));
        routes.post("/answer", context -> reception.form(context, this::done));
    }

    private void list(Visit visit) {
        Optional<State> state = visit.asked("state").map(word -> Stream.of(State.values()).filter(one -> AnswersPage.word(one).equals(word))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("No conversation is '" + word + "'")));
        Optional<String> channel = visit.asked("channel");
        Optional<String> assignee = visit.asked("assignee");
        EnumSet<State> states = state.map(EnumSet::of).orElseGet(() -> EnumSet.allOf(State.class));
        Predicate<Conversation> wanted = one -> states.contains(one.state())
                && channel.filter(name -> !name.equals(one.channel())).isEmpty()
                && assignee.filter(name -> !name.equals(one.handling().assignee().map(who -> who.to()).orElse(""))).isEmpty();
        int skip = (int) Math.min(visit.number("skip", 0), 100_000);
        List<Conversation> page = conversations.list(visit.who(), wanted, skip, PAGE);
        var filter = new AnswersPage.Filter(state, channel, assignee);
        visit.show(visit.words().say("menu.answers"), new AnswersPage(visit).show(filter, page, skip, PAGE));
    }

    private void one(Visit visit) {
        show(visit, new NoteId(visit.asked("id").orElse("none")), "", keys.get(), List.of(), List.of());
    }

    private void show(Visit visit, NoteId id, String written, String key, List<Preview> previews, List<String> problems) {
        Conversation found = conversations.find(visit.who(), id)
                .orElseThrow(() -> new IllegalArgumentException("There is no conversation '" + id + "'"));
        visit.show(found.person().name(), new AnswerPage(visit).show(found, written, key, previews, problems));
    }

    private void done(Visit visit) {
        var id = new NoteId(visit.field("id").orElse("none"));
        String written = visit.field("text").orElse("");
        String key = visit.field("key").orElseGet(keys);
        try {
            switch (visit.field("do").orElse("preview").toLowerCase(Locale.ROOT)) {
                case "preview" -> {
                    show(visit, id, written, key, List.of(conversations.preview(visit.who(), id, written)), List.of());
                    return;
                }
                case "send" -> conversations.answer(visit.who(), id, written, key);
                case "assign" -> conversations.assign(visit.who(), id, visit.field("assignee").orElse(""));
                case "take" -> conversations.assign(visit.who(), id, visit.who().name());
                case "close" -> conversations.close(visit.who(), id);
                case String unknown -> throw new IllegalArgumentException("'" + unknown + "' cannot be done with a conversation");
            }
            visit.goTo(AnswersPage.address(id));
        } catch (RefusedException refused) {
            visit.context().status(422);
            show(visit, id, written, key, List.of(), refused.problems());
        }
    }
}
