package org.dialoguehub.sandbox;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * An HTTP request as it came over the socket. What may be secret (query, headers, body) is readable, but never printed.
 *
 * @param method in capitals
 * @param path as sent, without the query
 * @param query as sent, without the question mark; empty if there was none
 */
public record Request(String method, String path, String query, Headers headers, Body body) {
    /**
     * Tells which requests are meant.
     *
     * @param method the method, or {@code *} for any
     * @param path the path; {@code *} stands for one segment, {@code **} for any number
     */
    public static Predicate<Request> matching(String method, String path) {
        var parts = path.split("(?<=\\*\\*)|(?=\\*\\*)|(?<!\\*)(?=\\*)|(?<=\\*)(?!\\*)");
        var pattern = new StringBuilder();
        for (var part : parts) {
            pattern.append(part.equals("**") ? ".*" : part.equals("*") ? "[^/]*" : Pattern.quote(part));
        }
        var compiled = Pattern.compile(pattern.toString());
        return request -> (method.equals("*") || method.equals(request.method)) && compiled.matcher(request.path).matches();
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?…") + " (" + body + ")";
    }
}
