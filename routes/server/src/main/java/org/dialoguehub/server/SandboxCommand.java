package org.dialoguehub.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.SimulatedNetwork;
import org.dialoguehub.sandbox.SimulatedNetwork.Shown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs every simulated network there is. */
@Command(name = "sandbox", description = "Runs the simulated networks on this machine, for whoever writes a client, until it is stopped (SIGTERM or Ctrl-C).", mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Says where they are as JSON, on one line") private boolean json;

    @Option(names = "--check", description = "Ends at once when all of them run") private boolean check;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var clock = SandboxClock.running();
        List<Shown> shown = new ArrayList<>();
        var stopped = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().unstarted(() -> {
            stopped.countDown();
            await(ended);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            ServiceLoader.load(SimulatedNetwork.class).stream().map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(SimulatedNetwork::name))
                    .forEach(network -> shown.add(network.start(clock)));
            tell(shown);
            if (!check) {
                stopped.await();
            }
        } finally {
            shown.forEach(Shown::close);
            ended.countDown();
        }
        return 0;
    }

    private void tell(List<Shown> shown) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            var tree = new JsonMapper().createObjectNode();
            var networks = tree.putArray("networks");
            for (Shown each : shown) {
                var network = networks.addObject().put("name", each.name()).put("address", each.network().uri().toString());
                var settings = network.putObject("settings");
                new LinkedHashMap<>(each.settings()).forEach(settings::put);
                each.hints().forEach(network.putArray("hints")::add);
            }
            out.println(tree);
        } else {
            shown.forEach(each -> tell(out, each));
            out.println(check
                    ? "sandbox: " + shown.size() + " networks run"
                    : "They run until Ctrl-C; then all that was said on them is gone.");
        }
        out.flush();
    }

    private static void tell(PrintWriter out, Shown shown) {
        out.println(shown.name() + "  " + shown.network().uri());
        shown.settings().forEach((key, value) -> out.println("    " + key + ": " + value));
        shown.hints().forEach(hint -> out.println("  " + hint));
        out.println();
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
