package org.dialoguehub.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    /** @param given an mbox of one's own; absent for generated mails */
    void measure(int generated, Optional<Path> given) throws Exception {
        Path mails = Files.createDirectories(folder.resolve("mails"));
        Path mbox = given.orElseGet(() -> folder.resolve("mails.mbox"));
        if (given.isEmpty()) {
            new ListMails(1).write(generated, mbox);
        }
        int count = split(mbox, mails.resolve("list"));
        String of = " (%,d mails, %,d MB, one round)".formatted(count, Files.size(mbox) >> 20);
        Path data = folder.resolve("archive-data");
        Cost ours = taken(mbox, data);
        table.figure("Archive: import" + of, ours.wall(), "s");
        table.figure("Archive: import, of processors" + of, ours.cpu(), "s");
        table.figure("Archive: import, a mail, of a processor", 1e3 * ours.cpu() / count, "ms");
        notmuch(mails, ours);
        mu(mails, ours);
        List<Double> millis = search(data.resolve("archive"));
        table.atMost("Archive: search of %,d mails, with the access filter and excerpts".formatted(count), Table.median(millis), "ms", 1);
        table.atMost("Archive: search, 95th percentile", millis.get(millis.size() * 95 / 100), "ms", 5);
        overHttp(data);
        new ArchiveParts(table).measure(mails.resolve("list/cur"), folder.resolve("parts"));
    }

    /** What a mail costs when there are ten times as many. */
    void growth(int few, int many) throws Exception {
        List<Double> each = new ArrayList<>();
        for (int count : List.of(few, many)) {
            Path mbox = folder.resolve("growth.mbox");
            new ListMails(2).write(count, mbox);
            Path data = folder.resolve("growth-" + count);
            Cost cost = taken(mbox, data);
            Files.delete(mbox);
            each.add(1e3 * cost.cpu() / count);
            table.figure("Archive: import of %,d mails within a heap of 1 GiB".formatted(count), cost.wall(), "s");
            table.figure("Archive: import of %,d mails, a mail, of a processor".formatted(count), each.getLast(), "ms");
            table.figure("Archive: search of %,d mails".formatted(count), Table.median(search(data.resolve("archive"))), "ms");
            Folders.delete(data);
        }
        table.atMost("Archive: a mail of %,d over one of %,d, of a processor".formatted(many, few), each.getLast() / each.getFirst(), "×",
                1.5);
    }

    /** Imports as the launcher does. */
    private Cost taken(Path mbox, Path data) throws Exception {
        return cost(List.of(home.resolve("hub").toString(), "import", mbox.toString(), "--into", "parents", "--data", data.toString()),
                Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    /** Writes each mail of an mbox into a file of a Maildir; gives how many there are. */
    private static int split(Path mbox, Path maildir) throws IOException {
        for (String part : List.of("cur", "new", "tmp")) {
            Files.createDirectories(maildir.resolve(part));
        }
        int count = 0;
        try (BufferedReader lines = Files.newBufferedReader(mbox, StandardCharsets.ISO_8859_1)) {
            var mail = new StringBuilder();
            boolean blank = true;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (blank && line.startsWith("From ") && line.matches(".*\\d{4}\\s*$")) {
                    count += kept(mail, maildir, count);
                } else {
                    mail.append(line).append('\n');
                }
                blank = line.isEmpty();
            }
            count += kept(mail, maildir, count);
        }
        return count;
    }

    private static int kept(StringBuilder mail, Path maildir, int number) throws IOException {
        if (mail.isEmpty()) {
            return 0;
        }
        Files.write(maildir.resolve("cur").resolve(number + ".mail:2,S"), mail.toString().getBytes(StandardCharsets.ISO_8859_1));
        mail.setLength(0);
        return 1;
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

    /** How long searches of one to three words take, in milliseconds, by somebody who may read one group of two; sorted. */
    private static List<Double> search(Path archive) throws QueryException {
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
        return millis;
    }

    /** The same, asked over HTTP, by one who waits for each answer. */
    private void overHttp(Path data) throws Exception {
        Path settings = Files.writeString(folder.resolve("hub.yaml"),
                "name: hub.example.org\nhttp: { port: 0 }\ndata: " + data + "\ngroups: { parents: { name: Parents } }\n"
                        + "channels: { parents: { connector: feed, group: parents } }\n");
        Process hub = new ProcessBuilder(home.resolve("hub").toString(), "run", "-f", settings.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader said = hub.inputReader(); HttpClient client = HttpClient.newHttpClient()) {
            String line = said.readLine();
            while (line != null && !line.contains("ready on ")) {
                line = said.readLine();
            }
            String address =
                    Optional.ofNullable(line).orElseThrow(() -> new IOException("The hub did not start")).replaceAll(".*ready on ", "");
            String key = Files.readString(data.resolve("admin.key")).strip();
            var random = new Random(3);
            List<Double> millis = new ArrayList<>();
            for (int search = -WARM_UP; search < SEARCHES; search++) {
                String query = URLEncoder.encode(query(random), StandardCharsets.UTF_8);
                var request = HttpRequest.newBuilder(URI.create(address + "/api/archive/search?limit=10&q=" + query))
                        .header("Authorization", "Bearer " + key).build();
                long begin = System.nanoTime();
                int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
                if (status != 200) {
                    throw new IOException("The hub answered with " + status);
                }
                if (search >= 0) {
                    millis.add((System.nanoTime() - begin) / 1e6);
                }
            }
            millis.sort(null);
            table.figure("Archive: search over HTTP", Table.median(millis), "ms");
            table.figure("Archive: search over HTTP, 95th percentile", millis.get(millis.size() * 95 / 100), "ms");
        } finally {
            hub.descendants().forEach(ProcessHandle::destroy);
            hub.destroy();
            hub.waitFor();
        }
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
