package org.dialoguehub.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dialoguehub.archive.Catalogue.Label;
import org.dialoguehub.archive.Catalogue.Progress;
import org.dialoguehub.engine.Principal;

/**
 * Years of mail in a folder of their own: {@code archive.db} knows what there is, {@code packs} has the mails as they came, and {@code index} is derived from
 * both. Many may read, one at a time writes, be they in one process or in several. Safe for use by several threads.
 */
public final class Archive implements AutoCloseable {
    private final Path folder;
    private final InstantSource clock;
    private final Words words = new Words();
    private final Catalogues catalogues;
    private final Search search;

    private Archive(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        this.catalogues = new Catalogues(folder.resolve("archive.db"));
        this.search = new Search(folder.resolve("index"), words, catalogues);
    }

    /**
     * Opens the archive in a folder; makes what is missing.
     *
     * @throws ArchiveException if the folder cannot be used
     */
    public static Archive open(Path folder, InstantSource clock) {
        try {
            Files.createDirectories(folder);
        } catch (IOException unusable) {
            throw ArchiveException.of(unusable);
        }
        if (!Files.exists(folder.resolve("archive.db"))) {
            Database.writing(folder.resolve("archive.db")).close();
        }
        return new Archive(folder, clock);
    }

    /**
     * What to import.
     *
     * @param paths files and folders, of any form that is known
     * @param group into which
     * @param open whether the whole organization may read the group, if the archive does not know it yet; else its circle alone may
     * @param dry whether only to see what would come of it
     */
    public record Order(List<Path> paths, String group, boolean open, boolean dry) {
        public Order {
            paths = List.copyOf(paths);
        }
    }

    /**
     * Imports mails; goes on where an earlier import of the same was stopped.
     *
     * @param progress hears how far it is, often
     * @throws ArchiveException if it cannot go on; what was committed by then stays, and the same import again goes on from there
     */
    public ImportReport take(Principal principal, Order order, int workers, Consumer<ImportProgress> progress) {
        principal.mustAdminister("import mail");
        try (Desk desk = Desk.open(folder)) {
            Label group = desk.catalogue().label(true, order.group(), order.open());
            List<Sources.Found> found = new ArrayList<>();
            for (Path path : order.paths()) {
                found.add(Sources.in(path));
            }
            List<Feed.Start> starts = found.stream().flatMap(each -> each.sources().stream())
                    .flatMap(source -> start(source, desk.catalogue(), group).stream()).toList();
            if (order.dry()) {
                return imported(new Import(desk, Optional.empty(), group, starts, clock, progress), found, workers);
            }
            try (Index index = Index.open(folder.resolve("index"), words)) {
                var reindex = new Reindex(desk, index, clock);
                reindex.catchUp();
                ImportReport report = imported(new Import(desk, Optional.of(index), group, starts, clock, progress), found, workers);
                reindex.finish();
                return report;
            }
        } catch (IOException failed) {
            throw ArchiveException.of(failed);
        }
    }

    private static ImportReport imported(Import run, List<Sources.Found> found, int workers) {
        found.forEach(each -> each.faults().forEach(fault -> run.fault(Path.of(fault.name()), fault)));
        return run.run(workers);
    }

    /** Where to begin with a source; nowhere if it was read to its end and is as it was. */
    private static Optional<Feed.Start> start(Source source, Catalogue catalogue, Label group) {
        Optional<Progress> before = catalogue.progress(source.path().toString(), group.id())
                .filter(progress -> progress.size() == source.size() && progress.modified() == source.modified());
        if (before.filter(progress -> progress.complete() && !source.folder()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Feed.Start(source, before.filter(progress -> !progress.complete()).map(Progress::place).orElse("")));
    }

    /** Finds what the principal may read. */
    public SearchResult find(Principal principal, SearchRequest request) throws QueryException {
        return search.find(principal, request);
    }

    @Override
    public void close() {
        search.close();
        catalogues.close();
        words.close();
    }
}
