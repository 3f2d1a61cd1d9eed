package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dialoguehub.broadcast.BroadcastSettings;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Received;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.sandbox.Answer;
import org.dialoguehub.sandbox.NetworkSimulation;
import org.dialoguehub.sandbox.OAuthServer;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.Tokens;
import org.dialoguehub.settings.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A person signs in, and the network tells: the whole way, over HTTP, on a data folder. */
class SignInTest {
    private static final URI REDIRECT = URI.create("http://127.0.0.1:8765/signed-in");
    private static final String SECRET = "hunter2-of-the-client";
    private static final int TOLD_AT_ONCE = 5;
    private static final Principal HUB = new Principal.TheHub();

    @TempDir Path folder;

    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final Tokens tokens = new Tokens(clock);
    private final OAuthServer server = new OAuthServer(clock, tokens, OAuthServer.Options.standard())
            .client("hub", Optional.of(SECRET), REDIRECT);
    private final NetworkSimulation network = NetworkSimulation.named("customers", clock).tokens(tokens).start(routes -> {
        server.addTo(routes, "/oauth/page", "/oauth/token", "/oauth/revoke");
        routes.get("/me", context -> context.json("{\"id\": \"%s\"}".formatted(Tokens.bearer(context).flatMap(tokens::account)
                .orElseThrow(() -> Answer.problem(401, "No").refusal()))));
    });
    private final HttpClient client = HttpClient.newHttpClient();
    private final Surroundings surroundings = Standalone.surroundings().with(new Customers()).with(clock);

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void signsInWhileTheHubRunsWithABrowserThatComesBack() throws Exception {
        try (Standalone hub = Standalone.shown(settings(), surroundings); Desk desk = Desk.of(settings(), surroundings)) {
            assertThat(desk).isInstanceOf(Desk.Counter.class);
            assertThatThrownBy(() -> desk.check("customers")).isInstanceOf(CommandException.class)
                    .hasMessageContaining("./hub login customers");

            assertThat(login(desk, page -> server.agree(page, "anna"))).contains("Signed in as anna");

            assertThat(desk.check("customers")).isEqualTo("Signed in as anna");
            assertThat(hub.hub().engine().operations().status(HUB).channels().getFirst().signInEnds()).isPresent();
        }
        assertThat(everythingIn(settings().data())).noneMatch(kept -> kept.contains("sandbox-anna") || kept.contains("refresh-anna"));
    }

    @Test
    void signsInWhileNoHubRunsAndFindsItAfterARestart() throws Exception {
        try (Desk desk = Desk.of(settings(), surroundings)) {
            assertThat(desk).isInstanceOf(Desk.Backroom.class);
            assertThat(login(desk, page -> server.agree(page, "anna"))).contains("Signed in as anna");
        }
        clock.advance(OAuthServer.Options.standard().access());

        try (Standalone hub = Standalone.shown(settings(), surroundings); Desk desk = Desk.of(settings(), surroundings)) {
            assertThat(desk.check("customers")).isEqualTo("Signed in as anna");
            assertThat(hub.address()).isNotNull();
        }
    }

    @Test
    void signsInOnAMachineWithoutABrowserByWhatIsPasted() throws Exception {
        var out = new StringWriter();
        var command = new LoginCommand();
        new CommandLine(command).setOut(new PrintWriter(out, true)).parseArgs("customers", "--paste");
        try (Desk desk = Desk.of(settings(), surroundings);
                var typed = new PipedOutputStream();
                var in = new PipedInputStream(typed)) {
            var done = new FutureTask<>(() -> {
                command.login(desk, new Random(), in);
                return out.toString();
            });
            Thread.ofVirtual().start(done);
            typed.write((server.agree(shown(out, done), "anna") + "#_=_\n").getBytes(StandardCharsets.UTF_8));
            typed.flush();

            assertThat(done.get()).contains("Paste the whole address").contains("Signed in as anna").doesNotContain(SECRET);
        }
    }

    @Test
    void saysWhatIsWrongWhenNobodyIsSignedIn() throws Exception {
        try (Desk desk = Desk.of(settings(), surroundings)) {
            assertThatThrownBy(() -> login(desk, server::deny)).hasMessageContaining("did not agree");
            assertThatThrownBy(() -> login(desk, page -> URI.create(REDIRECT + "?code=x&state=forged")))
                    .hasMessageContaining("another attempt");
            assertThatThrownBy(() -> desk.page("nobody", new SignIn(REDIRECT, new Secret("x")))).isInstanceOf(CommandException.class)
                    .hasMessageContaining("There is no channel 'nobody'");
        }
    }

    @Test
    void storesEachOfTenThousandEventsOnceInAStormOfRepetitions() throws Exception {
        List<String> told = new ArrayList<>(IntStream.range(0, 10_000).mapToObj(number -> "note " + number).toList());
        told.addAll(told.subList(0, 3_333));
        Collections.shuffle(told, new Random(42));
        try (Standalone hub = Standalone.shown(settings(), surroundings)) {
            List<Callable<Integer>> requests = new ArrayList<>();
            for (int from = 0; from < told.size(); from += TOLD_AT_ONCE) {
                String some = String.join("\n", told.subList(from, Math.min(told.size(), from + TOLD_AT_ONCE)));
                requests.add(() -> tell(hub, some, 0, SECRET));
            }

            List<Integer> answers = all(requests);

            assertThat(answers).containsOnly(200);
            assertThat(hub.hub().engine().latest(HUB, "customers", 20_000)).extracting(Received::key).hasSize(10_000)
                    .doesNotHaveDuplicates().contains(new EventKey("note 0"), new EventKey("note 9999"));
        }
    }

    @Test
    void storesNothingThatIsForgedOrStale() throws Exception {
        try (Standalone hub = Standalone.shown(settings(), surroundings)) {
            for (int number = 0; number < 50; number++) {
                assertThat(tell(hub, "forged " + number, 0, "another secret")).isEqualTo(403);
                assertThat(tell(hub, "stale " + number, -301 - number, SECRET)).isEqualTo(403);
                assertThat(tell(hub, "from the future " + number, 301 + number, SECRET)).isEqualTo(403);
            }

            assertThat(hub.hub().engine().latest(HUB, "customers", 9)).isEmpty();
        }
    }

    @Test
    void boundsWhatIsToldAndKnowsNoOtherChannel() throws Exception {
        try (Standalone hub = Standalone.shown(settings(), surroundings)) {
            URI hooks = hub.address().resolve("/hooks/customers");
            byte[] big = new byte[(1 << 20) + 1];

            assertThat(send(HttpRequest.newBuilder(hooks).POST(BodyPublishers.ofByteArray(big)))).isEqualTo(413);
            assertThat(send(HttpRequest.newBuilder(hooks).POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big)))))
                    .as("of unknown length").isEqualTo(413);
            assertThat(send(HttpRequest.newBuilder(hub.address().resolve("/hooks/nobody")).GET())).isEqualTo(404);
            assertThat(send(HttpRequest.newBuilder(hub.address().resolve("/hooks/team")).GET())).isEqualTo(404);
            assertThat(send(HttpRequest.newBuilder(hooks).GET())).isEqualTo(403);
        }
    }

    private int tell(Standalone hub, String text, long seconds, String secret) throws Exception {
        String time = Long.toString(clock.instant().getEpochSecond() + seconds);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal(("v0:" + time + ":" + text).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(hub.address().resolve("/hooks/customers")).header("Time", time)
                .header("Signature", "v0=" + HexFormat.of().formatHex(signature)).POST(BodyPublishers.ofString(text)));
    }

    private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static <T> List<T> all(List<Callable<T>> work) throws Exception {
        List<T> results = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(32)) {
            for (Future<T> each : threads.invokeAll(work)) {
                results.add(each.get());
            }
        }
        return results;
    }

    /** Runs the command, and plays the person with a browser on the page that it shows. */
    private String login(Desk desk, Person person) throws Exception {
        var out = new StringWriter();
        var command = new LoginCommand();
        var line = new CommandLine(command).setOut(new PrintWriter(out, true));
        line.parseArgs("customers", "--port", "0", "--wait", "20");
        var done = new FutureTask<>(() -> {
            command.login(desk, new Random(), InputStream.nullInputStream());
            return out.toString();
        });
        Thread.ofVirtual().start(done);
        URI back = person.opens(shown(out, done));
        URI listening = URI.create(back.toString().replace("127.0.0.1:8765", "127.0.0.1:" + port(out)));
        assertThat(client.send(HttpRequest.newBuilder(listening).build(), BodyHandlers.ofString()))
                .extracting(HttpResponse::statusCode).isEqualTo(200);
        try {
            return done.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    private static URI shown(StringWriter out, FutureTask<String> done) {
        while (!done.isDone()) {
            Matcher page = Pattern.compile("  (http\\S+)\\R").matcher(out.toString());
            if (page.find()) {
                return URI.create(page.group(1));
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("No page was shown: " + out);
    }

    private static String port(StringWriter out) {
        Matcher port = Pattern.compile("127\\.0\\.0\\.1%3A(\\d+)").matcher(out.toString());
        assertThat(port.find()).isTrue();
        return port.group(1);
    }

    @FunctionalInterface
    private interface Person {
        URI opens(URI page);
    }

    private static List<String> everythingIn(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            List<String> all = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return all;
        }
    }

    private ServerSettings settings() {
        HubSettings hub = HubSettings.named("hub.example.org")
                .with(ChannelSettings.of("customers", "customers", Map.of("server", network.uri().toString(), "secret", SECRET)))
                .with(ChannelSettings.of("team", "feed", Map.of("group", "team")));
        return new ServerSettings(hub, folder.resolve("data"), folder.resolve("routes"), "127.0.0.1", 0,
                Optional.of(folder.resolve("keys")), BroadcastSettings.NONE, true);
    }
}
