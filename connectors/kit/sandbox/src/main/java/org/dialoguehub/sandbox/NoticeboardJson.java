package org.dialoguehub.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The wire of the notice board, as in its description. */
final class NoticeboardJson {
    private static final String CURSOR = "after-";

    private final ObjectMapper mapper = new ObjectMapper();

    ObjectNode me(String account) {
        return mapper.createObjectNode().put("account", account);
    }

    ObjectNode notice(Post post) {
        var notice = mapper.createObjectNode()
                .put("id", post.id())
                .put("author", post.account())
                .put("text", post.text())
                .put("createdAt", post.createdAt().toString());
        post.inReplyTo().ifPresent(parent -> notice.put("inReplyTo", parent));
        post.editedAt().ifPresent(at -> notice.put("editedAt", at.toString()));
        var likes = notice.putObject("likes");
        post.likes().forEach((emoji, accounts) -> {
            var names = likes.putArray(emoji);
            accounts.forEach(names::add);
        });
        return notice;
    }

    /** A page of events. */
    ObjectNode page(long after, List<Change> changes, long last) {
        var page = mapper.createObjectNode();
        var events = page.putArray("events");
        changes.forEach(change -> events.add(event(change)));
        var end = changes.isEmpty() ? after : changes.getLast().sequence();
        return page.put("next", CURSOR + end).put("more", end < last);
    }

    /** The number in a cursor; the beginning without one. */
    long sequence(Optional<String> cursor) {
        try {
            var number = cursor.map(it -> it.startsWith(CURSOR) ? Long.parseLong(it.substring(CURSOR.length())) : -1).orElse(0L);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrongCursor();
        }
        throw wrongCursor();
    }

    /** What a client asks to publish, or to change. */
    Post.Draft draft(String body, String account) {
        try {
            var asked = mapper.readTree(body);
            if (!asked.path("text").isTextual() || !(asked.path("inReplyTo").isTextual() || asked.path("inReplyTo").isMissingNode())) {
                throw Answer.problem(400, "'text' must be there, and be text, as must 'inReplyTo'").refusal();
            }
            var draft = Post.Draft.of(account, asked.path("text").textValue());
            return asked.has("inReplyTo") ? draft.answering(asked.path("inReplyTo").textValue()) : draft;
        } catch (JsonProcessingException e) {
            throw Answer.problem(400, "The body is not JSON").refusal();
        }
    }

    void send(Context context, int status, JsonNode json) {
        context.status(status).contentType("application/json").result(json.toString());
    }

    private static Refusal wrongCursor() {
        return Answer.problem(400, "'after' is no cursor of this board").refusal();
    }

    private ObjectNode event(Change change) {
        var event = mapper.createObjectNode()
                .put("sequence", change.sequence())
                .put("kind", change.kind().name().toLowerCase(Locale.ROOT))
                .put("at", change.at().toString())
                .put("by", change.by())
                .put("noticeId", change.post().id());
        change.emoji().ifPresent(emoji -> event.put("emoji", emoji));
        if (change.kind() != Change.Kind.DELETED) {
            event.set("notice", notice(change.post()));
        }
        return event;
    }
}
