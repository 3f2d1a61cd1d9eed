package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.model.Audience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @TempDir Path folder;

    @Test
    void readsWhatTheGuideShows() throws IOException {
        SettingsFile.Outcome outcome = read("""
                name: hub.example.org
                http: { port: 0 }
                channels:
                  parents-mail:
                    connector: email
                    imap: imaps://mail.example.org
                    smtp: smtps://mail.example.org
                    user: hub@example.org
                    password: ${env:MAIL_PASSWORD}
                    address: hub@example.org
                    list: parents@lists.example.org
                    audience: organization
                    poll: 1m
                  parents: { connector: feed, group: parents }
                groups:
                  parents: { name: Parents, members: { anna: { name: Anna, mail: [anna@example.org, a@example.com], role: admin } } }
                bridges:
                  parents: { between: [parents-mail, parents], likes: each, language: sv }
                """);

        assertThat(outcome.complaints()).isEmpty();
        ServerSettings settings = outcome.settings().orElseThrow();
        assertThat(settings.data()).isEqualTo(folder.toAbsolutePath().resolve("data"));
        assertThat(settings.hub().channels().getFirst().settings()).containsEntry("password", "swordfish");
        assertThat(settings.hub().channels().getFirst().audience()).contains(new Audience.Organization());
        assertThat(settings.hub().groups().getFirst().members().getFirst().mails()).containsExactly("anna@example.org", "a@example.com");
        assertThat(Hub.problems(settings.hub(), Standalone.surroundings())).isEmpty();
    }

    @Test
    void limitsTheMoneyOfNetworksThatTakeSome() throws IOException {
        SettingsFile.Outcome outcome = read("""
                name: hub.example.org
                channels:
                  x: { connector: twitter, client-id: swimclub, monthly-limit: 12.50 }
                  parents: { connector: feed, group: parents, monthly-limit: 5 }
                groups:
                  parents: { name: Parents }
                """);
        HubSettings settings = outcome.settings().orElseThrow().hub();

        assertThat(settings.channels().getFirst().monthlyLimit()).contains(new BigDecimal("12.50"));
        assertThat(Hub.problems(settings, Standalone.surroundings())).singleElement()
                .satisfies(problem -> assertThat(problem.key() + " " + problem.message())
                        .startsWith("channels.parents.monthly-limit").contains("takes no money"));
        assertThat(read("""
                name: hub.example.org
                channels:
                  x: { connector: twitter, client-id: swimclub, monthly-limit: -5 }
                """).complaints()).singleElement().satisfies(it -> assertThat(it.message()).contains("an amount such as 25 or 12.50"));
    }

    @Test
    void namesEveryMistakeWithItsLine() throws IOException {
        SettingsFile.Outcome outcome = read("""
                name: hub.example.org
                datta: elsewhere
                http: { port: 80000 }
                channels:
                  mail:
                    connector: email
                    poll: soon
                    password: ${env:NOT_SET}
                  lone: word
                bridges:
                  one: { between: [mail] }
                timing:
                  request: 10 minutes
                """);

        assertThat(outcome.settings()).isEmpty();
        assertThat(lines(outcome)).containsExactlyInAnyOrder(2, 3, 7, 8, 9, 11, 13);
        assertThat(outcome.complaints())
                .anySatisfy(complaint -> assertThat(complaint.message()).contains("'port' is 80000").contains("0 to 65535"));
    }

    @Test
    void findsTheLineOfWhatTheConnectorRefuses() throws IOException {
        SettingsFile.Outcome outcome = read("""
                name: hub.example.org
                channels:
                  mail:
                    connector: pigeon
                  list:
                    connector: email
                    imap: mail.example.org
                bridges:
                  all: { between: [mail, nowhere] }
                """);

        List<Complaint> complaints = Hub.problems(outcome.settings().orElseThrow().hub(), Standalone.surroundings()).stream()
                .map(problem -> outcome.locate(file(), problem))
                .toList();

        assertThat(complaints).extracting(Complaint::line).contains(4, 7, 9);
        assertThat(complaints.getFirst().toString()).contains("hub.yaml:4: 'connector' is 'pigeon'; there are ");
    }

    @Test
    void saysWhereTheFileIsNoYaml() throws IOException {
        assertThat(lines(read("name: [unclosed\nchannels: {}\n"))).hasSize(1);
        assertThat(read("- a list\n").complaints()).hasSize(1);
        assertThat(read("name: a\nname: b\n").complaints()).hasSize(1);
    }

    @Test
    void survivesAnyBytes() throws IOException {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            Files.write(file(), bytes);

            assertThat(SettingsFile.read(file(), name -> Optional.empty()).complaints()).isNotEmpty();
        }
    }

    private static List<Integer> lines(SettingsFile.Outcome outcome) {
        return outcome.complaints().stream().map(Complaint::line).distinct().toList();
    }

    private SettingsFile.Outcome read(String text) throws IOException {
        Files.writeString(file(), text);
        return SettingsFile.read(file(), name -> Optional.ofNullable(Map.of("MAIL_PASSWORD", "swordfish").get(name)));
    }

    private Path file() {
        return folder.resolve("hub.yaml");
    }
}
