package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the hub as a process writes to standard error. */
@Timeout(60)
final class LogTest {
    private static final String SETTINGS = """
            name: hub.example.org
            http:
              port: 0
            groups:
              parents:
                name: Parents
            channels:
              parents:
                connector: feed
                group: parents
              parents-mail:
                connector: email
                imap: imap://127.0.0.1:1
                smtp: smtp://127.0.0.1:1
                user: hub
                password: open-sesame
                address: hub@example.org
                list: parents@example.org
            """;

    @TempDir private Path folder;

    @Test
    void tellsWhatHappensAsJsonLinesWithoutSecrets() throws Exception {
        List<String> lines = logUntil("parents-mail", Map.of("HUB_LOG_FORMAT", "json", "HUB_LOG", "DEBUG"));

        List<JsonNode> events = new ArrayList<>();
        for (String line : lines) {
            events.add(new ObjectMapper().readTree(line));
        }
        assertThat(events).allSatisfy(event -> assertThat(event.path("level").asText()).isIn("DEBUG", "INFO", "WARN", "ERROR"));
        assertThat(events).anySatisfy(event -> {
            assertThat(event.path("level").asText()).isEqualTo("WARN");
            assertThat(event.path("formattedMessage").asText()).startsWith("'parents-mail' cannot be reached");
        });
        assertThat(lines).noneSatisfy(line -> assertThat(line).contains("open-sesame"));
    }

    @Test
    void tellsTheSameInWordsUnlessAskedOtherwise() throws Exception {
        assertThat(logUntil("parents-mail", Map.of())).anySatisfy(
                line -> assertThat(line).matches("\\S+Z WARN {2}Outlet 'parents-mail' cannot be reached: .*"));
    }

    @Test
    void refusesAFormThatThereIsNot() throws Exception {
        Process hub = start(Map.of("HUB_LOG_FORMAT", "xml"));

        assertThat(hub.errorReader().readLine()).isEqualTo("hub: HUB_LOG_FORMAT is 'xml'; it can be text or json");
        assertThat(hub.waitFor()).isEqualTo(3);
    }

    /** The log up to the first line that speaks of something. */
    private List<String> logUntil(String word, Map<String, String> environment) throws Exception {
        Process hub = start(environment);
        List<String> lines = new ArrayList<>();
        try (BufferedReader log = hub.errorReader()) {
            String line = log.readLine();
            while (line != null && !(line.contains(word) && line.contains("WARN"))) {
                lines.add(line);
                line = log.readLine();
            }
            lines.add(String.valueOf(line));
        } finally {
            hub.destroy();
            hub.waitFor(10, TimeUnit.SECONDS);
            hub.destroyForcibly();
        }
        return lines;
    }

    private Process start(Map<String, String> environment) throws IOException {
        Path settings = Files.writeString(folder.resolve("hub.yaml"), SETTINGS);
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.dialoguehub.server.Main",
                "run",
                "--file",
                settings.toString());
        builder.environment().putAll(environment);
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }
}
