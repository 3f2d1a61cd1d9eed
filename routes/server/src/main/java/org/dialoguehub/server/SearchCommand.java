package org.dialoguehub.server;

import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.ArchiveException;
import org.dialoguehub.archive.QueryException;
import org.dialoguehub.archive.SearchRequest;
import org.dialoguehub.archive.SearchRequest.Order;
import org.dialoguehub.archive.SearchRequest.Unit;
import org.dialoguehub.archive.SearchResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds mails in the archive. */
@Command(name = "search", description = {
        "Finds mails in the archive: words, \"phrases\", -without, begin*, one OR other, and the fields",
        "from: to: in: subject: tag: file: before: after: has:attachment is:answered"
}, mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
    @Mixin private ArchiveOption archive = new ArchiveOption();

    @Parameters(paramLabel = "QUERY", arity = "1..*", description = "What to look for, such as: talkoot from:anna after:2020") private List<String> query =
            List.of();

    @Option(names = "--limit", description = "How many to show (default: ${DEFAULT-VALUE})", defaultValue = "10") private int limit = 10;

    @Option(names = "--newest", description = "The newest first, not what fits best") private boolean newest;

    @Option(names = "--threads", description = "Each thread once") private boolean threads;

    @Option(names = "--after", paramLabel = "CURSOR", description = "Go on where an earlier search ended") private String cursor = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (Archive opened = archive.open()) {
            var request = new SearchRequest(String.join(" ", query), limit, cursor, newest ? Order.NEWEST : Order.BEST,
                    threads ? Unit.THREADS : Unit.MESSAGES);
            show(opened.find(ArchiveOption.KEEPER, request), spec.commandLine().getOut());
            return 0;
        } catch (QueryException | IllegalArgumentException | ArchiveException wrong) {
            throw new CommandException(String.valueOf(wrong.getMessage()));
        }
    }

    private static void show(SearchResult result, PrintWriter out) {
        for (SearchResult.Hit hit : result.hits()) {
            String day = hit.sent().map(sent -> sent.atOffset(ZoneOffset.UTC).toLocalDate().toString()).orElse("no date");
            out.println(hit.number() + "  " + day + "  " + (hit.name().isEmpty() ? hit.address() : hit.name()) + "  " + hit.subject());
            String excerpt = hit.excerpt().stream().map(piece -> piece.found() ? "*" + piece.text() + "*" : piece.text())
                    .collect(Collectors.joining());
            out.println("    " + excerpt.strip() + "  (" + String.join(", ", hit.groups()) + ")");
        }
        out.println(result.total() + " found" + result.next().map(next -> "; go on with --after " + next).orElse(""));
    }
}
