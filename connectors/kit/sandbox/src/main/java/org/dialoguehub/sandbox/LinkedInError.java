package org.dialoguehub.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** How LinkedIn words its refusals. */
record LinkedInError(int status, int serviceErrorCode, String code, String message) {
    static LinkedInError invalid(String message) {
        return new LinkedInError(400, 100, "INVALID_PARAM", message);
    }

    static LinkedInError denied(String what) {
        return new LinkedInError(403, 100, "ACCESS_DENIED", "Not enough permissions to access: " + what);
    }

    static LinkedInError gone(String urn) {
        return new LinkedInError(404, 0, "NOT_FOUND", "Entity with urn " + urn + " could not be found");
    }

    static LinkedInError unpermitted(String place) {
        return new LinkedInError(403, 100, "ACCESS_DENIED",
                "Unpermitted fields present in REQUEST_BODY: Data Processing Exception while processing fields [" + place + "]");
    }

    /** Nothing in it, and no header, says when to come again. */
    static LinkedInError throttled(String whose) {
        return new LinkedInError(429, 101, "TOO_MANY_REQUESTS",
                "Resource level throttle " + whose + " DAY limit for calls to this resource is reached.");
    }

    static LinkedInError unauthorized(boolean revoked) {
        return revoked
                ? new LinkedInError(401, 65601, "REVOKED_ACCESS_TOKEN", "The token used in the request has been revoked by the user")
                : new LinkedInError(401, 65600, "INVALID_ACCESS_TOKEN", "Invalid access token");
    }

    Answer answer() {
        var json = JsonNodeFactory.instance.objectNode().put("status", status).put("code", code).put("message", message);
        if (serviceErrorCode > 0) {
            json.put("serviceErrorCode", serviceErrorCode);
        }
        return Answer.json(status, json.toString());
    }

    Refusal refusal() {
        return answer().refusal();
    }

    /** What the kernel would say in plain HTTP, as LinkedIn says it. */
    static Answer worded(Answer plain) {
        if (!plain.headers().first("Content-Type").orElse("").startsWith("application/problem+json")) {
            return plain;
        }
        LinkedInError error = switch (plain.status()) {
            case 404 -> new LinkedInError(404, 0, "RESOURCE_NOT_FOUND", "No virtual resource found");
            case 429 -> throttled("MEMBER");
            case 503 -> new LinkedInError(503, 0, "SERVICE_UNAVAILABLE", "Service Unavailable");
            default -> new LinkedInError(plain.status(), 0, "INTERNAL_SERVER_ERROR", "Internal Server Error");
        };
        return plain.headers().first("Retry-After").map(wait -> error.answer().with("Retry-After", wait)).orElseGet(error::answer);
    }
}
