package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the formatter does not see to. */
class SourcesTest {
    private static final int MOST_LINES = 400;

    /** Files that may be longer, and why. */
    private static final Map<String, String> LONGER = Map.of();

    @Test
    void areNotLongerThanAReaderCanHoldInMind() throws IOException {
        var longer = sources().stream().filter(file -> lines(file) > MOST_LINES).map(file -> file.getFileName().toString());

        assertThat(longer).as("over %d lines: take it apart, or say here why not", MOST_LINES)
                .containsExactlyInAnyOrderElementsOf(LONGER.keySet());
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("../.."))) {
            var sources = files.filter(file -> file.toString().endsWith(".java") && !file.toString().contains("/target/")).toList();
            assertThat(sources).isNotEmpty();
            return sources;
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
