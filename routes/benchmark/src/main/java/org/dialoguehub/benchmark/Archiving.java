package org.dialoguehub.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.QueryException;
import org.dialoguehub.archive.SearchRequest;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Circle;

/**
 * The archive beside notmuch and mu, on the same mails: the hub takes them from an mbox, as processes of their own all of them. What is not installed is left
 * out.
 */
final class Archiving {
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");
    private static final int WARM_UP = 2_000;
    private static final int SEARCHES = 2_000;

    private final Table table;
    private final Path home;
    private final Path folder;

    /** @param home the unpacked distribution */
    Archiving(Table table, Path home, Path folder) {
        this.table = table;
        this.home = home;
        this.folder = folder;
    }

    /** Seconds on the clock, and of the processors. */
    private record Cost(double wall, double cpu) {}

    void measure(int count) throws Exception {
        Path mails = Files.createDirectories(folder.resolve("mails"));
        Path mbox = folder.resolve("mails.mbox");
        new ListMails(1).write(count, mbox, mails.resolve("list"));
        String of = " (%,d mails, one round)".formatted(count);
        Path data = folder.resolve("archive-data");
        List<String> hub =
                new ArrayList<>(List.of(Child.java(), "-Xmx1g", "-XX:+UseSerialGC", "-jar", jar().toString(), "import", mbox.toString(),
                        "--into", "parents", "--data", data.toString()));
        Cost ours = cost(hub, Map.of());
        table.figure("Archive: import" + of, ours.wall(), "s");
        table.figure("Archive: import, of processors" + of, ours.cpu(), "s");
        table.figure("Archive: import, a mail, of a processor", 1e3 * ours.cpu() / count, "ms");
        notmuch(mails, ours);
        mu(mails, ours);
        search(data.resolve("archive"), count);
    }

    private void notmuch(Path mails, Cost ours) throws Exception {
        if (isThere("notmuch")) {
            Path config = Files.writeString(folder.resolve("notmuch"),
                    "[database]\npath=" + mails + "\n[user]\nname=a\nprimary_email=a@example.org\n");
            compare("notmuch new", cost(List.of("notmuch", "new", "--quiet"), Map.of("NOTMUCH_CONFIG", config.toString())), ours, 5, 2.5);
            Folders.delete(mails.resolve(".notmuch"));
        }
    }

    private void mu(Path mails, Cost ours) throws Exception {
        if (isThere("mu")) {
            String index = "--muhome=" + folder.resolve("mu");
            cost(List.of("mu", "init", "--quiet", index, "--maildir=" + mails), Map.of());
            compare("mu index", cost(List.of("mu", "index", "--quiet", index), Map.of()), ours, 3, 2);
        }
    }

    private void compare(String what, Cost theirs, Cost ours, double wall, double cpu) {
        table.figure("Archive: `" + what + "` of the same", theirs.wall(), "s");
        table.figure("Archive: `" + what + "` of the same, of processors", theirs.cpu(), "s");
        table.atLeast("Archive: `" + what + "` over the import", theirs.wall() / ours.wall(), "×", wall);
        table.atLeast("Archive: `" + what + "` over the import, of processors", theirs.cpu() / ours.cpu(), "×", cpu);
    }

    /** Searches of one to three words by somebody who may read one group of two. */
    private void search(Path archive, int count) throws QueryException {
        var reader = new Principal.Person(new AccountId("feed:anna"), Set.of(new Circle("parents")));
        var random = new Random(3);
        List<Double> millis = new ArrayList<>();
        try (Archive opened = Archive.open(archive, InstantSource.system())) {
            for (int search = -WARM_UP; search < SEARCHES; search++) {
                String query = query(random);
                long begin = System.nanoTime();
                opened.find(reader, new SearchRequest(query, 10, "", SearchRequest.Order.BEST, SearchRequest.Unit.MESSAGES));
                if (search >= 0) {
                    millis.add((System.nanoTime() - begin) / 1e6);
                }
            }
        }
        millis.sort(null);
        String of = " of %,d mails, with the access filter and excerpts".formatted(count);
        table.atMost("Archive: search" + of, Table.median(millis), "ms", 1);
        table.atMost("Archive: search, 95th percentile", millis.get(millis.size() * 95 / 100), "ms", 5);
    }

    private static String query(Random random) {
        List<String> words = List.of("swimming", "talkoot", "coffee", "föräldrar", "eltern", "from:p" + random.nextInt(300), "after:2013",
                "w" + Integer.toString(random.nextInt(4_000), 36), "\"start judge\"", "subject:pool", "has:attachment");
        var query = new StringBuilder(words.get(random.nextInt(words.size())));
        for (int more = random.nextInt(3); more > 0; more--) {
            query.append(' ').append(words.get(random.nextInt(words.size())));
        }
        return query.toString();
    }

    private Path jar() throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("hub-server-")).findFirst().orElseThrow();
        }
    }

    private static boolean isThere(String program) {
        return Optional.ofNullable(System.getenv("PATH")).stream().flatMap(path -> Stream.of(path.split(":")))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** Runs a program to its end; a shell around it says what it cost (POSIX, times). */
    private static Cost cost(List<String> command, Map<String, String> environment) throws Exception {
        List<String> timed = new ArrayList<>(List.of("sh", "-c", "\"$@\" > /dev/null 2>&1 || exit 1; times", "sh"));
        timed.addAll(command);
        var builder = new ProcessBuilder(timed);
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int code = process.waitFor();
        double wall = (System.nanoTime() - begin) / 1e9;
        Matcher times = TIMES.matcher(said);
        if (code != 0 || !times.find()) {
            throw new IOException(command + " ended with " + code + ", and said " + said);
        }
        double cpu = 60 * (Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(3))) + Double.parseDouble(times.group(2))
                + Double.parseDouble(times.group(4));
        return new Cost(wall, cpu);
    }
}
