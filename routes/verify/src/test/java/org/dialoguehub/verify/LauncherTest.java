package org.dialoguehub.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code hub} in an unpacked distribution, with JDKs that only write down how they were called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script")
class LauncherTest {
    @TempDir Path folder;
    private Path hub;

    @BeforeEach
    void unpack() throws IOException {
        var home = Files.createDirectories(folder.resolve("a hub"));
        hub = Files.copy(Path.of("../../hub"), home.resolve("hub"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(Files.createDirectory(home.resolve("lib")).resolve("hub-server-1.0.jar"));
    }

    @Test
    void takesTheJdkOfJavaHome() throws Exception {
        var good = jdk("good", "21.0.2");
        jdk("newer", "25");

        assertThat(run(good, "status").out()).startsWith(good.toString());
    }

    @Test
    void looksInTheUsualPlacesForTheNewestIfJavaHomeIsTooOld() throws Exception {
        var old = jdk("old", "17.0.15");
        jdk("jdk-21", "21");
        var newest = jdk("jdk-25", "25.0.3");
        jdk("jdk-8", "1.8.0_402");

        assertThat(run(old, "status").out()).startsWith(newest.toString());
    }

    @Test
    void saysWhatIsLackingAndTheWayOut() throws Exception {
        var old = jdk("old", "17.0.15");

        var run = run(old, "status");

        assertThat(run.code()).isEqualTo(69);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("a JDK 21 or newer has to be installed; found only").contains("Java 17 in " + old)
                .contains("JAVA_HOME");
    }

    @Test
    void handsOverArgumentsAndOptionsAsTheyAreAndTheExitCode() throws Exception {
        var good = jdk("good", "21");

        var run = run(good, "status", "--name", "a  b", "*");

        assertThat(run.out().lines().skip(1)).containsSubsequence("-Done=1", "-Dtwo=2", "-jar",
                hub.resolveSibling("lib").toRealPath() + "/hub-server-1.0.jar", "status", "--name", "a  b", "*");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void becomesTheJvmSoThatSignalsReachIt() throws Exception {
        var run = run(jdk("good", "21"), "status");

        assertThat(run.out().lines()).contains("process " + run.process());
    }

    @Test
    void isFoundBehindLinksFromAnyFolder() throws Exception {
        var good = jdk("good", "21");
        var home = hub;
        hub = Files.createSymbolicLink(folder.resolve("second"), Files.createSymbolicLink(folder.resolve("first"), home).getFileName());

        assertThat(run(good, "status").out()).contains(home.resolveSibling("lib").toRealPath() + "/hub-server-1.0.jar");
    }

    @Test
    void preparesFastStartsOnceBeforeItRuns() throws Exception {
        var newest = jdk("newest", "25");

        var first = run(newest, "run");
        var second = run(newest, "run");

        assertThat(first.err()).contains("preparing for fast starts");
        assertThat(second.err()).doesNotContain("preparing");
        assertThat(first.out().lines()).anyMatch(line -> line.startsWith("-XX:AOTCache="));
        assertThat(second.out().lines()).anyMatch(line -> line.startsWith("-XX:AOTCache="));
    }

    @Test
    void keepsTheNativePartOfSqliteSoThatNoStartUnpacksIt() throws Exception {
        var run = run(jdk("newest", "25"), "run");

        var name = run.out().lines().filter(line -> line.startsWith("-Dorg.sqlite.lib.name=")).findFirst().orElseThrow().split("=")[1];
        var kept = folder.resolve("cache/dialogue-hub");
        assertThat(run.out().lines()).contains("-Dorg.sqlite.lib.path=" + kept);
        assertThat(kept.resolve(name)).hasContent("native");
        try (var left = Files.list(kept)) {
            assertThat(left).as("only what is kept").hasSize(2);
        }
    }

    @Test
    void takesTheCollectorOfLeastMemoryUnlessOneIsNamed() throws Exception {
        var good = jdk("good", "21");

        assertThat(run(good, "status").out()).contains("-XX:+UseSerialGC", "-Xmn24m");
        assertThat(run(good, Map.of("JAVA_OPTS", "-XX:+UseG1GC"), "status").out()).doesNotContain("-XX:+UseSerialGC", "-Xmn24m");
    }

    @Test
    void preparesNothingForThoseWhoOnlyAsk() throws Exception {
        assertThat(run(jdk("newest", "25"), "run", "--help").err()).isEmpty();
        assertThat(run(jdk("newest", "25"), "status").err()).isEmpty();
    }

    @Test
    void doesWithoutFastStartsWhereTheyCannotBeKept() throws Exception {
        var good = jdk("good", "21");
        Files.createFile(folder.resolve("cache"));

        var run = run(good, "run");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).doesNotContain("-XX:AOT", "-XX:Shared", "org.sqlite");
        assertThat(run.code()).isEqualTo(3);
    }

    /** A JDK whose {@code java} prints its own home and its arguments, makes the class data it is asked for, and fails with 3 else. */
    private Path jdk(String name, String version) throws IOException {
        var home = folder.resolve("jdks").resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Example\"\nJAVA_VERSION=\"" + version + "\"\n");
        var java = Files.writeString(home.resolve("bin/java"), """
                #!/bin/sh
                echo "%s"
                echo "process $$"
                for argument in "$@"; do
                    echo "$argument"
                    case $argument in
                        -XX:AOTCacheOutput=*) echo data > "${argument#*=}"; made=yes ;;
                        -Dorg.sqlite.tmpdir=*) printf native > "${argument#*=}/sqlite-1.so"; touch "${argument#*=}/sqlite-1.so.lck" ;;
                    esac
                done
                [ -n "$made" ] || exit 3
                """.formatted(home));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private Run run(Path javaHome, String... arguments) throws IOException, InterruptedException {
        return run(javaHome, Map.of(), arguments);
    }

    private Run run(Path javaHome, Map<String, String> more, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(hub.toString()));
        command.addAll(List.of(arguments));
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var builder = new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(Map.of("JAVA_HOME", javaHome.toString(), "HUB_JDKS", folder + "/jdks/*", "PATH", "/usr/bin:/bin",
                "XDG_CACHE_HOME", folder.resolve("cache").toString(), "JAVA_OPTS", "-Done=1", "HUB_OPTS", "-Dtwo=2"));
        builder.environment().putAll(more);
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return new Run(process.pid(), process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private record Run(long process, int code, String out, String err) {}
}
