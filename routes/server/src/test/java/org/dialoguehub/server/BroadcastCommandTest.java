package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One text, said on two channels of a hub that runs, from the command line. */
class BroadcastCommandTest {
    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path settings = Path.of("");
    private List<Standalone> hubs = List.of();

    @BeforeEach
    void start() throws IOException {
        settings = Files.writeString(folder.resolve("hub.yaml"), """
                name: hub.example.org
                http: { port: 0 }
                channels:
                  team: { connector: feed, group: team, audience: everyone }
                  files: { connector: camel, send: "file:%s", audience: everyone }
                groups:
                  team: { name: Team, kind: open }
                broadcast:
                  groups: { everywhere: [team, files] }
                  slots: { mornings: "Mon-Fri 09:00 Europe/Helsinki" }
                  quiet: 2098-01-01..2098-01-02 Europe/Helsinki
                """.formatted(folder.resolve("said")));
        hubs = List.of(Standalone.open(new SettingsOption(settings).read(Standalone.surroundings()), Standalone.surroundings()));
    }

    @AfterEach
    void stop() {
        hubs.forEach(Standalone::close);
    }

    @Test
    void showsWhatEachChannelWouldGetAndSaysNothing() throws IOException {
        assertThat(run("broadcast", "# Gala\n\nIt is *over*", "--to", "team,files", "--preview")).isZero();

        assertThat(out.toString()).contains("== team (Built-in feed)", "== files (Camel)", "   It is over");
        assertThat(said()).isEmpty();
    }

    @Test
    void saysItOnceAndShowsTheReceipts() throws IOException {
        assertThat(run("broadcast", "It is over", "--to", "team,files", "--first-comment", "Thank you", "--key", "gala")).isZero();
        assertThat(run("broadcast", "It is over", "--to", "team,files", "--first-comment", "Thank you", "--key", "gala")).isZero();

        while (said().size() < 2 || !isSettled()) {
            Thread.onSpinWait();
        }
        assertThat(said()).containsExactlyInAnyOrder("It is over", "Thank you");
        // The feed's own news of a post can come before the answer to it.
        assertThat(receipts().lines().filter(line -> line.matches(".* delivered +(answer|echo) .*"))).as(receipts()).hasSize(4);
    }

    @Test
    void leadsADraftThroughItsLife() throws IOException {
        assertThat(run("broadcast", "It is over", "--to", "everywhere", "--at", "2099-12-24T18:00 Europe/Helsinki", "--campaign", "gala",
                "--draft",
                "--key", "gala")).isZero();
        assertThat(run("broadcasts", "edit", "--of", "gala", "It was great", "--to", "team,files", "--seen", "7")).isEqualTo(1);
        assertThat(
                run("broadcasts", "edit", "--of", "gala", "It was great", "--to", "team,files", "--at", "2099-12-24T18:00 Europe/Helsinki"))
                .isZero();
        assertThat(run("broadcasts", "propose", "gala")).isZero();
        assertThat(run("broadcasts", "reject", "gala", "--reason", "Name the winners")).isZero();
        assertThat(run("broadcasts", "approve", "gala")).isZero();
        out.getBuffer().setLength(0);
        assertThat(run("broadcasts", "list", "--stage", "approved,held")).isZero();
        assertThat(out.toString()).contains("gala", "2099-12-24T16:00:00Z", "team,files");
        assertThat(run("broadcasts", "cancel", "gala", "--reason", "No gala")).isZero();
        assertThat(run("broadcasts", "approve", "gala")).isEqualTo(1);
        out.getBuffer().setLength(0);
        assertThat(run("broadcasts", "show", "gala")).isZero();

        assertThat(out.toString()).contains("'gala' is cancelled", "written by operator", "rejected by operator", "Name the winners",
                "No gala");
        assertThat(err.toString()).contains("'gala' is at version 1 now",
                "'gala' is cancelled; that can be done with what is draft, proposed");
        assertThat(run("broadcasts", "list", "--stage", "lost")).isEqualTo(1);
        assertThat(said()).isEmpty();
    }

    @Test
    void correctsAndTakesBackWhatIsOut() throws IOException {
        run("broadcast", "It is over", "--to", "team,files", "--key", "gala");
        while (!isSettled()) {
            Thread.onSpinWait();
        }

        assertThat(run("broadcasts", "correct", "--of", "gala", "It is on")).isZero();
        assertThat(run("broadcasts", "follow", "--of", "gala", "--key", "gala-right", "It is on, after all", "--to", "files")).isZero();
        assertThat(run("broadcasts", "recall", "gala")).isZero();

        while (!isSettled()) {
            Thread.onSpinWait();
        }
        assertThat(receipts()).contains("corrected at", "recalled at", "Camel lets nobody take back what was said; say so below it");
        assertThat(said()).containsExactlyInAnyOrder("It is over", "It is on, after all");
    }

    @Test
    void knowsColleaguesByTheirKeys() {
        assertThat(run("key", "add", "anna", "--may", "compose", "--expires", "2099-01-01")).isZero();
        String key = out.toString().strip();
        assertThat(key).startsWith("hub_").hasSizeGreaterThan(50);
        assertThat(run("key", "add", "anna", "--may", "compose")).isEqualTo(1);
        assertThat(run("key", "add", "berta", "--may", "fly")).isEqualTo(1);
        assertThat(run("key", "list")).isZero();

        assertThat(out.toString()).contains("anna", "compose", "2099-01-01");
        assertThat(out.toString().lines().filter(line -> line.contains(key))).hasSize(1);
        assertThat(err.toString()).contains("There is a key of 'anna' already", "There is no right to 'fly'");
        assertThat(status("/api/broadcasts", key)).isEqualTo(200);
        assertThat(status("/api/keys", key)).isEqualTo(403);
        assertThat(status("/admin/status", key)).isEqualTo(403);
        assertThat(status("/api/broadcasts", key + "x")).isEqualTo(401);
        assertThat(run("key", "remove", "anna")).isZero();
        assertThat(status("/api/broadcasts", key)).isEqualTo(401);
    }

    private int status(String path, String key) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(hubs.getFirst().address().resolve(path)).header("Authorization", "Bearer " + key).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void attachesAFile() throws IOException {
        Path picture = Files.write(folder.resolve("team.png"), new byte[]{1, 2, 3});

        assertThat(run("broadcast", "Look", "--to", "team", "--attach", picture + "=The team", "--key", "gala")).isZero();
        assertThat(run("broadcast", "Look", "--to", "team", "--attach", folder.resolve("none.png").toString(), "--key", "more"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("none.png is not there");
    }

    @Test
    void saysWhatIsWrongAndSaysNothingElse() throws IOException {
        assertThat(run("broadcast", "Hello", "--to", "team,nowhere", "--key", "gala")).isEqualTo(1);
        assertThat(run("broadcast", "Hello", "--to", "team")).isEqualTo(2);
        assertThat(run("broadcast", "--to", "team", "--preview")).isEqualTo(2);
        assertThat(run("broadcast", "Hello", "--to", "team", "--overflow", "team=chop", "--preview")).isEqualTo(1);
        assertThat(run("receipts", "never")).isEqualTo(1);

        assertThat(err.toString()).contains(
                "There is no channel 'nowhere'; there are team, files", "A broadcast needs a --key", "What is to be said?",
                "'overflow' is 'chop'; it can be split, shorten or refuse", "There is no broadcast 'never'");
        assertThat(said()).isEmpty();
    }

    /** Whether nothing is on its way any more. */
    private boolean isSettled() {
        String receipts = receipts();
        return receipts.contains("delivered") && Stream.of("waiting", "planned", "armed", "uncertain").noneMatch(receipts::contains);
    }

    private String receipts() {
        out.getBuffer().setLength(0);
        run("receipts", "gala");
        return out.toString();
    }

    private List<String> said() throws IOException {
        List<String> said = new ArrayList<>();
        if (Files.exists(folder.resolve("said"))) {
            try (Stream<Path> files = Files.list(folder.resolve("said"))) {
                for (Path file : files.toList()) {
                    said.add(Files.readString(file));
                }
            }
        }
        return said;
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--file", settings.toString()));
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
