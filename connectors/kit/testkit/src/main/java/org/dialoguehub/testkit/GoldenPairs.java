package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dialoguehub.json.ActivityJson;
import org.dialoguehub.model.Activity;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests a translation by pairs of files in one folder: {@code NAME.native.json} (or {@code .eml}, whatever the network speaks) beside {@code
 * NAME.activity.json}. A new case is two files; where one is missing, the test fails with what would have to stand in it.
 */
public final class GoldenPairs {
    private static final String ACTIVITY = ".activity.json";
    private static final ActivityJson JSON = new ActivityJson();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final String ending;

    private GoldenPairs(Path folder, String ending) {
        this.folder = folder;
        this.ending = ending;
    }

    /**
     * The pairs in a folder of the test's resources, beside the test's class.
     *
     * @param ending of the native files, such as {@code .native.json}
     */
    public static GoldenPairs of(Class<?> test, String folder, String ending) {
        URL found = test.getResource(folder);
        if (found == null) {
            throw new IllegalArgumentException("There is no folder '" + folder + "' beside " + test.getSimpleName() + " in the resources");
        }
        try {
            return new GoldenPairs(Path.of(found.toURI()), ending);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A test for each native file: that it is read as the activity beside it. */
    public Stream<DynamicTest> areRead(Reader reader) {
        return names(ending).stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            Activity activity = reader.read(Files.readAllBytes(folder.resolve(name + ending)));

            assertThat(JSON.pretty(activity)).as("what is to stand in " + name + ACTIVITY).isEqualTo(text(name + ACTIVITY));
        }));
    }

    /** A test for each activity: that it is written as the native file beside it; JSON may be laid out in any way. */
    public Stream<DynamicTest> areWritten(Function<Activity, String> writer) {
        return names(ACTIVITY).stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            String written = writer.apply(JSON.read(text(name + ACTIVITY)));

            assertThat(laidOut(written)).as("what is to stand in " + name + ending).isEqualTo(laidOut(text(name + ending)));
        }));
    }

    /** Reads what a network gave. */
    @FunctionalInterface
    public interface Reader {
        Activity read(byte[] bytes) throws Exception;
    }

    private List<String> names(String end) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(end))
                    .map(file -> file.substring(0, file.length() - end.length()))
                    .sorted()
                    .toList();
            assertThat(names).as("files that end with %s in %s", end, folder.getFileName()).isNotEmpty();
            return names;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String text(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readString(path, StandardCharsets.UTF_8) : "";
    }

    private String laidOut(String text) throws JsonProcessingException {
        if (!ending.endsWith(".json") || text.isEmpty()) {
            return text;
        }
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(MAPPER.readTree(text));
    }
}
