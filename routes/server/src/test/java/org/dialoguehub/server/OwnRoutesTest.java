package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.feed.Draft;
import org.dialoguehub.feed.Feed;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.model.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OwnRoutesTest {
    @TempDir Path folder;

    @Test @Timeout(60)
    void runsARouteOfTheOperatorsOwn() throws Exception {
        Path file = Files.writeString(folder.resolve("hub.yaml"), """
                name: hub.example.org
                http: { port: 0 }
                channels: { team: { connector: feed, group: team } }
                groups: { team: { name: Team, members: { clara: { name: Clara } } } }
                """);
        Path out = folder.resolve("out");
        Files.writeString(Files.createDirectory(folder.resolve("routes")).resolve("to-file.yaml"), """
                - route:
                    id: team-to-file
                    from:
                      uri: hub:team
                      steps:
                        - convertBodyTo: { type: java.lang.String }
                        - to: { uri: "file:%s" }
                """.formatted(out));
        ServerSettings settings = SettingsFile.read(file, name -> Optional.empty()).settings().orElseThrow();

        try (Standalone hub = Standalone.open(settings, Standalone.surroundings())) {
            hub.hub().feed().post(new AccountId("feed:clara"), new GroupId("team"), Draft.of("To be filed"));

            assertThat(firstIn(out)).contains("To be filed");
        }
    }

    @Test
    void saysABroadcastFromARoute() throws Exception {
        Path out = folder.resolve("out");
        Path file = Files.writeString(folder.resolve("hub.yaml"), """
                name: hub.example.org
                http: { port: 0 }
                channels:
                  team: { connector: feed, group: team, audience: everyone }
                  files: { connector: camel, send: "file:%s", audience: everyone }
                groups: { team: { name: Team, kind: open, members: { clara: { name: Clara } } } }
                broadcast: { groups: { everywhere: [team, files] } }
                """.formatted(out));
        Files.writeString(Files.createDirectory(folder.resolve("routes")).resolve("press.yaml"), """
                - route:
                    id: press
                    from:
                      uri: file:%s
                      parameters: { initialDelay: 0, delay: 100 }
                      steps:
                        - setHeader: { name: CamelHubKey, simple: "press ${file:name}" }
                        - to: { uri: "hub-broadcast:everywhere" }
                """.formatted(Files.createDirectory(folder.resolve("press"))));
        ServerSettings settings = SettingsFile.read(file, name -> Optional.empty()).settings().orElseThrow();

        try (Standalone hub = Standalone.open(settings, Standalone.surroundings())) {
            Path written = Files.writeString(folder.resolve("press/.results.md"), "The *gala* is over");
            Files.move(written, folder.resolve("press/results.md"));

            assertThat(firstIn(out)).isEqualTo("The gala is over");
            var feed = hub.hub().feed();
            while (feed.threads(new AccountId("feed:clara"), new GroupId("team"), Feed.NEWEST, 10).items().isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    /** What is in the first file, once something is. */
    private static String firstIn(Path folder) throws Exception {
        String written = "";
        while (written.isEmpty()) {
            Thread.onSpinWait();
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    Optional<Path> file = files.filter(path -> !path.toString().endsWith(".camelLock")).findFirst();
                    written = file.isPresent() ? Files.readString(file.get()) : "";
                }
            }
        }
        return written;
    }
}
