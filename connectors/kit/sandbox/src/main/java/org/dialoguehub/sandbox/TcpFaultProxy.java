package org.dialoguehub.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.dialoguehub.sandbox.LineRule.Action;
import org.dialoguehub.sandbox.LineRule.Line;
import org.dialoguehub.sandbox.LineRule.Side;

/**
 * A loopback port before a real server that speaks in lines, SMTP or IMAP above all, and the faults of the way between.
 *
 * <pre>{@code
 * try (var proxy = TcpFaultProxy.before(smtpPort, clock)) {
 *     // the server accepts the mail, and the client never learns of it
 *     var dropped = proxy.onServerLine("250.*").afterClientLine("\\.").cut();
 *     // … let a client send through proxy.port() …
 *     assertThat(dropped.fired()).isEqualTo(1);
 * }
 * }</pre>
 *
 * <p>Patterns are regular expressions for a whole line, read as ISO 8859-1, without its end. Every line counts as one, those of a mail's
 * text as well. Rules strike the next fitting line on any connection, once unless told otherwise, and the rule armed first goes first.
 * TLS hides the lines; connections can be refused and cut all the same. Cutting resets the client's connection; the server sees the
 * orderly end of what it has been sent, and finishes its work. Safe for use by several threads; closing it leaves nothing running.
 */
public final class TcpFaultProxy implements AutoCloseable {
    private final InetSocketAddress server;
    private final SandboxClock clock;
    private final List<LineRule> rules = new CopyOnWriteArrayList<>();
    private final LoopbackPort port;
    private volatile long bytesPerSecond = Long.MAX_VALUE;

    private TcpFaultProxy(InetSocketAddress server, SandboxClock clock) {
        this.server = server;
        this.clock = clock;
        this.port = new LoopbackPort("proxy-of-" + server.getPort(), this::serve);
    }

    /** Opens a port before a server that listens at {@code serverPort} of the loopback address; delays and limits of speed go by the clock. */
    public static TcpFaultProxy before(int serverPort, SandboxClock clock) {
        return new TcpFaultProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort), clock);
    }

    /** The port for clients, on the loopback address. */
    public int port() {
        return port.address().getPort();
    }

    /** How many connections clients have opened. */
    public int connections() {
        return port.accepted();
    }

    /** Resets the next {@code count} connections as soon as they are opened. */
    public void refuseNextConnections(int count) {
        port.refuseNext(count);
    }

    /** Resets every connection and refuses new ones (ECONNREFUSED) until the outage is ended; then it is back on the same port. */
    public Outage outage() {
        return port.outage();
    }

    /** From now on lets so many bytes a second pass, in each direction of each connection, on the sandbox clock; at least 10. */
    public void limitSpeed(long bytes) {
        if (bytes < 10) {
            throw new IllegalArgumentException("'" + bytes + "' bytes a second are too few; 10 is the least");
        }
        bytesPerSecond = bytes;
    }

    /** For lines that the client says. */
    public Site onClientLine(String pattern) {
        return new Site(Line.of(Side.CLIENT, pattern), Optional.empty(), 0, 1);
    }

    /** For lines that the server says. */
    public Site onServerLine(String pattern) {
        return new Site(Line.of(Side.SERVER, pattern), Optional.empty(), 0, 1);
    }

    @Override
    public void close() {
        port.close();
    }

    private void serve(Connection connection) throws IOException, InterruptedException {
        new Dialogue(connection, connection.openServer(server), rules, clock, () -> bytesPerSecond).run(port);
    }

    /** The lines that a fault is to be armed for. */
    public final class Site {
        private final Line line;
        private final Optional<Line> after;
        private final int skip;
        private final int times;

        private Site(Line line, Optional<Line> after, int skip, int times) {
            this.line = line;
            this.after = after;
            this.skip = skip;
            this.times = times;
        }

        /** Only if the client has said such a line before on the same connection, since the fault last struck there. */
        public Site afterClientLine(String pattern) {
            return new Site(line, Optional.of(Line.of(Side.CLIENT, pattern)), skip, times);
        }

        /** Only if the server has said such a line before on the same connection, since the fault last struck there. */
        public Site afterServerLine(String pattern) {
            return new Site(line, Optional.of(Line.of(Side.SERVER, pattern)), skip, times);
        }

        /** Lets the first {@code count} of them pass. */
        public Site skipping(int count) {
            return new Site(line, after, count, times);
        }

        /** Strikes so many of them. */
        public Site times(int count) {
            return new Site(line, after, skip, count);
        }

        /** Cuts the connection before the line passes: what it says is lost. */
        public Armed cut() {
            return arm(new Action.Cut(-1));
        }

        /** Cuts the connection as soon as the line has passed. */
        public Armed passAndCut() {
            return arm(new Action.Cut(0));
        }

        /** Lets the line and {@code bytes} more from the same side pass, then cuts: in the middle of a literal, say. */
        public Armed cutAfter(int bytes) {
            return arm(new Action.Cut(bytes));
        }

        /** Swallows the line: the other side waits in vain. */
        public Armed swallow() {
            return arm(new Action.Swallow());
        }

        /** Puts another line, given without its end, in its place. */
        public Armed replace(String other) {
            return arm(new Action.Replace(other));
        }

        /** Holds the line back, and what the same side says after it, on the sandbox clock. */
        public Armed delay(Duration by) {
            return arm(new Action.Delay(by));
        }

        /** Counts such lines and lets them pass. */
        public Armed count() {
            return new Site(line, after, 0, Integer.MAX_VALUE).arm(new Action.Count());
        }

        private Armed arm(Action action) {
            var rule = new LineRule(line, after, skip, times, action, new Armed(), new AtomicInteger());
            rules.add(rule);
            return rule.armed();
        }
    }
}
