package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.dialoguehub.hub.Hub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the pages show is true. */
class DocsTest {
    private static final Path ROOT = Path.of("../..");

    @TempDir Path folder;

    @ParameterizedTest @ValueSource(strings = {"README.md", "docs/guide.md"})
    void showsSettingsThatAreRight(String page) throws IOException {
        List<String> snippets = snippets(page, "yaml");

        assertThat(snippets).isNotEmpty();
        for (String snippet : snippets) {
            Path file = Files.writeString(folder.resolve("hub.yaml"), snippet);
            SettingsFile.Outcome outcome = SettingsFile.read(file, name -> Optional.of("set"));
            assertThat(outcome.complaints()).isEmpty();
            assertThat(Hub.problems(outcome.settings().orElseThrow().hub(), Standalone.surroundings())).isEmpty();
        }
    }

    @Test
    void showsJavaThatCompiles() throws IOException {
        String snippet = String.join("\n", snippets("README.md", "java"));
        Path file = Files.writeString(folder.resolve("Shown.java"), """
                import java.nio.file.Path;
                import java.time.Instant;
                import java.util.List;
                import java.util.Map;
                import org.dialoguehub.feed.*;
                import org.dialoguehub.hub.*;
                import org.dialoguehub.model.*;
                class Shown {
                    void shown() throws Exception {
                %s
                    }
                }
                """.formatted(snippet));

        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"),
                        file.toString());

        assertThat(result).isZero();
    }

    @Test
    void showsCommandsThatThereAre() throws IOException {
        var known = new CommandLine(new Main()).getSubcommands().keySet();
        for (String page : List.of("README.md", "docs/guide.md", "docs/index.md")) {
            List<String> shown = Pattern.compile("\\./hub ([a-z-]+)").matcher(Files.readString(ROOT.resolve(page))).results()
                    .map((MatchResult match) -> match.group(1))
                    .filter(command -> !command.equals("test")) // the launcher's own
                    .toList();
            assertThat(known).as(page).containsAll(shown);
        }
    }

    @Test
    void linksOnlyToWhatIsThere() throws IOException {
        for (Path page : pages()) {
            Pattern.compile("]\\(([^):#]+)[^)]*\\)").matcher(Files.readString(page)).results()
                    .map((MatchResult match) -> match.group(1))
                    .forEach(link -> assertThat(page.resolveSibling(link)).as("%s links to %s", page, link).exists());
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }

    private static List<String> snippets(String page, String language) throws IOException {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(ROOT.resolve(page))).results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
