package org.dialoguehub.connector;

import java.util.List;

/**
 * What a {@link Hook} answers, and what it has heard.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body may be empty
 * @param events to be stored before the answer goes out; none if the status is not one of success
 * @param rings whether there may be more to {@linkplain Receiver#receive receive} now
 */
public record HookAnswer(int status, String contentType, String body, List<Event> events, boolean rings) {
    public HookAnswer {
        events = List.copyOf(events);
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("'status' is " + status + "; HTTP answers with 200 to 599");
        }
        if (status >= 300 && (rings || !events.isEmpty())) {
            throw new IllegalArgumentException("What is answered with " + status + " was not heard, so it brings no events");
        }
    }

    /** Thanks, with what was heard. */
    public static HookAnswer heard(List<Event> events) {
        return new HookAnswer(200, "text/plain", "", events, false);
    }

    /** What the network wants to read, to see that the address is ours. */
    public static HookAnswer said(String contentType, String body) {
        return new HookAnswer(200, contentType, body, List.of(), false);
    }

    /** A refusal; says nothing of why, as a forger would learn from it. */
    public static HookAnswer refused(int status) {
        return new HookAnswer(status, "text/plain", "", List.of(), false);
    }

    /** The same, with more to be fetched. */
    public HookAnswer ringing() {
        return new HookAnswer(status, contentType, body, events, true);
    }
}
