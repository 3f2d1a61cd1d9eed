package org.dialoguehub.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the hub. */
@Command(name = "hub", description = "One dialogue, every channel: carries what people say between e-mail, the feed and the networks.", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "COMMAND", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:all is well",
        "1:something is wrong, and has been said",
        "2:the command was not understood",
        "3:the settings are wrong"
}, subcommands = {
        DemoCommand.class,
        RunCommand.class,
        CheckCommand.class,
        StatusCommand.class,
        RetryCommand.class,
        SettleCommand.class,
        BroadcastCommand.class,
        BroadcastsCommand.class,
        ConversationsCommand.class,
        ReceiptsCommand.class,
        KeyCommand.class,
        LoginCommand.class,
        RotateKeyCommand.class,
        ImportCommand.class,
        SearchCommand.class,
        ShowCommand.class,
        ReplyCommand.class,
        ThreadsCommand.class,
        ExportCommand.class,
        ReindexCommand.class,
        SandboxCommand.class,
        SettingsCommand.class
})
public final class Main implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = logs(err) ? execute(out, err, arguments) : 3;
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Whether the form of the log is one that there is: with any other nothing would be logged. */
    private static boolean logs(PrintWriter err) {
        String form = System.getenv().getOrDefault("HUB_LOG_FORMAT", "text");
        boolean known = List.of("text", "json").contains(form);
        if (!known) {
            err.println("hub: HUB_LOG_FORMAT is '" + form + "'; it can be text or json");
        }
        return known;
    }

    /** Runs a command; gives its exit code. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        Optional<SettingsOption> service = Service.named(List.of(arguments));
        if (service.isEmpty()) {
            return new CommandLine(new Main())
                    .setOut(out)
                    .setErr(err)
                    .setExecutionExceptionHandler((failure, command, result) -> said(failure, command.getErr()))
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .execute(arguments);
        }
        try {
            return Service.run(service.get(), out);
        } catch (InterruptedException | RuntimeException failure) {
            return said(failure, err);
        }
    }

    /** What went wrong is said in a line; how it came about is for the log. Gives the exit code. */
    private static int said(Exception failure, PrintWriter err) {
        if (failure instanceof CommandException known) {
            known.lines().forEach(err::println);
            return known.exitCode();
        }
        err.println("hub: " + failure);
        LoggerFactory.getLogger(Main.class).debug("How it came about", failure);
        return 1;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
