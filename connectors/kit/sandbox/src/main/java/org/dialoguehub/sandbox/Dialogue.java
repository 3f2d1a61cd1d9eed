package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.dialoguehub.sandbox.LineRule.Action;
import org.dialoguehub.sandbox.LineRule.Side;

/** One connection through a proxy: passes lines both ways, and does to them what the rules say. */
final class Dialogue {
    private static final int PIECE = 16 << 10;
    private static final int LINE_LIMIT = 64 << 10;
    /** How long the start of a line is held back until its end comes, in real time: some peers wait for an answer to half a line. */
    private static final int PATIENCE_MILLIS = 100;
    private static final int SLICES_A_SECOND = 10;

    private final Connection connection;
    private final Socket server;
    private final List<LineRule> rules;
    private final SandboxClock clock;
    private final LongSupplier bytesPerSecond;
    private final Set<LineRule> primed = new HashSet<>();
    private volatile boolean cut;

    Dialogue(Connection connection, Socket server, List<LineRule> rules, SandboxClock clock, LongSupplier bytesPerSecond) {
        this.connection = connection;
        this.server = server;
        this.rules = rules;
        this.clock = clock;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Passes lines until both sides have ended. */
    void run(LoopbackPort port) throws IOException, InterruptedException {
        port.run(() -> {
            try {
                new Way(Side.CLIENT, connection.client(), server).relay();
            } catch (IOException gone) {
                endServer();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            new Way(Side.SERVER, server, connection.client()).relay();
        } catch (IOException gone) {
            connection.reset(); // a server that breaks off is seen to break off
            throw gone;
        }
    }

    private void cut() {
        cut = true;
        connection.resetClient();
        endServer();
    }

    private void endServer() {
        try {
            server.shutdownOutput();
        } catch (IOException gone) {
            // the server has ended it already
        }
    }

    /** What the rules say about a line. The lock makes their counts exact over all connections. */
    private Action meet(Side side, CharSequence line) {
        synchronized (rules) {
            Action chosen = new Action.Pass();
            for (var rule : rules) {
                var ready = rule.after().isEmpty() || primed.contains(rule);
                var free = rule.action() instanceof Action.Count || chosen instanceof Action.Pass;
                if (free && ready && rule.line().is(side, line) && rule.strikes()) {
                    rule.armed().fire();
                    primed.remove(rule);
                    chosen = rule.action() instanceof Action.Count ? chosen : rule.action();
                }
                if (rule.after().filter(after -> after.is(side, line)).isPresent()) {
                    primed.add(rule);
                }
            }
            return chosen;
        }
    }

    /** One direction. */
    private final class Way {
        private final Side side;
        private final Socket from;
        private final Socket to;
        private final StringBuilder line = new StringBuilder();
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
        private int cutIn = -1;

        private Way(Side side, Socket from, Socket to) {
            this.side = side;
            this.from = from;
            this.to = to;
        }

        private void relay() throws IOException, InterruptedException {
            var buffer = new byte[PIECE];
            for (var count = read(buffer); count >= 0; count = read(buffer)) {
                for (int i = 0; i < count; i++) {
                    take(buffer[i]);
                }
                flush();
            }
            passHeld();
            flush();
            if (!cut) {
                to.shutdownOutput();
            }
        }

        private int read(byte[] buffer) throws IOException, InterruptedException {
            while (true) {
                try {
                    from.setSoTimeout(held.size() > 0 ? PATIENCE_MILLIS : 0);
                    return from.getInputStream().read(buffer);
                } catch (SocketTimeoutException halfALine) {
                    passHeld();
                    flush();
                }
            }
        }

        private void take(byte next) throws IOException, InterruptedException {
            if (cut) {
                return;
            }
            if (cutIn > 0) {
                passed.write(next);
                if (--cutIn == 0) {
                    flush();
                    cut();
                }
                return;
            }
            held.write(next);
            if (next == '\n') {
                endLine();
            } else if (line.length() < LINE_LIMIT) {
                line.append((char) (next & 0xff));
            } else {
                passHeld();
            }
        }

        private void endLine() throws IOException, InterruptedException {
            var text = line.toString();
            line.setLength(0);
            switch (meet(side, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text)) {
                case Action.Pass pass -> passHeld();
                case Action.Count count -> passHeld();
                case Action.Swallow swallow -> held.reset();
                case Action.Replace replace -> {
                    held.reset();
                    passed.writeBytes((replace.line() + "\r\n").getBytes(ISO_8859_1));
                }
                case Action.Delay delay -> {
                    flush();
                    clock.await(delay.by());
                    passHeld();
                }
                case Action.Cut(int bytes) when bytes > 0 -> {
                    passHeld();
                    cutIn = bytes;
                }
                case Action.Cut(int bytes) -> {
                    if (bytes == 0) {
                        passHeld();
                    }
                    flush();
                    cut();
                }
            }
        }

        private void passHeld() {
            passed.writeBytes(held.toByteArray());
            held.reset();
        }

        private void flush() throws IOException, InterruptedException {
            var bytes = passed.toByteArray();
            passed.reset();
            var speed = bytesPerSecond.getAsLong();
            var slice = Math.clamp(speed / SLICES_A_SECOND, 1, Integer.MAX_VALUE);
            for (int at = 0; at < bytes.length; at += slice) {
                var length = Math.min(slice, bytes.length - at);
                if (speed < Long.MAX_VALUE) {
                    clock.await(Duration.ofNanos(Duration.ofSeconds(length).toNanos() / speed));
                }
                write(bytes, at, length);
            }
        }

        private void write(byte[] bytes, int from, int length) throws IOException {
            try {
                to.getOutputStream().write(bytes, from, length);
            } catch (IOException gone) {
                if (!cut) {
                    throw gone;
                }
            }
        }
    }
}
