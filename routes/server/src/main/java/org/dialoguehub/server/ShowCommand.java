package org.dialoguehub.server;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.ArchiveException;
import org.dialoguehub.archive.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a mail of the archive. */
@Command(name = "show", description = "Shows a mail of the archive: what its writer wrote, and the thread it is in.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @Mixin private ArchiveOption archive = new ArchiveOption();

    @Parameters(paramLabel = "NUMBER", description = "Number of the mail, as 'search' shows it") private long number;

    @Option(names = "--all", description = "Also quotes, signatures and footers") private boolean all;

    @Option(names = "--raw", description = "The mail as it came, byte by byte") private boolean raw;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (Archive opened = archive.open()) {
            if (raw) {
                byte[] mail = opened.mail(ArchiveOption.KEEPER, number).orElseThrow(this::missing);
                spec.commandLine().getOut().flush();
                PrintStream out = System.out;
                out.write(mail, 0, mail.length);
                out.flush();
                return 0;
            }
            Message message = opened.message(ArchiveOption.KEEPER, number).orElseThrow(this::missing);
            show(message, spec.commandLine().getOut());
            thread(opened.thread(ArchiveOption.KEEPER, number), spec.commandLine().getOut());
            return 0;
        } catch (ArchiveException failed) {
            throw new CommandException(String.valueOf(failed.getMessage()));
        }
    }

    private CommandException missing() {
        return new CommandException("The archive has no mail " + number);
    }

    private void show(Message message, PrintWriter out) {
        out.println(message.subject());
        out.println(message.name() + " <" + message.address() + ">, " + message.sent().map(Instant::toString).orElse("no date") + ", in "
                + String.join(", ", message.groups().stream().sorted().toList()));
        message.to().forEach(to -> out.println("to " + to.strip()));
        out.println();
        if (all) {
            message.text().forEach(passage -> passage.text().lines()
                    .forEach(line -> out.println((passage.own() ? "" : passage.kind() + " | ") + line)));
        } else {
            out.println(message.ownWords());
        }
        message.files().forEach(file -> out.println("attached: " + file.name() + " (" + file.mediaType() + ", " + file.size() + " bytes)"));
    }

    private void thread(List<Archive.Entry> thread, PrintWriter out) {
        out.println();
        for (int at = 0; at < thread.size(); at++) {
            Archive.Entry entry = thread.get(at);
            int depth = 0;
            for (int above = entry.above(); above >= 0 && depth < 10; above = thread.get(above).above()) {
                depth++;
            }
            out.println("  ".repeat(depth) + entry.number().map(known -> (known == number ? "* " : "  ") + known + "  "
                    + entry.sent().map(sent -> sent.toString().substring(0, 10)).orElse("no date") + "  "
                    + (entry.name().isEmpty() ? entry.address() : entry.name()) + "  " + entry.subject())
                    .orElse("  a mail that is not here"));
        }
    }
}
