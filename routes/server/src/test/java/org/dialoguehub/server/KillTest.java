package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.Facets;
import org.dialoguehub.archive.QueryException;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.feed.Draft;
import org.dialoguehub.feed.Feed;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.feed.ShownThread;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.model.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hub in a process of its own is killed (SIGKILL) at random moments while it bridges in both directions. In the end every mail is on the feed once, and
 * every note was sent to the list once; the list's own mailbox is the judge.
 *
 * <p>{@code -Dkills=50 -Dseed=N -Dmails=1000} for more, or for the same again.
 */
class KillTest {
    private static final GroupId PARENTS = new GroupId("parents");
    private static final AccountId CLARA = new AccountId("feed:clara");
    private final Duration patience = Duration.ofSeconds(Long.getLong("patience", 240));

    private final int kills = Integer.getInteger("kills", 10);
    private final int mails = Integer.getInteger("mails", 1_000);
    private final int notes = mails / 10;
    private final long seed = Long.getLong("seed", new Random().nextLong(1_000_000));

    @TempDir Path folder;

    @Test
    void carriesEverythingOnceHoweverOftenItIsKilled() throws Exception {
        System.out.println("killing " + kills + " times with seed " + seed);
        var random = new Random(seed);
        try (Village village = Village.start(List.of())) {
            Path settings = settings(village);
            writeNotes(settings);
            village.fill(mails);

            for (int kill = 0; kill < kills; kill++) {
                Process hub = start(settings);
                hub.waitFor(500 + random.nextInt(2_500), TimeUnit.MILLISECONDS);
                hub.destroyForcibly().waitFor();
            }
            Process last = start(settings);
            String status;
            try {
                status = awaitCalm(last);
            } finally {
                last.destroy();
                last.waitFor();
            }

            assertThat(times(onFeed(settings))).as(status).isEqualTo(once("mail ", mails));
            assertThat(times(village.sentByHub())).as(status).isEqualTo(once("note ", notes));
            assertThat(archived()).as(status).containsExactlyInAnyOrder(
                    new Facets.Count("parents-mail", mails), new Facets.Count("parents", notes));
        }
    }

    private Path settings(Village village) throws IOException {
        return Files.writeString(folder.resolve("hub.yaml"), """
                name: kill.example.org
                http: { port: 0 }
                timing: { request: 8s, parent: 5s, canary: 2s }
                channels:
                  parents-mail:
                    connector: email
                    imap: imap://127.0.0.1:%d
                    smtp: smtp://127.0.0.1:%d
                    user: %s
                    password: %s
                    address: %s
                    list: %s
                    look-in: INBOX
                    visible-after: 2s
                    poll: 1s
                  parents: { connector: feed, group: parents }
                groups:
                  parents: { name: Parents, members: { clara: { name: Clara } } }
                bridges:
                  parents: { between: [parents-mail, parents] }
                """.formatted(
                village.imapPort(), village.smtpPort(), Village.HUB, Village.PASSWORD, Village.HUB, Village.LIST));
    }

    private void writeNotes(Path file) throws Exception {
        try (Hub hub = opened(file)) {
            for (int note = 0; note < notes; note++) {
                hub.feed().post(CLARA, PARENTS, Draft.of("note " + note));
            }
        }
    }

    private Hub opened(Path file) throws Exception {
        ServerSettings settings = SettingsFile.read(file, name -> Optional.empty()).settings().orElseThrow();
        return Hub.prepared(
                settings.hub(), Surroundings.standard(), Storage.in(Files.createDirectories(settings.data()), InstantSource.system()));
    }

    private Process start(Path settings) throws IOException {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.dialoguehub.server.Main",
                "run",
                "--file",
                settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("hub.log").toFile()))
                .start();
    }

    /** Waits until the mailbox is read and nothing is left to be delivered. */
    private String awaitCalm(Process hub) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        int calm = 0;
        while (calm < 4 && System.nanoTime() < end) {
            assertThat(hub.waitFor(500, TimeUnit.MILLISECONDS)).as("the hub ended: %s", Files.readString(folder.resolve("hub.log")))
                    .isFalse();
            calm = isCalm() ? calm + 1 : 0;
        }
        String status = Running.on(folder.resolve("data")).get("/admin/status");
        assertThat(calm).as("not calm after %s: %s", patience, status).isEqualTo(4);
        return status;
    }

    private boolean isCalm() {
        try {
            String status = Running.on(folder.resolve("data")).get("/admin/status");
            return status.contains("\"UP\"")
                    && !status.contains("\"planned\" : ")
                    && !status.matches("(?s).*\"(planned|waiting|armed|uncertain|unknown)\" : [0-9].*")
                    && !status.matches("(?s).*\"waiting\" : \\{[^}]*[1-9][0-9]*[^}]*}.*");
        } catch (CommandException notYet) {
            return false;
        }
    }

    private List<String> onFeed(Path file) throws Exception {
        List<String> texts = new ArrayList<>();
        try (Hub hub = opened(file)) {
            long before = Feed.NEWEST;
            boolean more = true;
            while (more) {
                var page = hub.feed().threads(CLARA, PARENTS, before, 100);
                for (ShownThread thread : page.items()) {
                    texts.add(thread.first().note().note().body().ownWords());
                }
                more = page.next().isPresent();
                before = page.next().orElse(0L);
            }
        }
        return texts.stream().filter(text -> text.startsWith("mail ")).toList();
    }

    /** How much there is in each group of the archive. */
    private List<Facets.Count> archived() throws QueryException {
        try (Archive archive = Archive.open(folder.resolve("data/archive"), InstantSource.system())) {
            return archive.facets(new Principal.Keeper("operator"), "mail OR note").groups();
        }
    }

    private static Map<String, Long> times(List<String> texts) {
        return texts.stream().collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Long> once(String word, int count) {
        Map<String, Long> once = new TreeMap<>();
        for (int index = 0; index < count; index++) {
            once.put(word + index, 1L);
        }
        return once;
    }
}
