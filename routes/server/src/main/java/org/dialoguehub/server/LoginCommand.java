package org.dialoguehub.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.settings.Secret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs a channel in, with a person's browser. */
@Command(name = "login", description = "Signs a channel in: shows the page on which you agree, and keeps, encrypted, what the network grants. Works while the hub runs, too.", mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {
    static final int USUAL_PORT = 8765;

    private static final int SEED_BYTES = 32;

    @Mixin private SettingsOption settings = new SettingsOption();

    @Parameters(paramLabel = "CHANNEL", description = "Name of the channel in the settings") private String channel = "";

    @Option(names = "--paste", description = "For a machine without a browser: open the page anywhere, and paste the address that the browser shows at the end") private boolean paste;

    @Option(names = "--port", paramLabel = "PORT", description = "Port on 127.0.0.1 to which the browser comes back; 0 takes any that is free (default: ${DEFAULT-VALUE}). Networks that compare the whole address must know http://127.0.0.1:PORT/signed-in", defaultValue = "8765") private int port;

    @Option(names = "--redirect", paramLabel = "URI", description = "Another address for the browser to come back to, as the network knows it; with --paste") private @Nullable URI redirect;

    @Option(names = "--wait", paramLabel = "SECONDS", description = "How long to wait for the browser (default: ${DEFAULT-VALUE})", defaultValue = "300") private int seconds;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Surroundings surroundings = Standalone.surroundings();
        ServerSettings read = settings.read(surroundings);
        if (redirect != null && !paste) {
            throw new CommandException("--redirect needs --paste: only 127.0.0.1 is listened on");
        }
        try (Desk desk = Desk.of(read, surroundings)) {
            login(desk, surroundings.random(), System.in);
        }
        return 0;
    }

    void login(Desk desk, RandomGenerator random, InputStream in) throws IOException, InterruptedException {
        String who = paste ? pasted(desk, random, in) : redirected(desk, random);
        spec.commandLine().getOut().println(who);
    }

    private String redirected(Desk desk, RandomGenerator random) throws InterruptedException {
        try (Redirect back = Redirect.on(port)) {
            SignIn signIn = new SignIn(back.uri(), seed(random));
            show("Open this page in a browser on this machine, and agree:", desk.page(channel, signIn));
            Map<String, String> answer = back.await(Duration.ofSeconds(seconds))
                    .orElseThrow(() -> new CommandException("Nobody came back within " + seconds
                            + " s. Is the browser on another machine? Then: hub login " + channel + " --paste"));
            return desk.signIn(channel, signIn, answer);
        }
    }

    private String pasted(Desk desk, RandomGenerator random, InputStream in) throws IOException {
        URI back = Optional.ofNullable(redirect).orElseGet(() -> Redirect.uri(port == 0 ? USUAL_PORT : port));
        SignIn signIn = new SignIn(back, seed(random));
        show("Open this page in any browser, and agree:", desk.page(channel, signIn));
        spec.commandLine().getOut().println("The browser then goes to " + back + ", which may well show an error.");
        spec.commandLine().getOut().println("Paste the whole address that it shows, and press Enter:");
        spec.commandLine().getOut().flush();
        String line = Optional.ofNullable(line(in)).map(String::strip).orElse("");
        int query = line.indexOf('?');
        if (query < 0) {
            throw new CommandException("That is no address with a '?' in it; paste all of it, from http to the end");
        }
        return desk.signIn(channel, signIn, Redirect.parameters(line.substring(query + 1).split("#", 2)[0]));
    }

    private static @Nullable String line(InputStream in) throws IOException {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    }

    private void show(String what, URI page) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(what);
        out.println();
        out.println("  " + page);
        out.println();
        out.flush();
    }

    static Secret seed(RandomGenerator random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new Secret(HexFormat.of().formatHex(seed));
    }
}
