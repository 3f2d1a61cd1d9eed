package org.dialoguehub.template;

import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.template.NoticeboardJson.Draft;
import org.dialoguehub.template.NoticeboardJson.Notice;
import org.dialoguehub.template.NoticeboardJson.Page;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.HttpRefusal;

/** Paths, status codes and paging; nothing of our model. */
record NoticeboardApi(Http http) {
    private static final int SAID_ALREADY = 409;
    private static final int GONE = 404;

    /** What the board means by its refusals, where HTTP leaves that open. */
    static Optional<Failure> meaning(HttpRefusal refusal) {
        return refusal.status() == SAID_ALREADY ? Optional.of(new Failure.Duplicate(refusal.reason())) : Optional.empty();
    }

    String account() throws ConnectorException {
        return http.get("/v1/me").read(json -> json.text("account"));
    }

    /** A page of what happened after a cursor; from the beginning without one. */
    Page events(Optional<String> after, int limit) throws ConnectorException {
        return http.get("/v1/notices").query("after", after).query("limit", Integer.toString(limit)).read(Page::read);
    }

    Notice publish(Draft draft, String key) throws ConnectorException {
        return http.post("/v1/notices").header("Idempotency-Key", key).json(draft.json()).read(Notice::read);
    }

    void edit(String id, Draft draft) throws ConnectorException {
        http.patch("/v1/notices/{id}", id).json(draft.json()).send();
    }

    void delete(String id) throws ConnectorException {
        http.delete("/v1/notices/{id}", id).orElse(GONE).send();
    }

    void like(String id, String emoji) throws ConnectorException {
        http.put("/v1/notices/{id}/likes/{emoji}", id, emoji).send();
    }

    void unlike(String id, String emoji) throws ConnectorException {
        http.delete("/v1/notices/{id}/likes/{emoji}", id, emoji).orElse(GONE).send();
    }
}
