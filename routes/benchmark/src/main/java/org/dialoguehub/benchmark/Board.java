package org.dialoguehub.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A network that does next to nothing: it takes each request, and after so many milliseconds (the argument) says that it has made a post of it. In a process of
 * its own, so that whoever speaks to it is measured alone.
 */
public final class Board {
    private static final int BACKLOG = 4_096;
    private static final String LENGTH = "content-length: ";

    private final Duration latency;
    private final AtomicLong posts = new AtomicLong();

    private Board(Duration latency) {
        this.latency = latency;
    }

    public static void main(String[] arguments) throws IOException {
        var board = new Board(Duration.ofMillis(Long.parseLong(arguments[0])));
        try (var server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            System.out.println("ready on http://127.0.0.1:" + server.getLocalPort());
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> board.serve(client));
            }
        }
    }

    private void serve(Socket client) {
        try (client; var in = new BufferedInputStream(client.getInputStream())) {
            client.setTcpNoDelay(true);
            while (taken(in)) {
                if (latency.isPositive()) {
                    Thread.sleep(latency);
                }
                String answer = "{\"id\":\"n" + posts.incrementAndGet() + "\"}";
                client.getOutputStream()
                        .write(("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: " + answer.length()
                                + "\r\n\r\n" + answer).getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException gone) {
            // the client has ended
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads a request; false at the end of the stream. */
    private static boolean taken(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        for (String line : head.toString().split("\r\n")) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                in.skipNBytes(Long.parseLong(line.substring(LENGTH.length())));
            }
        }
        return true;
    }
}
