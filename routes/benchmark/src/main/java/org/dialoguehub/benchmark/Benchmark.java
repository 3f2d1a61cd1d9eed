package org.dialoguehub.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures and writes the page. Arguments: the distribution (an archive or a folder), the jar of this module, the page to write, the date,
 * and what to measure, which is everything if nothing is said.
 */
public final class Benchmark {
    private static final int ROUNDS = 5;
    private static final int MAILS = Integer.getInteger("archive.mails", 100_000);
    private static final List<String> ALL =
            List.of("growth", "exchanges", "throughput", "starts", "memory", "threads", "archive", "archive-growth",
                    "deliveries", "rows", "plan", "adaptation");

    private final Table table = new Table();
    private final Path archive;
    private final Path jar;
    private final Path folder;

    private Benchmark(Path archive, Path jar, Path folder) {
        this.archive = archive;
        this.jar = jar;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("hub-benchmark");
        var benchmark = new Benchmark(Path.of(arguments[0]), Path.of(arguments[1]), folder);
        double load = load();
        try {
            List<String> wanted = arguments.length > 4 ? List.of(arguments).subList(4, arguments.length) : ALL;
            for (String what : wanted) {
                benchmark.measure(what);
                Files.writeString(Path.of(arguments[2]), benchmark.page(arguments[3], load));
            }
        } finally {
            Folders.delete(folder);
        }
        System.exit(0);
    }

    private void measure(String what) {
        try {
            switch (what) {
                case "growth" -> new Growth(table, ROUNDS).mails();
                case "threads" -> new Growth(table, ROUNDS).threads(folder);
                case "exchanges" -> new Exchanges(table, ROUNDS).measure();
                case "throughput" -> new Throughput(table, ROUNDS).measure(folder);
                case "starts" -> standalone().starts();
                case "memory" -> standalone().memory();
                case "archive" -> new Archiving(table, distribution(), folder).measure(MAILS,
                        Optional.ofNullable(System.getProperty("archive.mbox")).map(Path::of));
                case "archive-growth" -> new Archiving(table, distribution(), folder).growth(
                        Integer.getInteger("archive.few", 100_000), Integer.getInteger("archive.many", 1_000_000));
                case "deliveries" -> new Broadcasting(table, ROUNDS, jar).deliveries(folder.resolve("deliveries"));
                case "rows" -> new Broadcasting(table, ROUNDS, jar).rows(folder.resolve("rows"));
                case "plan" -> new Broadcasting(table, ROUNDS, jar).planned(folder.resolve("plan"));
                case "adaptation" -> new Adapting(table, ROUNDS).measure();
                default -> throw new IllegalArgumentException("There is no measurement '" + what + "'; there are " + ALL);
            }
        } catch (Exception failed) {
            failed.printStackTrace();
            table.failed(what, failed);
        }
    }

    private Standalone standalone() throws IOException, InterruptedException {
        return new Standalone(table, ROUNDS, distribution(), jar, folder);
    }

    private Path distribution() throws IOException, InterruptedException {
        if (Files.isDirectory(archive)) {
            return archive;
        }
        Path unpacked = Folders.made(folder.resolve("distribution"));
        int code = new ProcessBuilder("tar", "xzf", archive.toString(), "-C", unpacked.toString(), "--strip-components=1")
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(archive + " could not be unpacked");
        }
        return unpacked;
    }

    private String page(String date, double load) throws IOException {
        return """
                # Benchmarks

                Written by the command in [routes/benchmark](../routes/benchmark/README.md), which says what each line means; do not edit.

                %s, %s, %d processors, %s.
                The load average was %s at the beginning and %s at the end: when it is well above the number of processors, others were at work,
                and only ratios say something. Medians of %d rounds unless said, after one of warm-up.

                %s""".formatted(
                date,
                processor(),
                Runtime.getRuntime().availableProcessors(),
                "JDK " + Runtime.version(),
                load,
                load(),
                ROUNDS,
                table.text());
    }

    private static String processor() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }
}
