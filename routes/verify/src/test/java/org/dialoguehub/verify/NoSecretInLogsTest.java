package org.dialoguehub.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.sandbox.Answer;
import org.dialoguehub.sandbox.Armed;
import org.dialoguehub.sandbox.Exchange;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.LinkedInSimulation;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.sandbox.Request;
import org.dialoguehub.sandbox.XSimulation;
import org.dialoguehub.verify.PublicNetwork.Telling;
import org.dialoguehub.verify.PublicNetwork.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All that a hub with three networks writes, at DEBUG, while these repeat to it whatever it has sent them: no secret is in it. */
@Timeout(180)
class NoSecretInLogsTest {
    private static final Pattern IN_FORM = Pattern.compile(
            "(?:^|[&?])(?:access_token|refresh_token|client_secret|code|code_verifier|appsecret_proof|fb_exchange_token|input_token|state)=([^&]+)");
    private static final Pattern IN_JSON = Pattern.compile("\"(?:access_token|refresh_token)\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern BEARER = Pattern.compile("(?:Bearer|Basic) (.+)");
    private static final int SHORTEST = 6;

    @TempDir Path folder;

    private final Map<Which, PublicNetwork> networks = Stream.of(Which.values())
            .collect(Collectors.toMap(which -> which, Which::start, (one, other) -> one, LinkedHashMap::new));
    private final Set<String> secrets = new LinkedHashSet<>(List.of(
            FacebookSimulation.SECRET, LinkedInSimulation.SECRET, XSimulation.CLIENT_SECRET, XSimulation.CONSUMER_SECRET, "is-that-you",
            PublicNetwork.SEED.reveal()));
    /** What people are told who sign in. */
    private final List<String> shown = new ArrayList<>();
    private final List<Path> outputs = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        networks.values().forEach(PublicNetwork::close);
    }

    @Test
    void writesNoSecretWhateverHappens() throws Exception {
        Path settings = Files.writeString(folder.resolve("hub.yaml"), settings());
        Process hub = start("run", settings);
        try {
            Eventually.holds(() -> assertThat(folder.resolve("data/running.address")).exists());
            for (Which which : Which.values()) {
                failToSignIn(which);
                signIn(which);
            }
            speak();
            complain();
            assertThat(start("status", settings).waitFor()).isZero();
            networks.values().forEach(PublicNetwork::withdraw);
            Eventually.holds(() -> assertThat(output()).contains("waits for somebody to sign in: The sign-in of"));
            start("check", settings).waitFor();
        } finally {
            hub.destroy();
            assertThat(hub.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }

        collect();
        String all = output() + String.join("\n", shown);
        assertThat(all).contains(" DEBUG ", "customers-x", "customers-facebook", "customers-linkedin");
        assertThat(secrets).hasSizeGreaterThan(20).anyMatch(secret -> secret.startsWith("code-"))
                .anyMatch(secret -> secret.startsWith("refresh-")).anyMatch(secret -> secret.startsWith("sandbox-anna"));
        assertThat(secrets).allSatisfy(secret -> assertThat(all.contains(secret)).as("'%s' was written", secret).isFalse());
    }

    /** The networks answer sign-ins with all that they were sent. */
    private void failToSignIn(Which which) throws Exception {
        PublicNetwork network = network(which);
        String[] lines = {"{\"error\":\"invalid_grant\",\"error_description\":\"%s\"}", "{\"error\":{\"message\":\"%s\",\"code\":100}}"};
        for (String line : lines) {
            Map<String, String> form = attempt(which);
            String echo = network.settings().entrySet().stream().filter(setting -> setting.getKey().matches("(app|client)-secret"))
                    .map(Map.Entry::getValue).collect(Collectors.joining(" ")) + " " + form.get("answer.code");
            Armed armed = network.network().faults().on(request -> request.path().contains("oauth")).next(
                    Fault.answer(Answer.json(400, line.formatted(echo))));
            HttpResponse<String> answer = post(which, "sign-in", form);
            assertThat(answer.statusCode()).isEqualTo(502);
            shown.add(answer.body());
            assertThat(armed.fired()).isEqualTo(1);
        }
    }

    private void signIn(Which which) throws Exception {
        assertThat(post(which, "sign-in", attempt(which)).body()).startsWith("Signed in as");
    }

    private Map<String, String> attempt(Which which) throws Exception {
        Map<String, String> form = new LinkedHashMap<>(
                Map.of("redirect", "http://127.0.0.1:8765/signed-in", "seed", PublicNetwork.SEED.reveal()));
        URI back = network(which).agree(URI.create(post(which, "page", form).body()));
        PublicNetwork.answer(back).forEach((name, value) -> {
            secrets.add(value);
            form.put("answer." + name, value);
        });
        return form;
    }

    /** Everybody says something, which the hub carries to the others; it is told by webhook, too, also wrongly. */
    private void speak() throws Exception {
        PublicNetwork facebook = network(Which.FACEBOOK);
        facebook.network().posts().create(Post.Draft.of("eva", "When does the pool open?"));
        for (Which which : List.of(Which.X, Which.LINKEDIN)) {
            PublicNetwork network = network(which);
            Eventually.holds(() -> assertThat(network.said()).anyMatch(text -> text.contains("When does the pool open?")));
            String ours = network.network().posts().all().stream().filter(post -> post.account().equals(network.club())).findFirst()
                    .orElseThrow().id();
            Telling telling = network.telling(network.comment("mikko", ours, "At eight, I think"));
            assertThat(tell(which, telling)).isEqualTo(200);
            assertThat(tell(which, telling.forged())).isBetween(400, 403);
        }
        Eventually.holds(() -> assertThat(facebook.said()).isNotEmpty());
    }

    /** The networks complain of requests, and repeat what was in them. */
    private void complain() throws Exception {
        List<Armed> armed = new ArrayList<>();
        for (PublicNetwork network : networks.values()) {
            String echo = String.join(" ", sentTo(network, NoSecretInLogsTest::asks));
            assertThat(echo).contains("sandbox-");
            for (int status : List.of(400, 500, 401)) {
                Answer answer =
                        Answer.json(status, "{'error':{'message':'ECHO','code':100},'detail':'ECHO','title':'ECHO','message':'ECHO'}"
                                .replace('\'', '"').replace("ECHO", echo));
                armed.add(network.network().faults().on(NoSecretInLogsTest::asks).next(Fault.answer(answer)));
            }
        }
        Eventually.holds(() -> assertThat(armed).filteredOn(one -> one.fired() > 0).hasSizeGreaterThan(5));
        networks.values().forEach(network -> network.network().faults().clear());
        for (Which which : Which.values()) {
            signIn(which);
        }
    }

    private static boolean asks(Request request) {
        return request.method().equals("GET") && !request.path().contains("oauth");
    }

    /** Whatever secret has gone over the wire, and those that have not. */
    private void collect() throws IOException {
        networks.values().forEach(network -> secrets.addAll(sentTo(network, request -> true)));
        secrets.add(Files.readString(folder.resolve("data/admin.key")).strip());
        secrets.addAll(Files.readAllLines(folder.resolve("keys")));
        secrets.removeIf(secret -> secret.length() < SHORTEST);
    }

    private static Set<String> sentTo(PublicNetwork network, Predicate<Request> kind) {
        Set<String> sent = new LinkedHashSet<>();
        for (Exchange exchange : network.network().journal().exchanges(kind)) {
            Request request = exchange.request();
            request.header("Authorization").ifPresent(value -> add(BEARER.matcher(value), sent));
            add(IN_FORM.matcher(request.query()), sent);
            add(IN_FORM.matcher(new String(request.body().bytes(), UTF_8)), sent);
            exchange.answer().ifPresent(answer -> add(IN_JSON.matcher(new String(answer.body().bytes(), UTF_8)), sent));
        }
        return sent;
    }

    private static void add(Matcher found, Set<String> to) {
        while (found.find()) {
            to.add(found.group(1));
            to.add(URLDecoder.decode(found.group(1), UTF_8));
        }
    }

    private int tell(Which which, Telling telling) throws Exception {
        return client
                .send(HttpRequest.newBuilder(address().resolve("/hooks/" + channel(which))).header(telling.header(), telling.signature())
                        .POST(BodyPublishers.ofByteArray(telling.body().bytes())).build(), BodyHandlers.ofString())
                .statusCode();
    }

    private HttpResponse<String> post(Which which, String what, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return client.send(HttpRequest.newBuilder(address().resolve("/admin/channels/" + channel(which) + "/" + what))
                .header("Authorization", "Bearer " + Files.readString(folder.resolve("data/admin.key")).strip())
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private URI address() throws IOException {
        return URI.create(Files.readString(folder.resolve("data/running.address")));
    }

    private PublicNetwork network(Which which) {
        return Optional.ofNullable(networks.get(which)).orElseThrow();
    }

    private static String channel(Which which) {
        return "customers-" + which.name().toLowerCase(Locale.ROOT);
    }

    private String settings() {
        var yaml = new StringBuilder(
                "name: hub.example.org\ndata: data\nkey-file: keys\nhttp: { port: 0 }\ntiming: { canary: 1s }\nchannels:\n");
        networks.forEach((which, network) -> {
            yaml.append("  ").append(channel(which)).append(":\n    connector: ").append(network.connector())
                    .append("\n    audience: everyone\n    poll: 1s\n");
            network.settings().forEach((key, value) -> yaml.append("    ").append(key).append(": \"").append(value).append("\"\n"));
        });
        return yaml + "bridges:\n  customers: { between: [customers-facebook, customers-x, customers-linkedin] }\n";
    }

    private Process start(String command, Path settings) throws IOException {
        Path output = folder.resolve("output-" + outputs.size());
        outputs.add(output);
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "org.dialoguehub.server.Main", command, "--file", settings.toString());
        builder.environment().put("HUB_LOG", "DEBUG");
        builder.environment().remove("HUB_KEY");
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private String output() throws IOException {
        var all = new StringBuilder();
        for (Path output : outputs) {
            all.append(Files.readString(output));
        }
        return all.toString();
    }
}
