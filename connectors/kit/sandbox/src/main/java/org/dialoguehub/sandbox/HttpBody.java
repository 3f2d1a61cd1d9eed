package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The body of an HTTP/1.1 message while it is read: gives its bytes piece by piece as they are on the wire, and keeps its content. */
final class HttpBody {
    private static final int PIECE = 16 << 10;

    private enum Framing {
        LENGTH,
        CHUNKED,
        UNTIL_END
    }

    private final InputStream in;
    private final Framing framing;
    private final int limit;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private boolean whole = true;
    private boolean ended;
    private long left;

    private HttpBody(InputStream in, Framing framing, long left, int limit) {
        this.in = in;
        this.framing = framing;
        this.left = left;
        this.limit = limit;
        this.ended = framing == Framing.LENGTH && left == 0;
    }

    /** The body of a request; without framing there is none. Keeps at most {@code limit} bytes of content. */
    static HttpBody ofRequest(HttpHead head, InputStream in, int limit) throws IOException {
        return head.isChunked()
                ? new HttpBody(in, Framing.CHUNKED, 0, limit)
                : new HttpBody(in, Framing.LENGTH, Math.max(0, head.contentLength()), limit);
    }

    /** The body of an answer to a request with that method. */
    static HttpBody ofAnswer(String method, int status, HttpHead head, InputStream in, int limit) throws IOException {
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return new HttpBody(in, Framing.LENGTH, 0, limit);
        }
        if (head.isChunked()) {
            return new HttpBody(in, Framing.CHUNKED, 0, limit);
        }
        var length = head.contentLength();
        return length < 0 ? new HttpBody(in, Framing.UNTIL_END, 0, limit) : new HttpBody(in, Framing.LENGTH, length, limit);
    }

    /** The next bytes of the wire, framing included; empty at the end. */
    Optional<byte[]> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        return switch (framing) {
            case LENGTH -> Optional.of(lengthPiece());
            case CHUNKED -> Optional.of(left == 0 ? chunkStart() : chunkPiece());
            case UNTIL_END -> untilEndPiece();
        };
    }

    /** Reads to the end and gives the bytes of the wire, in pieces. */
    List<byte[]> rest() throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        for (var piece = next(); piece.isPresent(); piece = next()) {
            pieces.add(piece.get());
        }
        return pieces;
    }

    /** Whether all of it has been read. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether only the end of the connection ends it. */
    boolean lastsUntilEnd() {
        return framing == Framing.UNTIL_END;
    }

    /** What has been read so far, without framing. */
    Body content() {
        return Body.of(content.toByteArray(), whole && ended);
    }

    private byte[] lengthPiece() throws IOException {
        var piece = read(left);
        left -= piece.length;
        ended = left == 0;
        return piece;
    }

    private byte[] chunkStart() throws IOException {
        var raw = new StringBuilder();
        var size = line(raw);
        try {
            left = Long.parseLong(size.split(";", 2)[0].strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("a chunk without a size", e);
        }
        if (left == 0) {
            while (!line(raw).isEmpty()) {
                // trailers are passed on as they are
            }
            ended = true;
        }
        return raw.toString().getBytes(ISO_8859_1);
    }

    private byte[] chunkPiece() throws IOException {
        var piece = read(left);
        left -= piece.length;
        if (left > 0) {
            return piece;
        }
        var raw = new ByteArrayOutputStream();
        raw.writeBytes(piece);
        var end = new StringBuilder();
        line(end);
        raw.writeBytes(end.toString().getBytes(ISO_8859_1));
        return raw.toByteArray();
    }

    private Optional<byte[]> untilEndPiece() throws IOException {
        try {
            return Optional.of(read(PIECE));
        } catch (EOFException end) {
            ended = true;
            return Optional.empty();
        }
    }

    private byte[] read(long most) throws IOException {
        var buffer = new byte[(int) Math.min(PIECE, most)];
        var count = in.read(buffer);
        if (count < 0) {
            throw new EOFException("the stream ended within a body");
        }
        var keep = Math.min(count, limit - content.size());
        content.write(buffer, 0, keep);
        whole &= keep == count;
        return Arrays.copyOf(buffer, count);
    }

    private String line(StringBuilder raw) throws IOException {
        var line = HttpHead.line(in).orElseThrow(() -> new EOFException("the stream ended within a chunk"));
        raw.append(line).append("\r\n");
        return line;
    }
}
