package org.dialoguehub.connector;

import java.time.Instant;

/** What went wrong, told by what the hub does next. The reason is for people: it names the thing and the way out, and holds no secret. */
public sealed interface Failure {
    /** One sentence for people. */
    String reason();

    /** Nothing happened; again after that time. */
    record Throttled(Instant until, String reason) implements Failure {}

    /** Nothing happened; again soon. Refused connections, unknown hosts and failed TLS handshakes are such. */
    record Unreachable(String reason) implements Failure {}

    /** It may have happened: look before trying again. A reset, a time-out or a 5xx after the request was written is such. */
    record Uncertain(String reason) implements Failure {}

    /** The network says it has this already: look. */
    record Duplicate(String reason) implements Failure {}

    /** A person must sign in. */
    record Unauthorized(String reason) implements Failure {}

    /** This request can never succeed. */
    record Rejected(String reason) implements Failure {}
}
