package org.dialoguehub.server;

import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.ArchiveException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts threads in order by hand. */
@Command(name = "threads", description = "Merges and splits threads of the archive by hand.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class ThreadsCommand implements Runnable {
    private static final String NUMBER = "Number of the mail, as 'search' shows it";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "merge", description = "Puts the thread of a mail below another mail.", mixinStandardHelpOptions = true)
    int merge(@Mixin ArchiveOption archive, @Parameters(paramLabel = "NUMBER", description = NUMBER) long number,
            @Option(names = "--below", paramLabel = "NUMBER", required = true, description = "The mail that it answers") long below) {
        return done(archive, opened -> opened.merge(ArchiveOption.KEEPER, number, below), "They are in one thread already");
    }

    @Command(name = "split", description = "Makes a mail, with all below it, a thread of its own.", mixinStandardHelpOptions = true)
    int split(@Mixin ArchiveOption archive, @Parameters(paramLabel = "NUMBER", description = NUMBER) long number) {
        return done(archive, opened -> opened.split(ArchiveOption.KEEPER, number), "It begins a thread already");
    }

    @Command(name = "undo", description = "Takes back the last merge or split that stands.", mixinStandardHelpOptions = true)
    int undo(@Mixin ArchiveOption archive) {
        return done(archive, opened -> opened.undo(ArchiveOption.KEEPER).isPresent(), "Nothing was merged or split that could be undone");
    }

    /** Something that may have been done before. */
    @FunctionalInterface
    private interface Edit {
        boolean on(Archive archive);
    }

    private static int done(ArchiveOption archive, Edit edit, String why) {
        try (Archive opened = archive.open()) {
            if (!edit.on(opened)) {
                throw new CommandException(why);
            }
            return 0;
        } catch (IllegalArgumentException | ArchiveException refused) {
            throw new CommandException(String.valueOf(refused.getMessage()));
        }
    }
}
