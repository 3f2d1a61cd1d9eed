package org.dialoguehub.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
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
        LoginCommand.class,
        RotateKeyCommand.class,
        SandboxCommand.class,
        SettingsCommand.class
})
public final class Main implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = execute(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Runs a command; gives its exit code. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(said())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    /** What went wrong is said in a line; how it came about is for the log. */
    private static IExecutionExceptionHandler said() {
        return (failure, command, result) -> {
            PrintWriter err = command.getErr();
            if (failure instanceof CommandException known) {
                known.lines().forEach(err::println);
                return known.exitCode();
            }
            err.println("hub: " + failure);
            LoggerFactory.getLogger(Main.class).debug("How it came about", failure);
            return 1;
        };
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
