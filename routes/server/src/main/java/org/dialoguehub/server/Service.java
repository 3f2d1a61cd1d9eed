package org.dialoguehub.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.dialoguehub.hub.Storage;

/** The hub as a process that stays. Knows nothing of picocli, whose classes no JVM keeps from start to start: they are of before Java 6. */
final class Service {
    private Service() {}

    /** The settings that the plain forms of {@code hub run} name; nothing if the arguments are anything else. */
    static Optional<SettingsOption> named(List<String> arguments) {
        if (arguments.equals(List.of("run"))) {
            return Optional.of(new SettingsOption());
        }
        boolean file = arguments.size() == 3 && arguments.getFirst().equals("run") && List.of("-f", "--file").contains(arguments.get(1));
        return file && !arguments.getLast().startsWith("-")
                ? Optional.of(new SettingsOption(Path.of(arguments.getLast())))
                : Optional.empty();
    }

    /** Runs until the process is told to stop; gives its exit code. */
    static int run(SettingsOption settings, PrintWriter out) throws InterruptedException {
        Thread.ofPlatform().daemon().name("hub-sqlite").start(Storage::warmUp);
        var surroundings = Standalone.surroundings();
        ServerSettings read = settings.read(surroundings);
        var stopped = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("hub-stop").unstarted(() -> {
            stopped.countDown();
            await(ended);
        }));
        try (Standalone hub = Standalone.open(read, surroundings)) {
            out.println("hub: ready on " + hub.address());
            stopped.await();
        } finally {
            ended.countDown();
        }
        return 0;
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
