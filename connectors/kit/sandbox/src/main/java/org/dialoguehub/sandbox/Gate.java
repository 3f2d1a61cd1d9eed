package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The front of a simulated network: a plain-socket HTTP/1.1 proxy before its real server. It journals each request before anything
 * happens, and strikes with faults that a polite server cannot show. Requests are read whole; answers pass as they come.
 */
final class Gate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int SLICE = 64 << 10;

    /** One request and where its answer goes. */
    private record Turn(Connection connection, Received received, Journal.Entry entry, InputStream in, OutputStream out) {}

    private final Kernel kernel;
    private final InetSocketAddress server;
    private final LoopbackPort port;

    Gate(Kernel kernel, InetSocketAddress server) {
        this.kernel = kernel;
        this.server = server;
        this.port = new LoopbackPort(kernel.name(), this::serve);
    }

    LoopbackPort port() {
        return port;
    }

    @Override
    public void close() {
        port.close();
    }

    private void serve(Connection connection) throws IOException, InterruptedException {
        var in = new BufferedInputStream(connection.client().getInputStream());
        var out = connection.client().getOutputStream();
        for (int turn = 1;; turn++) {
            var received = Received.read(in, out);
            if (received.isEmpty()) {
                return;
            }
            var entry = kernel.journal().arrived(connection.number(), received.get().request());
            if (!take(new Turn(connection, received.get(), entry, in, out), turn)) {
                return;
            }
        }
    }

    /** Answers one request; true if the connection stays open for another. */
    private boolean take(Turn turn, int number) throws IOException, InterruptedException {
        var request = turn.received.request();
        var struck = kernel.faults().strike(request, number);
        if (struck.isEmpty()) {
            return pass(forward(turn), turn);
        }
        var fault = struck.get();
        LOG.debug("{}: {} meets {}", kernel.name(), request, fault);
        turn.entry.struckBy(fault.name());
        fault.prepare(kernel, request);
        return switch (fault.reply()) {
            case Fault.Reply.Own own -> pass(forward(turn), turn);
            case Fault.Reply.Late late -> passLate(forward(turn), turn, late.by());
            case Fault.Reply.Half half -> passHalf(forward(turn), turn);
            case Fault.Reply.Gone gone -> {
                turn.connection.resetClient();
                kernel.clock().await(gone.by());
                forward(turn).body().rest();
                yield false;
            }
            case Fault.Substitute substitute -> {
                if (fault.takesEffect()) {
                    forward(turn).body().rest();
                }
                yield replace(substitute, turn);
            }
        };
    }

    private OwnAnswer forward(Turn turn) throws IOException {
        var socket = turn.connection.openServer(server);
        turn.received.writeTo(socket.getOutputStream());
        return OwnAnswer.read(socket, turn.received.request().method());
    }

    /** Passes an answer on as it comes. What the journal says is always ahead of what the client has seen. */
    private boolean pass(OwnAnswer answer, Turn turn) throws IOException {
        turn.entry.answered(answer.soFar());
        turn.out.write(answer.head().bytes());
        if (answer.switchesProtocols()) {
            tunnel(answer, turn);
            return false;
        }
        var body = answer.body();
        for (var piece = body.next(); piece.isPresent(); piece = body.next()) {
            if (body.hasEnded()) {
                turn.entry.answered(answer.soFar());
            }
            turn.out.write(piece.get());
        }
        turn.entry.answered(answer.soFar());
        return staysOpen(answer, turn);
    }

    private boolean passLate(OwnAnswer answer, Turn turn, Duration by) throws IOException, InterruptedException {
        var pieces = answer.body().rest();
        kernel.clock().await(by);
        turn.entry.answered(answer.soFar());
        turn.out.write(answer.head().bytes());
        for (var piece : pieces) {
            turn.out.write(piece);
        }
        return staysOpen(answer, turn);
    }

    private boolean passHalf(OwnAnswer answer, Turn turn) throws IOException {
        turn.entry.answered(answer.soFar());
        var pieces = answer.body().rest();
        var left = pieces.stream().mapToInt(piece -> piece.length).sum() / 2;
        var head = answer.head().bytes();
        turn.out.write(head, 0, left == 0 ? head.length / 2 : head.length);
        for (var piece : pieces) {
            turn.out.write(piece, 0, Math.min(left, piece.length));
            left -= Math.min(left, piece.length);
        }
        return false;
    }

    private static boolean staysOpen(OwnAnswer answer, Turn turn) {
        return turn.received.keepsAlive() && !answer.body().lastsUntilEnd() && !answer.head().has("Connection", "close");
    }

    private boolean replace(Fault.Substitute substitute, Turn turn) throws IOException {
        return switch (substitute) {
            case Fault.Substitute.Reset reset -> {
                turn.connection.resetClient();
                yield false;
            }
            case Fault.Substitute.Other other -> {
                var answer = other.answer().apply(kernel);
                turn.entry.answered(answer);
                turn.out.write(head(answer, answer.body().size()).bytes());
                turn.out.write(answer.body().bytes());
                // a server that has timed out waiting closes (RFC 9110, 15.5.9)
                yield turn.received.keepsAlive() && answer.status() != 408;
            }
            case Fault.Substitute.Huge huge -> {
                var answer = Answer.json(200, "");
                turn.entry.answered(new Answer(200, answer.headers(), Body.of(new byte[0], false)));
                turn.out.write(head(answer, huge.bytes()).bytes());
                writeHuge(huge.bytes(), turn.out);
                yield turn.received.keepsAlive();
            }
        };
    }

    private HttpHead head(Answer answer, long length) {
        var headers = answer.headers().with("Date", kernel.httpDate(Duration.ZERO)).with("Content-Length", Long.toString(length));
        return new HttpHead(String.format(Locale.ROOT, "HTTP/1.1 %d ", answer.status()), headers);
    }

    private static void writeHuge(long bytes, OutputStream out) throws IOException {
        var start = "{\"padding\":\"".getBytes(US_ASCII);
        var end = "\"}".getBytes(US_ASCII);
        var slice = new byte[SLICE];
        Arrays.fill(slice, (byte) 'x');
        out.write(start);
        for (var left = bytes - start.length - end.length; left > 0; left -= SLICE) {
            out.write(slice, 0, (int) Math.min(left, SLICE));
        }
        out.write(end);
    }

    /** After a change of protocol (WebSocket) bytes pass both ways until either side ends. */
    private void tunnel(OwnAnswer answer, Turn turn) throws IOException {
        var toServer = turn.connection.server().getOutputStream();
        port.run(() -> {
            try {
                turn.in.transferTo(toServer);
            } catch (IOException e) {
                LOG.debug("{}: a tunnel broke", kernel.name(), e);
            }
            turn.connection.close();
        });
        answer.in().transferTo(turn.out);
    }
}
