package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A request as read from a client, with the bytes to hand on. */
record Received(Request request, HttpHead head, List<byte[]> body, boolean keepsAlive) {
    /** The most bytes of a request. */
    static final int LIMIT = 64 << 20;

    /** Reads a request to its end; empty if the client has none any more. */
    static Optional<Received> read(InputStream in, OutputStream out) throws IOException {
        var read = HttpHead.read(in);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        var head = read.get();
        var parts = head.startLine().split(" ", 3);
        if (parts.length < 3) {
            throw new IOException("not a request line of HTTP/1.1");
        }
        if (head.has("Expect", "100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII));
            head = new HttpHead(head.startLine(), head.headers().without("Expect"));
        }
        var body = HttpBody.ofRequest(head, in, LIMIT);
        var raw = body.rest();
        if (!body.content().isWhole()) {
            throw new IOException("a request of more than " + LIMIT + " bytes");
        }
        var target = parts[1].split("\\?", 2);
        var request = new Request(parts[0], target[0], target.length > 1 ? target[1] : "", head.headers(), body.content());
        return Optional.of(new Received(request, head, raw, parts[2].equals("HTTP/1.1") && !head.has("Connection", "close")));
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(head.bytes());
        for (var piece : body) {
            out.write(piece);
        }
        out.flush();
    }
}
