package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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

        while (said().size() < 2 || !receipts().contains("delivered") || receipts().contains("planned") || receipts().contains("armed")) {
            Thread.onSpinWait();
        }
        assertThat(said()).containsExactlyInAnyOrder("It is over", "Thank you");
        assertThat(receipts().lines().filter(line -> line.contains(" delivered ") && line.contains(" answer "))).hasSize(4);
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
