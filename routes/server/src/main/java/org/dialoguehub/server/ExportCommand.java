package org.dialoguehub.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.ArchiveException;
import org.dialoguehub.archive.ExportForm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives back what is in the archive. */
@Command(name = "export", description = {
        "Writes all mails of a group: as an mbox, which every mail program reads; as JSON Lines (ActivityStreams 2.0); or as a site of pages,",
        "which need nothing but a browser, and show no addresses."
}, mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final long SECOND = 1_000_000_000L;

    @Mixin private ArchiveOption archive = new ArchiveOption();

    @Parameters(paramLabel = "GROUP", description = "The group") private String group = "";

    @Option(names = "--as", paramLabel = "FORM", defaultValue = "mbox", description = "mbox, json or site (default: ${DEFAULT-VALUE})") private ExportForm form =
            ExportForm.MBOX;

    @Option(names = {"-o",
            "--output"}, paramLabel = "PATH", required = true, description = "The file or, for a site, the folder; not there yet") private Path target =
                    Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Archive opened = archive.open()) {
            long mails = opened.export(ArchiveOption.KEEPER, group, form, target, progress(out));
            out.printf(Locale.ROOT, "%,d mails of '%s' are in %s%n", mails, group, target);
            return 0;
        } catch (IllegalArgumentException | ArchiveException refused) {
            throw new CommandException(String.valueOf(refused.getMessage()));
        }
    }

    /** A line every ten seconds. */
    private static LongConsumer progress(PrintWriter out) {
        long[] told = {System.nanoTime()};
        return mails -> {
            if (System.nanoTime() - told[0] >= 10 * SECOND) {
                told[0] = System.nanoTime();
                out.printf(Locale.ROOT, "%,d mails%n", mails);
                out.flush();
            }
        };
    }
}
