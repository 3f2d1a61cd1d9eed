package org.dialoguehub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.dialoguehub.camel.Stage.Endpoints;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camel endpoints as channels of a hub. */
class CamelChannelTest {
    private final Taken taken = new Taken();
    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();

    @TempDir private Path folder;

    private Endpoints inbox() {
        return new Endpoints("inbox", Map.of("receive", "file:" + folder + "?initialDelay=0&delay=10"));
    }

    private final LambdaRouteBuilder inboxToFeed = routes -> routes.from("hub:inbox").routeId("inbox-to-feed").to("hub:feed");

    /** All of it at once: Camel would take a file of which nothing is written yet. */
    private void put(String text) throws IOException {
        Files.move(Files.writeString(folder.resolve(".a.txt"), text), folder.resolve("a.txt"));
    }

    @Test
    void carriesFilesToTheFeedOnce() throws Exception {
        try (var stage = Stage.atNoon(inbox()).start(inboxToFeed)) {
            put("The pool is closed on Monday.");

            assertThat(Board.texts(stage.feed.posted(1))).containsExactly("The pool is closed on Monday.");
            Stage.until(() -> Files.exists(folder.resolve(".camel/a.txt")));
            assertThat(stage.feed.left()).isEmpty();
        }
    }

    @Test
    void carriesAFileOnceThoughTheHubIsKilledAtAnyWrite() throws Exception {
        for (int writes = 0; writes < 12; writes++) {
            var stage = Stage.atNoon(inbox()).start(inboxToFeed);
            stage.store.dieAfter(writes);
            put("note " + writes);
            Stage.until(() -> isDead(stage) || !stage.feed.left().isEmpty());

            try (var next = stage.crash().start(inboxToFeed)) {
                Stage.until(() -> {
                    if (!next.status().doubts().isEmpty()) {
                        next.pass(Duration.ofMinutes(2));
                    }
                    return !next.feed.left().isEmpty();
                });
                assertThat(Board.texts(next.feed.posted(1))).containsExactly("note " + writes);
                Stage.until(() -> !Files.exists(folder.resolve("a.txt")) && next.waiting("inbox-to-feed") == 0);
                assertThat(next.feed.left()).as("killed after write %d", writes).isEmpty();
            }
        }
    }

    private static boolean isDead(Stage stage) {
        try {
            stage.status();
            return false;
        } catch (StoreException killed) {
            return true;
        }
    }

    @Test
    void knowsItsOwnPostsWhenTheyComeBack() throws Exception {
        var both = new Endpoints("wire", Map.of("send", "seda:wire", "receive", "seda:wire"));
        try (var stage = Stage.atNoon(both).start(routes -> routes.from("hub:wire").routeId("one").process(taken))) {
            stage.camel.createProducerTemplate().sendBody("hub:wire", "from us");
            stage.camel.createProducerTemplate().sendBody("seda:wire", "from others");

            assertThat(taken.texts(1)).containsExactly("from others");
            Stage.until(() -> deliveries(stage).stream().allMatch(delivery -> delivery.state() == State.DELIVERED));
            assertThat(taken.isEmpty()).isTrue();
        }
    }

    private static List<Delivery> deliveries(Stage stage) {
        return stage.store.read(transaction -> transaction.ledger().list(EnumSet.allOf(State.class), 100));
    }

    /** An endpoint that does what it is asked, and says that it failed. */
    private Stage flaky(String onDoubt) throws Exception {
        return Stage.atNoon(new Endpoints("flaky", Map.of("send", "direct:flaky", "on-doubt", onDoubt)))
                .start(routes -> routes.from("direct:flaky")
                        .process(exchange -> out.add(exchange.getMessage().getHeader(HubHeaders.KEY, String.class)))
                        .throwException(new IOException("The line went dead")));
    }

    private static void awaits(Stage stage, State state) {
        Stage.until(() -> deliveries(stage).stream().anyMatch(delivery -> delivery.state() == state));
    }

    @Test
    void asksAPersonAboutADoubt() throws Exception {
        try (var stage = flaky("ask")) {
            stage.camel.createProducerTemplate().sendBody("hub:flaky", "Hello");

            awaits(stage, State.UNKNOWN);
            assertThat(out).hasSize(1);
        }
    }

    @Test
    void leavesADoubtAtThat() throws Exception {
        try (var stage = flaky("drop")) {
            stage.camel.createProducerTemplate().sendBody("hub:flaky", "Hello");

            awaits(stage, State.CANCELLED);
            assertThat(out).hasSize(1);
        }
    }

    @Test
    void sendsAgainUnderTheSameKeyOnceTheFirstHasSurelyEnded() throws Exception {
        try (var stage = flaky("repeat")) {
            stage.camel.createProducerTemplate().sendBody("hub:flaky", "Hello");
            String key = out.poll(20, TimeUnit.SECONDS);
            awaits(stage, State.PLANNED);
            assertThat(out).isEmpty();

            stage.pass(Duration.ofMinutes(2));

            assertThat(out.poll(20, TimeUnit.SECONDS)).isEqualTo(key);
        }
    }
}
