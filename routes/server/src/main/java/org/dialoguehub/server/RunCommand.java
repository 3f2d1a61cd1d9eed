package org.dialoguehub.server;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the hub until it is told to stop. */
@Command(name = "run", description = "Runs the hub by its settings until it is stopped (SIGTERM or Ctrl-C).", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin private SettingsOption settings = new SettingsOption();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        ServerSettings read = settings.read(Standalone.surroundings());
        var stopped = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("hub-stop").unstarted(() -> {
            stopped.countDown();
            await(ended);
        }));
        try (Standalone hub = Standalone.open(read, Standalone.surroundings())) {
            spec.commandLine().getOut().println("hub: ready on " + hub.address());
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
