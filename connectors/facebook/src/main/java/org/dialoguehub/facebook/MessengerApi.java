package org.dialoguehub.facebook;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.facebook.FacebookJson.Listing;
import org.dialoguehub.facebook.MessengerJson.Draft;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.toolkit.HttpRequest;
import org.dialoguehub.toolkit.Json;

/** Paths and fields of conversations; nothing of our model. */
record MessengerApi(FacebookApi graph) {
    private static final String MESSAGE = "id,created_time,from,to,message,sticker,"
            + "attachments{id,mime_type,name,size,image_data,video_data,file_url},shares{link,name}";
    private static final String MESSAGES_AT_ONCE = "25";
    private static final String CONVERSATIONS_AT_ONCE = "25";
    private static final String MOST_MESSAGES_AT_ONCE = "100";

    String page() {
        return graph.page();
    }

    /** Those of the Page, that in which something was said last first, each with its latest messages, newest first. */
    Listing conversations(Optional<String> after) throws ConnectorException {
        return conversations(request -> request.query("limit", CONVERSATIONS_AT_ONCE).query("after", after));
    }

    /** That with one person; nothing if there is none. */
    Listing conversation(String person) throws ConnectorException {
        return conversations(request -> request.query("user_id", person));
    }

    private Listing conversations(UnaryOperator<HttpRequest> parameters) throws ConnectorException {
        return graph.ask("GET", "/{version}/{page}/conversations", page(), request -> parameters.apply(request)
                .query("platform", "MESSENGER")
                .query("fields", "id,updated_time,participants,messages.limit(" + MESSAGES_AT_ONCE + "){" + MESSAGE + "}"), Listing::read);
    }

    /** More messages of a conversation, newest first. */
    Listing messages(String conversation, Optional<String> after) throws ConnectorException {
        return graph.ask("GET", "/{version}/{id}/messages", conversation,
                request -> request.query("fields", MESSAGE).query("limit", MOST_MESSAGES_AT_ONCE).query("after", after), Listing::read);
    }

    /** A message, with whom it is from and to alone. */
    Json message(String id) throws ConnectorException {
        return graph.ask("GET", "/{version}/{id}", id, request -> request.query("fields", "id,created_time,from,to"), json -> json);
    }

    /** Uploads a file that nobody can see until it is sent. */
    String upload(Attachment file, String kind, Blobs blobs) throws ConnectorException {
        String message = Draft.attachment(kind, Json.object().with("is_reusable", true)).written();
        return graph.ask("POST", "/{version}/{page}/message_attachments", page(), request -> request.file(Map.of("message", message),
                "filedata", file.name(), file.mediaType(), file.size(), () -> blobs.open(file.content())),
                json -> FacebookJson.word(json, "attachment_id"));
    }

    /** Sends a message; its id. */
    String send(Draft draft) throws ConnectorException {
        return graph.ask("POST", "/{version}/{page}/messages", page(), request -> request.form(draft.form()),
                json -> FacebookJson.word(json, "message_id"));
    }
}
