package org.dialoguehub.server;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.ArchiveException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the archive's index anew. */
@Command(name = "reindex", description = {
        "Makes the index of the archive anew from the mails that are kept; the hub may run meanwhile.",
        "If it was stopped, --missing goes on."
}, mixinStandardHelpOptions = true)
final class ReindexCommand implements Callable<Integer> {
    @Mixin private ArchiveOption archive = new ArchiveOption();

    @Option(names = "--missing", description = "Adds only what is not in the index") private boolean missing;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (Archive opened = archive.open()) {
            spec.commandLine().getOut().printf(Locale.ROOT, "%,d mails are in the index%n", opened.reindex(ArchiveOption.KEEPER, !missing));
            return 0;
        } catch (ArchiveException failed) {
            throw new CommandException(String.valueOf(failed.getMessage()));
        }
    }
}
