package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest @ValueSource(strings = {"demo", "run", "check", "status", "retry", "settle", "broadcast", "receipts", "login",
            "rotate-key", "sandbox", "import", "search", "show", "reply", "threads", "export", "reindex",
            "settings"})
    void helpsWithEveryCommand(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: hub " + command);
    }

    @Test
    void endsWithTwoWhenTheCommandIsNotUnderstood() {
        assertThat(run("runn")).isEqualTo(2);
        assertThat(err.toString()).contains("run");
    }

    @ParameterizedTest @ValueSource(strings = {"check", "run", "status"})
    void saysThatThereIsNoSettingsFile(String command) {
        assertThat(run(command, "--file", folder.resolve("none.yaml").toString())).isEqualTo(3);
        assertThat(err.toString()).contains("There is no settings file").contains("docs/guide.md");
    }

    @ParameterizedTest @ValueSource(strings = {"run --file", "run --fil x.yaml", "run x.yaml"})
    void endsWithTwoWhenWhatToRunIsNotUnderstood(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
    }

    @Test
    void checksSettingsWithoutConnecting() throws IOException {
        Path file = Files.writeString(folder.resolve("hub.yaml"), """
                name: hub.example.org
                channels:
                  team: { connector: feed, group: team }
                groups:
                  team: { name: Team, kind: open }
                """);

        assertThat(run("check", "--file", file.toString())).isZero();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void namesTheChannelThatCannotBeReached() throws IOException {
        Path file = Files.writeString(folder.resolve("hub.yaml"), """
                name: hub.example.org
                channels:
                  mail:
                    connector: email
                    imap: imap://127.0.0.1:1
                    smtp: smtp://127.0.0.1:1
                    user: hub@example.org
                    password: swordfish
                    address: hub@example.org
                    list: parents@example.org
                """);

        assertThat(run("check", "--file", file.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("WRONG mail: ").doesNotContain("swordfish");
    }

    @Test
    void saysThatNoHubRuns() throws IOException {
        Path file = Files.writeString(folder.resolve("hub.yaml"),
                "name: hub.example.org\nchannels: { team: { connector: feed, group: team } }\n");

        assertThat(run("status", "--file", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("No hub runs on").contains("hub run");
    }

    @Test
    void runsEverySimulatedNetwork() throws IOException {
        assertThat(run("sandbox", "--check", "--json")).isZero();

        var networks = new JsonMapper().readTree(out.toString()).path("networks");
        assertThat(networks).extracting(network -> network.path("name").asText()).contains("facebook", "noticeboard");
        assertThat(networks).allSatisfy(network -> {
            assertThat(network.path("settings").path("server").asText()).isEqualTo(network.path("address").asText())
                    .startsWith("http://127.0.0.1:");
            assertThat(network.path("hints")).isNotEmpty();
        });
    }

    @Test
    void putsANewKeyBeforeTheOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("hub.yaml"),
                "name: hub.example.org\nkey-file: keys\nchannels: { team: { connector: feed, group: team } }\n");

        assertThat(run("rotate-key", "--file", file.toString())).isZero();

        List<String> keys = Files.readAllLines(folder.resolve("keys"));
        assertThat(keys).hasSize(2).doesNotHaveDuplicates();
        assertThat(out.toString() + err).doesNotContain(keys);
    }

    @Test
    void wantsTheKeysApartFromTheData() throws IOException {
        Path file = Files.writeString(folder.resolve("hub.yaml"),
                "name: hub.example.org\nkey-file: data/keys\nchannels: { team: { connector: feed, group: team } }\n");

        assertThat(run("check", "--offline", "--file", file.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("hub.yaml:2: 'key-file' is in the data folder");
    }

    @Test
    void keepsTheReferenceOfSettingsFresh() throws IOException {
        Path page = Path.of("../../docs/settings.md");
        if (Boolean.getBoolean("renew")) {
            Files.writeString(page, SettingsCommand.reference());
        }

        assertThat(Files.readString(page)).as("renew it: mvn test -pl routes/server -am -Drenew=true")
                .isEqualTo(SettingsCommand.reference());
    }

    private int run(String... arguments) {
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
