package org.dialoguehub.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A refusal as the Graph API words it.
 *
 * @param status of HTTP, which tells less than the code
 */
record FacebookError(int status, int code, OptionalInt subcode, String message, boolean passing) {
    static FacebookError of(int code, String message) {
        return new FacebookError(400, code, OptionalInt.empty(), "(#" + code + ") " + message, false);
    }

    static FacebookError token(int subcode, String message) {
        return new FacebookError(400, 190, OptionalInt.of(subcode), message, false);
    }

    static FacebookError gone(String id) {
        return new FacebookError(400, 100, OptionalInt.of(33), "Unsupported request. Object with ID '" + id
                + "' does not exist, cannot be loaded due to missing permissions, or does not support this operation", false);
    }

    Answer answer() {
        return answer(Optional.empty());
    }

    /** @param data that helps to do better */
    Answer answer(Optional<ObjectNode> data) {
        var json = JsonNodeFactory.instance.objectNode();
        var error = json.putObject("error").put("message", message).put("type", code == 100 ? "GraphMethodException" : "OAuthException")
                .put("code", code);
        subcode.ifPresent(it -> error.put("error_subcode", it));
        if (passing) {
            error.put("is_transient", true);
        }
        data.ifPresent(it -> error.set("error_data", it));
        error.put("fbtrace_id", "A-simulated-trace");
        return Answer.json(status, json.toString());
    }

    Refusal refusal() {
        return answer().refusal();
    }

    /** What the kernel would say in plain HTTP, as Facebook says it. */
    static Answer worded(Answer plain, String page) {
        if (!plain.headers().first("Content-Type").orElse("").startsWith("application/problem+json")) {
            return plain;
        }
        return switch (plain.status()) {
            case 404 -> new FacebookError(404, 2500, OptionalInt.empty(), "Unknown path components", false).answer();
            case 429 -> throttled(page, plain.headers().first("Retry-After").map(Integer::parseInt).orElse(0));
            case 500, 502, 503, 504 -> new FacebookError(plain.status(), 2, OptionalInt.empty(),
                    "An unexpected error has occurred. Please retry your request later.", true).answer();
            default -> new FacebookError(plain.status(), 1, OptionalInt.empty(), "An unknown error occurred", false).answer();
        };
    }

    /** A Page has its own quota, and learns in a header how many minutes are left. */
    static Answer throttled(String page, int seconds) {
        return of(32, "Page request limit reached").answer().with("X-Business-Use-Case-Usage", usage(page, 100, seconds));
    }

    static String usage(String page, int percent, int seconds) {
        return """
                {"%s":[{"type":"pages","call_count":%d,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":%d}]}"""
                .formatted(page, percent, (seconds + 59) / 60);
    }
}
