package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.sandbox.LinkedInSimulation;
import org.dialoguehub.sandbox.SandboxClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a channel to which a person signs in. A sign-in to LinkedIn lasts 60 days. */
@Timeout(60)
final class SignedInTest {
    private final LinkedInSimulation linkedIn = LinkedInSimulation.start(SandboxClock.running());
    private final StringWriter out = new StringWriter();

    @TempDir private Path folder;

    @AfterEach
    void close() {
        linkedIn.close();
    }

    @Test
    void checkNamesTheWayOutBeforeAnybodyHasSignedIn() throws IOException {
        assertThat(run("check", settings("14d"))).isEqualTo(1);
        assertThat(out.toString()).contains("WRONG club: ", "./hub login club");
    }

    @Test
    void checkSaysWhoSpeaksWhetherTheHubRunsOrNot() throws IOException {
        Path file = settings("14d");
        signIn(file);

        assertThat(run("check", file)).isZero();
        try (Standalone hub = Standalone.open(read(file), Standalone.surroundings())) {
            assertThat(hub.address()).isNotNull();
            assertThat(run("check", file)).isZero();
        }

        assertThat(out.toString().lines().filter(line -> line.startsWith("ok    club: "))).hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("Swimming Club").doesNotContain("ends"));
    }

    @Test
    void checkSaysThatTheSignInWasTakenBack() throws IOException {
        Path file = settings("14d");
        signIn(file);
        linkedIn.withdraw("anna");

        assertThat(run("check", file)).isEqualTo(1);
        assertThat(out.toString()).contains("WRONG club: ", "./hub login club").doesNotContain(LinkedInSimulation.SECRET, "sandbox-anna");
    }

    @Test
    void statusSaysToSignInAgain() throws IOException {
        Path file = settings("14d");
        signIn(file);
        linkedIn.withdraw("anna");

        try (Standalone hub = Standalone.open(read(file), Standalone.surroundings())) {
            assertThat(hub.address()).isNotNull();
            while (!out.toString().contains("sign-in")) {
                out.getBuffer().setLength(0);
                run("status", file); // until the hub has asked LinkedIn for the first time
            }
        }

        assertThat(out.toString()).containsPattern("(?m)^club +linkedin +sign-in .*The sign-in of 'club' has ended.*: \\./hub login club$");
    }

    @Test
    void checkAndStatusWarnAsEarlyAsTheyAreTold() throws IOException {
        Path file = settings("90d");
        signIn(file);

        assertThat(run("check", file)).isZero();
        try (Standalone hub = Standalone.open(read(file), Standalone.surroundings())) {
            assertThat(hub.address()).isNotNull();
            run("status", file);
            run("status", settings("14d")); // the hub that runs decides
        }

        assertThat(out.toString()).containsPattern("ok    club: .*; the sign-in ends in (59|60) days: ./hub login club");
        assertThat(out.toString().split("The sign-in of 'club' ends in (59|60) days: ./hub login club", -1)).hasSize(3);
    }

    @Test
    void statusSaysNothingOfASignInThatLasts() throws IOException {
        Path file = settings("14d");
        signIn(file);

        try (Standalone hub = Standalone.open(read(file), Standalone.surroundings())) {
            assertThat(hub.address()).isNotNull();
            run("status", file);
        }

        assertThat(out.toString()).contains("club").doesNotContain("The sign-in of");
    }

    private void signIn(Path file) {
        try (Desk desk = Desk.of(read(file), Standalone.surroundings())) {
            var attempt = new SignIn(Redirect.uri(LoginCommand.USUAL_PORT), LoginCommand.seed(new Random(7)));
            URI back = linkedIn.agree(desk.page("club", attempt), "anna");
            desk.signIn("club", attempt, Redirect.parameters(back.getRawQuery()));
        }
    }

    private static ServerSettings read(Path file) {
        return new SettingsOption(file).read(Standalone.surroundings());
    }

    private int run(String command, Path file) {
        return Main.execute(new PrintWriter(out, true), new PrintWriter(out, true), command, "--file", file.toString());
    }

    private Path settings(String warning) throws IOException {
        return Files.writeString(folder.resolve("hub.yaml"), """
                name: hub.example.org
                data: data
                key-file: keys
                http: { port: 0 }
                timing: { sign-in-warning: %s }
                channels:
                  club:
                    connector: linkedin
                    organization: %s
                    client-id: %s
                    client-secret: %s
                    server: %s
                    site: %5$s
                """.formatted(warning, LinkedInSimulation.ORGANIZATION_ID, LinkedInSimulation.APP,
                LinkedInSimulation.SECRET, linkedIn.network().uri()));
    }
}
