package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/** A client that is nothing but a socket: it sees what the wire shows, and repeats nothing. */
final class RawClient implements AutoCloseable {
    /** How a stream came to its end. */
    enum End {
        CLOSED,
        RESET
    }

    /** All that came until the stream ended. */
    record Heard(String text, End end) {
        int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        String body() {
            return text.split("\r\n\r\n", 2)[1];
        }

        boolean has(String header) {
            return text.split("\r\n\r\n", 2)[0].contains("\r\n" + header);
        }
    }

    private final Socket socket;
    private final InputStream in;

    RawClient(URI server) throws IOException {
        this.socket = new Socket(server.getHost(), server.getPort());
        this.socket.setSoTimeout(10_000);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends one request on a connection of its own and hears all that comes. */
    static Heard ask(URI server, String method, String path, String token, String body) throws IOException {
        try (var client = new RawClient(server)) {
            client.send(request(method, path, token, body, "close"));
            return client.hear();
        }
    }

    static String request(String method, String path, String token, String body, String connection) {
        return "%s %s HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer %s\r\nConnection: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(method, path, token, connection, body.getBytes(UTF_8).length, body);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    Heard hear() throws IOException {
        var heard = new ByteArrayOutputStream();
        try {
            for (var next = in.read(); next >= 0; next = in.read()) {
                heard.write(next);
            }
            return new Heard(heard.toString(UTF_8), End.CLOSED);
        } catch (SocketException e) {
            return new Heard(heard.toString(UTF_8), End.RESET);
        }
    }

    /** Hears one answer and leaves the connection open. */
    HttpHead hearAnswer() throws IOException {
        var head = HttpHead.read(in).orElseThrow();
        in.readNBytes((int) Math.max(0, head.contentLength()));
        return head;
    }

    /** Hears one line, without its end; empty at the end of the stream. */
    String hearLine() throws IOException {
        return HttpHead.line(in).orElse("");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
