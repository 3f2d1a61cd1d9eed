package org.dialoguehub.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The standalone hub from its unpacked distribution, started as its launcher does: how fast it starts, and what memory it takes. */
final class Standalone {
    private static final int SMALL = 20;
    private static final int LARGE_BYTES = 50_000_000;

    private final Table table;
    private final int rounds;
    private final Path home;
    private final Path jar;
    private final Path folder;

    /**
     * @param home the unpacked distribution
     * @param jar of this module
     */
    Standalone(Table table, int rounds, Path home, Path jar, Path folder) {
        this.table = table;
        this.rounds = rounds;
        this.home = home;
        this.jar = jar;
        this.folder = folder;
    }

    /** The time to be ready, beside that of a bare server; in turn, each with class data of its own kept by the JVM. */
    void starts() throws Exception {
        try (var server = new MailServer()) {
            List<String> hub = hub(server);
            List<String> bare = bare(hub);
            List<Double> hubs = new ArrayList<>();
            List<Double> bares = new ArrayList<>();
            for (int round = -1; round < rounds; round++) {
                double one = seconds(bare);
                double other = seconds(hub);
                if (round >= 0) {
                    bares.add(one * 1e3);
                    hubs.add(other * 1e3);
                }
            }
            table.figure("Start: bare camel-main and Javalin, until ready", Table.median(bares), "ms");
            table.figure("Start: the hub, until ready", Table.median(hubs), "ms");
            table.atMost("Start: the hub over the bare one", Table.median(hubs) / Table.median(bares), "×", 1.3);
        }
    }

    /** Memory before, and at most while, a large mail passes. */
    void memory() throws Exception {
        try (var server = new MailServer()) {
            server.deliver(Mails.plain(SMALL));
            try (Child hub = Child.start(hub(server))) {
                await(hub, SMALL);
                Thread.sleep(5_000);
                double idle = hub.mebibytes("VmRSS");
                table.figure("Memory: heap in use, idle", heap(hub), "MiB");
                table.figure("Memory: resident, idle", idle, "MiB");
                hub.forgetPeak();
                server.deliver(List.of(Mails.withFile(SMALL, LARGE_BYTES)));
                await(hub, SMALL + 1);
                double peak = hub.mebibytes("VmHWM");
                table.atMost("Memory: resident at most while a mail of 50 MB passes, above idle", peak - idle, "MiB", 64);
            }
        }
    }

    private static double seconds(List<String> command) throws IOException {
        try (Child child = Child.start(command)) {
            return child.seconds();
        }
    }

    /** What the launcher becomes in the end, after it was run once, by itself, to prepare for fast starts. */
    private List<String> hub(MailServer server) throws Exception {
        Path cache = folder.resolve("cache");
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", cache.toString(), "JAVA_HOME", System.getProperty("java.home"));
        return Child.prepare(List.of(home.resolve("hub").toString(), "run", "--file", settings(server).toString()), environment);
    }

    /** The bare server with the JVM options of the hub, and class data made from a start of its own. */
    private List<String> bare(List<String> hub) throws Exception {
        String kept = folder.resolve("bare.aot").toString();
        if (!Files.exists(Path.of(kept))) {
            Child.start(bare(hub, "-XX:AOTCacheOutput=" + kept)).close();
        }
        return bare(hub, "-XX:AOTCache=" + kept);
    }

    private List<String> bare(List<String> hub, String cache) {
        Stream<String> libraries =
                Stream.of(System.getProperty("java.class.path").split(":"))
                        .filter(path -> path.endsWith(".jar") && !path.equals(jar.toString()));
        String path = Stream.concat(Stream.of(jar.toString()), libraries).collect(Collectors.joining(":"));
        List<String> command = hub.stream()
                .takeWhile(argument -> !argument.equals("-jar"))
                .map(argument -> argument.startsWith("-XX:AOTCache=") ? cache : argument)
                .collect(Collectors.toCollection(ArrayList::new));
        if (!command.contains(cache)) {
            throw new IllegalStateException("The launcher keeps no class data: " + hub);
        }
        command.addAll(List.of("-cp", path, BareCamel.class.getName()));
        return command;
    }

    private Path settings(MailServer server) throws IOException {
        String channel = server.channel().entrySet().stream()
                .map(setting -> "    " + setting.getKey() + ": " + setting.getValue() + "\n")
                .collect(Collectors.joining());
        Path place = Files.createTempDirectory(folder, "hub");
        return Files.writeString(place.resolve("hub.yaml"), """
                name: benchmark.example.org
                http: { port: 0 }
                channels:
                  parents: { connector: feed, group: parents }
                  parents-mail:
                    connector: email
                %sgroups:
                  parents: { name: Parents }
                bridges:
                  parents: { between: [parents-mail, parents] }
                """.formatted(channel));
    }

    private static void await(Child hub, int delivered) throws Exception {
        long end = System.nanoTime() + 180_000_000_000L;
        while (metric(hub, "hub_channel_delivered{channel=\"parents\"}") < delivered) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The mails were not bridged within three minutes");
            }
            Thread.sleep(200);
        }
    }

    private static double heap(Child hub) throws Exception {
        return metric(hub, "jvm_memory_used_bytes{area=\"heap\"") / (1 << 20);
    }

    /** The sum of all lines that begin like that. */
    private static double metric(Child hub, String begin) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(hub.address() + "/observe/metrics")).build();
            return client.send(request, BodyHandlers.ofString()).body().lines()
                    .filter(line -> line.startsWith(begin))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }
}
