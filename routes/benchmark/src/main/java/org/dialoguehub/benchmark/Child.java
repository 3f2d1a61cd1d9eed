package org.dialoguehub.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in a process of its own, which says {@code ready} and where once it is.
 *
 * @param seconds from the start of the process until then
 * @param address what it said last in that line
 */
record Child(Process process, double seconds, String address) implements AutoCloseable {
    /** Starts it, and waits until it is ready. */
    static Child start(List<String> command) throws IOException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> said = new ArrayList<>();
        BufferedReader reader = process.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.add(line);
            if (line.contains("ready on ")) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                Thread.ofPlatform().daemon().start(() -> drain(reader));
                return new Child(process, seconds, line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        throw new IOException("It ended before it was ready, and said " + said);
    }

    /** Reads on, so that the program never waits to be heard. */
    private static void drain(BufferedReader reader) {
        try {
            reader.lines().forEach(line -> {});
        } catch (UncheckedIOException ended) {
            // The program was told to end.
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A figure of {@code /proc/PID/status} (see proc(5)), in MiB. */
    double mebibytes(String name) throws IOException {
        return Files.readAllLines(proc("status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow() / 1024.0;
    }

    /** Lets the peak of its memory begin anew. */
    void forgetPeak() throws IOException {
        Files.writeString(proc("clear_refs"), "5");
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    /** Starts the launcher, which sets things up; waits until the hub is ready, ends it, and gives what the launcher became: java and its arguments. */
    static List<String> prepare(List<String> command, Map<String, String> environment) throws Exception {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (BufferedReader reader = process.inputReader()) {
            String line = reader.readLine();
            while (line != null && !line.contains("ready on ")) {
                line = reader.readLine();
            }
            List<String> became = new ArrayList<>(List.of(process.info().command().orElseThrow()));
            became.addAll(List.of(process.info().arguments().orElseThrow()));
            process.destroy();
            process.waitFor(1, TimeUnit.MINUTES);
            return became;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
