package org.dialoguehub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void theExampleRuns() {
        var clock = SandboxClock.standingAt(Instant.parse("2026-11-22T10:00:00Z"));
        try (var board = Noticeboard.start(clock)) {
            var network = board.network();
            var token = network.tokens().issue("anna");
            var dropped = network.faults().on("POST", "/v1/notices").next(Fault.dropAnswer());

            assertThatThrownBy(() -> publish(network.uri(), token, "Pool opens at 8")).isInstanceOf(IOException.class);

            assertThat(dropped.fired()).isEqualTo(1);
            assertThat(network.journal().exchanges("POST", "/v1/notices")).as("the client does not repeat by itself").hasSize(1);
            assertThat(network.posts().withText("Pool opens at 8")).as("it is there all the same").hasSize(1);
        }
    }

    @Test
    void theExampleIsTheOneAbove() throws IOException {
        var example = Files.readString(Path.of("README.md")).split("```java\n|```\n", -1)[1];
        var source = Files.readString(Path.of("src/test/java/org/dialoguehub/sandbox/ReadmeTest.java"));

        assertThat(flat(source)).contains(flat(example)).contains("Noticeboard.start(clock)");
    }

    private static String flat(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static void publish(URI board, String token, String text) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(board.resolve("/v1/notices")).header("Authorization", "Bearer " + token)
                    .POST(BodyPublishers.ofString("{\"text\":\"" + text + "\"}")).build(), BodyHandlers.discarding());
        }
    }
}
