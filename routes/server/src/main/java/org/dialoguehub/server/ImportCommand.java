package org.dialoguehub.server;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.ArchiveException;
import org.dialoguehub.archive.ImportProgress;
import org.dialoguehub.archive.ImportReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes mails of earlier years into the archive. */
@Command(name = "import", description = {
        "Takes mails into the archive: mbox (also packed by gzip, xz or zstd), Maildir, MH, .eml, archives of Mailman, folders with any of these,",
        "an IMAP account (imaps://USER@HOST), and exports of Yammer (the ZIP) and WordPress (the XML).",
        "What is there already is not taken again; an import that was stopped goes on where it was."
}, mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final long SECOND = 1_000_000_000L;
    private static final int SHOWN = 50;

    @Mixin private ArchiveOption archive = new ArchiveOption();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders, or imaps://USER@HOST; its password is in the environment, as HUB_IMPORT_PASSWORD") private List<String> sources =
            List.of();

    @Option(names = "--into", paramLabel = "GROUP", required = true, description = "The group whose members may read them; those of all groups that the settings call open, everybody") private String group =
            "";

    @Option(names = "--dry-run", description = "Only says what would be taken") private boolean dry;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<Path> paths = sources.stream().filter(source -> !isAccount(source)).map(Path::of).toList();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new CommandException("There is no '" + path + "'");
            }
        }
        if (!group.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new CommandException("'--into' is '" + group + "'; the id of a group has a-z and 0-9, in parts joined by single dashes");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Archive opened = archive.open()) {
            var order = new Archive.Order(paths, accounts(), group, archive.isOpen(group), dry);
            int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
            long start = System.nanoTime();
            ImportReport report = opened.take(ArchiveOption.KEEPER, order, workers, progress(out, start));
            tell(report, (System.nanoTime() - start) / (double) SECOND, out);
            return report.faultsInAll() == 0 ? 0 : 1;
        } catch (ArchiveException failed) {
            throw new CommandException(String.valueOf(failed.getMessage()));
        }
    }

    private static boolean isAccount(String source) {
        return source.matches("(?i)imaps?://.*");
    }

    private List<Archive.Account> accounts() {
        List<Archive.Account> accounts = new ArrayList<>();
        for (String source : sources) {
            if (isAccount(source)) {
                try {
                    accounts.add(new Archive.Account(URI.create(source), password(source)));
                } catch (IllegalArgumentException wrong) {
                    throw new CommandException("'" + source + "': " + wrong.getMessage());
                }
            }
        }
        return accounts;
    }

    private static String password(String account) {
        String given = System.getenv().getOrDefault("HUB_IMPORT_PASSWORD", "");
        if (!given.isEmpty()) {
            return given;
        }
        throw new CommandException("Put the password of " + account + " into the environment as HUB_IMPORT_PASSWORD");
    }

    /** A line every ten seconds. */
    private static Consumer<ImportProgress> progress(PrintWriter out, long start) {
        long[] told = {start};
        return now -> {
            long time = System.nanoTime();
            if (time - told[0] >= 10 * SECOND) {
                told[0] = time;
                double seconds = (time - start) / (double) SECOND;
                double left = now.bytes() == 0 ? 0 : seconds * (now.ofBytes() - now.bytes()) / now.bytes();
                out.printf(Locale.ROOT, "%,d mails, %d %%, %,.0f a second, %s left%n", now.mails(),
                        now.ofBytes() == 0 ? 100 : 100 * now.bytes() / now.ofBytes(), now.mails() / seconds, time(left));
                out.flush();
            }
        };
    }

    private static String time(double seconds) {
        return seconds < 90 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }

    private void tell(ImportReport report, double seconds, PrintWriter out) {
        out.printf(Locale.ROOT, "%,d mails in %s: %,d %s, %,d known already%n", report.read(), time(seconds), report.kept(),
                dry ? "would be taken" : "taken", report.known());
        if (report.reused() > 0) {
            out.printf(Locale.ROOT, "%,d have a Message-ID that another mail has too; both are kept%n", report.reused());
        }
        if (report.guessed() > 0) {
            out.printf(Locale.ROOT, "%,d replies say nothing of what they answer; they stand where they most likely belong%n",
                    report.guessed());
        }
        if (report.faultsInAll() > 0) {
            out.printf(Locale.ROOT, "%,d could not be read:%n", report.faultsInAll());
            report.faults().stream().limit(SHOWN)
                    .forEach(fault -> out.println("  " + fault.path() + ", " + fault.name() + ": " + fault.reason()));
        }
    }
}
