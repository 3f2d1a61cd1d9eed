package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first line and the headers of an HTTP/1.1 message (RFC 9112). */
record HttpHead(String startLine, Headers headers) {
    private static final int LIMIT = 128 << 10;
    private static final int CR = '\r';
    private static final int LF = '\n';

    /** Reads a head; empty if the stream ends before its first byte. */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        var startLine = line(in);
        while (startLine.isPresent() && startLine.get().isEmpty()) {
            startLine = line(in); // RFC 9112, 2.2: empty lines before a request are to be ignored
        }
        if (startLine.isEmpty()) {
            return Optional.empty();
        }
        List<Headers.Field> fields = new ArrayList<>();
        for (var line = requiredLine(in); !line.isEmpty(); line = requiredLine(in)) {
            var colon = line.indexOf(':');
            if (colon <= 0) {
                throw new IOException("a header line without a name");
            }
            fields.add(new Headers.Field(line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return Optional.of(new HttpHead(startLine.get(), new Headers(fields)));
    }

    byte[] bytes() {
        var text = new StringBuilder(startLine).append("\r\n");
        headers.fields().forEach(field -> text.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        return text.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    boolean isChunked() {
        return has("Transfer-Encoding", "chunked");
    }

    /** The value of Content-Length, or -1 without one. */
    long contentLength() throws IOException {
        try {
            return headers.first("Content-Length").map(Long::parseLong).orElse(-1L);
        } catch (NumberFormatException e) {
            throw new IOException("a Content-Length that is no number", e);
        }
    }

    /** Whether a header is there with that value, or with it among others. */
    boolean has(String name, String value) {
        return headers.all(name).stream().flatMap(line -> List.of(line.split(",")).stream())
                .anyMatch(part -> part.strip().equalsIgnoreCase(value));
    }

    private static String requiredLine(InputStream in) throws IOException {
        return line(in).orElseThrow(() -> new EOFException("the stream ended within the headers"));
    }

    /** Reads a line and drops its end; empty if the stream ends before its first byte. */
    static Optional<String> line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != LF; next = in.read()) {
            if (next < 0) {
                if (line.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("the stream ended within a line");
            }
            if (line.size() > LIMIT) {
                throw new IOException("a header line of more than " + LIMIT + " bytes");
            }
            line.write(next);
        }
        var text = line.toString(ISO_8859_1);
        return Optional.of(!text.isEmpty() && text.charAt(text.length() - 1) == CR ? text.substring(0, text.length() - 1) : text);
    }
}
