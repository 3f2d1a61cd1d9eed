package org.dialoguehub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is closed in the middle of its work leaves no thread and no port behind. */
@Timeout(60)
class CloseTest {
    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final List<RawClient> clients = new ArrayList<>();

    @Test
    void aNetworkLeavesNothingRunning() throws Exception {
        var before = threads();
        var board = Noticeboard.start(clock);
        var uri = board.network().uri();
        var token = board.network().tokens().issue("anna");
        board.network().faults().on("GET", "/v1/me").next(Fault.lateAnswer(Duration.ofDays(1)));
        open(uri).send(RawClient.request("GET", "/v1/me", token, "", "keep-alive"));
        open(uri).send("POST /v1/notices HTTP/1.1\r\nContent-Le");
        var huge = open(uri);
        clock.awaitTimers(1);
        board.network().faults().next(Fault.huge(1L << 32));
        huge.send(RawClient.request("GET", "/v1/me", token, "", "keep-alive"));
        assertThat(huge.hearLine()).contains("200");
        assertThat(threads()).anyMatch(thread -> thread.getName().startsWith("sandbox-noticeboard"));

        board.close();
        board.close();

        assertThat(newSince(before)).isEmpty();
        assertThat(clock.timers()).isZero();
        assertThatThrownBy(() -> open(uri)).isInstanceOf(ConnectException.class);
        closeClients();
    }

    @Test
    void aProxyLeavesNothingRunning() throws Exception {
        var before = threads();
        var board = Noticeboard.start(clock);
        var proxy = TcpFaultProxy.before(board.network().uri().getPort(), clock);
        var uri = URI.create("tcp://127.0.0.1:" + proxy.port());
        var token = board.network().tokens().issue("anna");
        proxy.onServerLine("HTTP.*").delay(Duration.ofDays(1));
        open(uri).send(RawClient.request("GET", "/v1/me", token, "", "keep-alive"));
        open(uri).send("GET");
        clock.awaitTimers(1);

        proxy.close();
        board.close();

        assertThat(newSince(before)).isEmpty();
        assertThatThrownBy(() -> open(uri)).isInstanceOf(ConnectException.class);
        closeClients();
    }

    @Test
    void closingDuringAnOutageIsFinal() throws IOException {
        var board = Noticeboard.start(clock);
        var uri = board.network().uri();
        var outage = board.network().outage();

        board.close();
        outage.end();

        assertThatThrownBy(() -> open(uri)).isInstanceOf(ConnectException.class);
    }

    private RawClient open(URI uri) throws IOException {
        var client = new RawClient(uri);
        clients.add(client);
        return client;
    }

    private void closeClients() throws IOException {
        for (var client : clients) {
            client.close();
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).collect(Collectors.toSet());
    }

    /** Threads of ours, Javalin's and Jetty's; the JVM starts some of its own at any time. */
    private static List<String> newSince(Set<Thread> before) {
        return threads().stream().filter(thread -> !before.contains(thread)).map(Thread::getName)
                .filter(name -> !name.startsWith("junit") && !name.startsWith("Common-Cleaner")).toList();
    }
}
