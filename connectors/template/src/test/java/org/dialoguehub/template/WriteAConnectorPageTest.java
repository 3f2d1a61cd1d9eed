package org.dialoguehub.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WriteAConnectorPageTest {
    private static final Path PAGE = Path.of("../../docs/write-a-connector.md");
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void takesEachSnippetFromTheTemplate() throws IOException {
        String sources = sources();
        List<String> snippets = SNIPPET.matcher(Files.readString(PAGE)).results().map(MatchResult::group).toList();

        assertThat(snippets).hasSizeGreaterThan(5);
        assertThat(snippets).allSatisfy(snippet -> assertThat(sources).contains(words(snippet.replaceAll("```(?:java)?", ""))));
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("WriteAConnectorPageTest.java"))
                    .map(WriteAConnectorPageTest::text)
                    .map(WriteAConnectorPageTest::words)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The text without regard to how it is laid out. */
    private static String words(String text) {
        return text.strip().replaceAll("\\s+", "");
    }
}
