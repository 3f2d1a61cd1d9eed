package org.dialoguehub.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link ChildHub}, seen from its parent. */
final class Child implements AutoCloseable {
    private static final String HERE = "here ";
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final PrintWriter in;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Path log;
    private volatile boolean here;
    private volatile boolean killed;

    private Child(Process process, Path log) {
        this.process = process;
        this.in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.log = log;
        Thread.ofVirtual().name("child-output").start(this::listen);
    }

    static Child start(Path log, List<String> arguments) throws IOException {
        List<String> command = Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC", "-Xshare:auto", "-Djava.net.preferIPv4Stack=true",
                        "-Djdk.virtualThreadScheduler.parallelism=16", "-cp", System.getProperty("java.class.path"),
                        ChildHub.class.getName()),
                arguments.stream()).toList();
        return new Child(new ProcessBuilder(command).redirectErrorStream(true).start(), log);
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ChildHub.MARK + HERE)) {
                    here = true;
                } else if (line.startsWith(ChildHub.MARK)) {
                    answers.add(line.substring(1));
                } else {
                    Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            }
        } catch (IOException gone) {
            if (!killed) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    /** Whether it stands where it was to be killed. */
    boolean isHere() {
        return here;
    }

    /** Asks it; empty if it stands still now, to be killed. */
    Optional<String> ask(String... words) throws InterruptedException {
        in.println(String.join(ChildHub.SEPARATOR, words));
        for (int tenth = 0; tenth < PATIENCE_SECONDS * 10; tenth++) {
            Optional<String> answer = Optional.ofNullable(answers.poll(100, TimeUnit.MILLISECONDS));
            if (answer.isPresent()) {
                return answer;
            }
            if (here) {
                return Optional.empty();
            }
            if (!process.isAlive()) {
                throw new AssertionError("The hub ended by itself; see " + log);
            }
        }
        throw new AssertionError("The hub does not answer to " + words[0] + "; see " + log);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        killed = true;
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        killed = true;
        process.destroyForcibly();
    }
}
