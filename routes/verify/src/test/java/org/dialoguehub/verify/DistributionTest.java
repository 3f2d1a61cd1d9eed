package org.dialoguehub.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What operators unpack: the archive itself, with the jars that are in it and nothing else. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class DistributionTest {
    @TempDir private Path folder;

    @Test
    void playsTheDemoFromTheArchive() throws Exception {
        List<Path> archives = archives();
        assumeThat(archives).as("mvn package makes it").hasSize(1);
        run("tar", "xzf", archives.getFirst().toAbsolutePath().toString(), "--strip-components=1");

        List<String> lines = run("./hub", "demo", "--check");

        assertThat(lines).filteredOn(line -> line.startsWith("ok")).hasSizeGreaterThanOrEqualTo(25);
        assertThat(lines).anySatisfy(line -> assertThat(line).matches("demo: (\\d+) steps, \\1 passed"));
    }

    private static List<Path> archives() throws IOException {
        Path target = Path.of("../server/target");
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("dialogue-hub-.*\\.tar\\.gz")).toList();
        }
    }

    /** What a command wrote, once it has ended well. */
    private List<String> run(String... command) throws Exception {
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HUB_FAST_START", "no");
        builder.environment().remove("HUB_LOG_FORMAT");
        Process process = builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        int code = process.waitFor();
        List<String> lines = Files.readAllLines(output, UTF_8);
        assertThat(code).as("%s", lines).isZero();
        return lines;
    }
}
