package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dialoguehub.broadcast.BroadcastSettings;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Conversations;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.model.Actor;
import org.dialoguehub.verify.PublicNetwork.Telling;
import org.dialoguehub.verify.PublicNetwork.Which;
import org.dialoguehub.web.AdminKey;
import org.dialoguehub.web.WebServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Very many tellings by webhook at once, a third of them told again, in any order, with forged and stale ones in between. {@code -Dstorm=10000} for the full size. */
class HookStormTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LONG_AGO = Duration.ofDays(3);
    private static final int AT_ONCE = 8;
    private static final int FOUL = 20;

    private final int storm = Integer.getInteger("storm", 600);
    private final Random random = new Random(20261123);

    @TempDir Path folder;

    @ParameterizedTest @EnumSource
    void hearsEachEventOnce(Which which) throws Exception {
        try (PublicNetwork network = which.start()) {
            var clock = network.network().clock();
            Storage storage = Storage.in(folder, clock);
            try (BridgedHub hub = BridgedHub.open("hub.example.org", network.channel().polling(Duration.ofMinutes(10)), storage, clock)) {
                network.signIn(hub.hub());
                hub.post("results");
                Eventually.holds(() -> assertThat(network.said()).containsExactly("results"));
                var broadcasts = new Broadcasts(hub.hub().engine(), Actor.of("hub:club", "Club"), clock, storage.programme(),
                        BroadcastSettings.NONE);
                try (var server =
                        new WebServer(hub.hub().engine(), broadcasts,
                                new Conversations(hub.hub().engine(), storage.casebook(), broadcasts.house(), clock),
                                AdminKey.in(folder, random), "127.0.0.1", 0, routes -> {})) {
                    storm(which, network, hub, URI.create("http://127.0.0.1:" + server.port() + "/hooks/" + PublicNetwork.CHANNEL));
                }
            }
        }
    }

    private void storm(Which which, PublicNetwork network, BridgedHub hub, URI hook) throws Exception {
        String post = network.said("results").id();
        List<Telling> stale = comments(network, post, "old comment ", FOUL);
        network.network().clock().advance(LONG_AGO);
        List<Telling> fresh = comments(network, post, "comment ", storm - storm / 3);
        List<Telling> told = new ArrayList<>(fresh);
        told.addAll(fresh.subList(0, storm / 3));
        Collections.shuffle(told, random);

        List<Integer> forged = tell(hook, fresh.stream().limit(FOUL).map(Telling::forged).toList());
        tell(hook, stale);
        // X signs no time: what is old is heard, once; and LinkedIn's bell makes the hub read all there is
        boolean refused = which == Which.FACEBOOK;
        List<Integer> fair = tell(hook, told);
        int all = fresh.size() + (refused ? 0 : FOUL);
        Eventually.holds(PATIENCE, () -> assertThat(hub.delivered("parents")).isGreaterThanOrEqualTo(all));
        Eventually.holds(PATIENCE, () -> assertThat(hub.isCalm()).isTrue());

        assertThat(fair).containsOnly(200);
        assertThat(forged).allSatisfy(status -> assertThat(status).isBetween(400, 403));
        assertThat(hub.mishaps()).isEmpty();
        List<String> expected = new ArrayList<>(List.of("results"));
        expected.addAll(numbered("comment ", fresh.size()));
        expected.addAll(numbered("old comment ", refused ? 0 : FOUL));
        assertThat(hub.lines()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(network.said()).containsExactly("results");
    }

    private static List<Telling> comments(PublicNetwork network, String on, String text, int count) {
        return numbered(text, count).stream().map(each -> network.telling(network.comment(each.replace(' ', '_'), on, each))).toList();
    }

    private static List<String> numbered(String text, int count) {
        return IntStream.range(0, count).mapToObj(number -> text + number).toList();
    }

    private static List<Integer> tell(URI hook, List<Telling> tellings) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient(); ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Integer>> calls = tellings.stream().<Callable<Integer>>map(telling -> () -> client.send(
                    HttpRequest.newBuilder(hook).header("Content-Type", "application/json").header(telling.header(), telling.signature())
                            .POST(BodyPublishers.ofByteArray(telling.body().bytes())).build(),
                    BodyHandlers.discarding()).statusCode()).toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> call : workers.invokeAll(calls)) {
                statuses.add(call.get());
            }
            return statuses;
        }
    }
}
