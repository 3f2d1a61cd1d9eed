package org.dialoguehub.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** An HTTP answer: its status, headers (without those of the connection and its framing) and body. */
public record Answer(int status, Headers headers, Body body) {
    /** An answer of JSON text. */
    public static Answer json(int status, String json) {
        return new Answer(status, Headers.none().with("Content-Type", "application/json"), Body.of(json));
    }

    /** A refusal in the form of RFC 9457. */
    public static Answer problem(int status, String title) {
        var problem = JsonNodeFactory.instance.objectNode().put("type", "about:blank").put("title", title).put("status", status);
        return new Answer(status, Headers.none().with("Content-Type", "application/problem+json"), Body.of(problem.toString()));
    }

    /** The same with one header set. */
    public Answer with(String header, String value) {
        return new Answer(status, headers.with(header, value), body);
    }

    /** As something a handler can throw. */
    public Refusal refusal() {
        return new Refusal(this);
    }
}
