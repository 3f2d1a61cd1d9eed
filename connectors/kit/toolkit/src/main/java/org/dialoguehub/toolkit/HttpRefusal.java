package org.dialoguehub.toolkit;

import java.util.Optional;
import java.util.function.Function;

/**
 * An answer that is not what was asked for.
 *
 * @param method of the request
 * @param path of the request, its values left out
 * @param status 300 and above
 * @param header the first value of a header, by its name
 * @param body what the server says, if that is JSON
 * @param reason one sentence for people: the request, the status, and what the server says, without secrets
 */
public record HttpRefusal(
        String method, String path, int status, Function<String, Optional<String>> header, Optional<Json> body, String reason) {
    @Override
    public String toString() {
        return reason;
    }
}
