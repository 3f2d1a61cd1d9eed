package org.dialoguehub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.dialoguehub.sandbox.RawClient.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ManyClientsTest {
    private static final int CLIENTS = 16;
    private static final int POSTS = 25;

    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2026-11-22T10:00:00Z"));

    /** What a client was told about a text that it tried to publish. */
    private record Told(String text, boolean accepted, boolean doubtful) {}

    @Test
    void theTruthIsKeptUnderFaultsByChance() throws Exception {
        var seed = new Random().nextLong();
        try (var board = Noticeboard.start(clock)) {
            var token = board.network().tokens().issue("anna");
            var chance = board.network().faults().on("POST", "/v1/notices").sometimes(0.4, seed,
                    Fault.reset(), Fault.dropAnswer(), Fault.status(503), Fault.status(500).afterEffect(), Fault.throttle(),
                    Fault.halfAnswer(), Fault.hidePost(Duration.ofMinutes(1)));

            var told = inParallel(client -> publishAll(board, token, client));

            assertThat(told).hasSize(CLIENTS * POSTS);
            var posts = board.network().posts();
            for (var it : told) {
                var made = posts.withText(it.text).size();
                assertThat(made).as("%s with seed %d", it, seed).isLessThanOrEqualTo(1);
                if (!it.doubtful) {
                    assertThat(made == 1).as("%s with seed %d", it, seed).isEqualTo(it.accepted);
                }
            }
            assertThat(board.network().journal().requests()).isEqualTo(told.size());
            assertThat(board.network().journal().exchanges().stream().filter(it -> it.fault().isPresent()).count())
                    .isEqualTo(chance.fired());
            clock.advance(Duration.ofMinutes(1));
            assertThat(posts.changes(0, Integer.MAX_VALUE)).hasSameSizeAs(posts.all())
                    .extracting(Change::sequence).doesNotHaveDuplicates().isSorted();
        }
    }

    @Test
    void anArmedFaultStrikesOnceHoweverManyAreThere() throws Exception {
        try (var board = Noticeboard.start(clock, Noticeboard.Options.standard().refusingSameText(Duration.ofHours(1)))) {
            var token = board.network().tokens().issue("anna");
            var armed = board.network().faults().on("POST", "/v1/notices").next(3, Fault.reset());

            var ends = inParallel(
                    client -> List.of(RawClient.ask(board.network().uri(), "POST", "/v1/notices", token, "{\"text\":\"Same\"}")));

            assertThat(armed.fired()).isEqualTo(3);
            assertThat(ends.stream().filter(heard -> heard.end() == End.RESET)).hasSize(3);
            assertThat(ends.stream().filter(heard -> heard.end() == End.CLOSED && heard.status() == 201)).hasSize(1);
            assertThat(ends.stream().filter(heard -> heard.end() == End.CLOSED && heard.status() == 409)).hasSize(CLIENTS - 4);
            assertThat(board.network().posts().all()).hasSize(1);
        }
    }

    @Test
    void theJournalTellsAClientThatRepeatsFromOneThatDoesNot() throws Exception {
        var eager = new OkHttpClient();
        var calm = new OkHttpClient.Builder().retryOnConnectionFailure(false).build();

        for (var fault : List.of(Fault.status(408), Fault.staleConnection())) {
            assertThat(requestsForOnePost(eager, fault)).as("eager, %s", fault).isEqualTo(2);
            assertThat(requestsForOnePost(calm, fault)).as("calm, %s", fault).isEqualTo(1);
        }
    }

    private long requestsForOnePost(OkHttpClient client, Fault fault) {
        try (var board = Noticeboard.start(clock)) {
            var network = board.network();
            var token = network.tokens().issue("anna");
            publish(client, network, token, "makes the connection");
            var armed = network.faults().next(fault);
            publish(client, network, token, "Once");
            assertThat(armed.fired()).isEqualTo(1);
            return network.journal().requests() - 1;
        } finally {
            client.connectionPool().evictAll();
        }
    }

    private static void publish(OkHttpClient client, NetworkSimulation network, String token, String text) {
        var body = RequestBody.create("{\"text\":\"" + text + "\"}", MediaType.get("application/json"));
        var request = new Request.Builder().url(network.uri() + "/v1/notices").header("Authorization", "Bearer " + token).post(body)
                .build();
        try (var response = client.newCall(request).execute()) {
            assertThat(response.code()).isIn(201, 408);
        } catch (IOException reset) {
            assertThat(reset).isNotNull();
        }
    }

    private static List<Told> publishAll(Noticeboard board, String token, int client) throws IOException {
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            var text = "Notice " + i + " of client " + client;
            var heard = RawClient.ask(board.network().uri(), "POST", "/v1/notices", token, "{\"text\":\"" + text + "\"}");
            var status = heard.text().isEmpty() ? 0 : heard.status();
            told.add(new Told(text, status == 201, status == 0 || status >= 500));
        }
        return told;
    }

    @FunctionalInterface
    private interface Work<T> {
        List<T> of(int client) throws IOException;
    }

    private static <T> List<T> inParallel(Work<T> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<List<T>>> tasks = Stream.iterate(0, i -> i + 1).limit(CLIENTS)
                    .<Callable<List<T>>>map(client -> () -> work.of(client)).toList();
            List<T> all = new ArrayList<>();
            for (Future<List<T>> done : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
                all.addAll(done.get());
            }
            return all;
        }
    }
}
