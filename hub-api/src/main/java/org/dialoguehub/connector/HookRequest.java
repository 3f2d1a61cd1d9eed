package org.dialoguehub.connector;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request that came to a {@link Hook}. Its body is as it came over the wire, byte by byte, since signatures are made over that. */
public final class HookRequest {
    private final String method;
    private final Map<String, String> query;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param method GET or POST
     * @param query the parameters of the address, decoded; of one that came several times the first
     * @param headers of one that came several times the first; names are taken without regard to case
     * @param body not longer than the hub allows
     */
    public HookRequest(String method, Map<String, String> query, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.query = Map.copyOf(query);
        var named = new TreeMap<String, String>();
        headers.forEach((name, value) -> named.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        this.headers = Map.copyOf(named);
        this.body = body.clone();
    }

    public String method() {
        return method;
    }

    public Map<String, String> query() {
        return query;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** All headers, their names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The bytes, in an array of the caller's own. */
    public byte[] body() {
        return body.clone();
    }

    /** The method and the size alone, as the rest may be secret. */
    @Override
    public String toString() {
        return method + " of " + body.length + " bytes";
    }
}
