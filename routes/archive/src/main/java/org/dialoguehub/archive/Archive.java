package org.dialoguehub.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Packs packs;

    private Archive(Path folder, Packs packs, InstantSource clock) {
        this.packs = packs;
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
            if (!Files.exists(folder.resolve("archive.db"))) {
                Database.writing(folder.resolve("archive.db")).close();
            }
            return new Archive(folder, new Packs(folder.resolve("packs")), clock);
        } catch (IOException unusable) {
            throw ArchiveException.of(unusable);
        }
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

    /**
     * Makes the index anew, from the mails that are kept. If it is stopped, {@link #take} or the same with {@code whole} false goes on. Who searches meanwhile
     * finds what is done so far.
     *
     * @param whole whether to begin anew; else only what is missing is added
     * @return how many mails there are
     */
    public long reindex(Principal principal, boolean whole) {
        principal.mustAdminister("make the index anew");
        try (Desk desk = Desk.open(folder); Index index = Index.open(folder.resolve("index"), words)) {
            if (whole) {
                index.clear();
            }
            var reindex = new Reindex(desk, index, clock);
            reindex.catchUp();
            reindex.finish();
            return desk.catalogue().last();
        } catch (IOException failed) {
            throw ArchiveException.of(failed);
        }
    }

    /** Finds what the principal may read. */
    public SearchResult find(Principal principal, SearchRequest request) throws QueryException {
        return search.find(principal, request);
    }

    /** A mail as it came, byte by byte; absent if there is none of this number that the principal may read. */
    public Optional<byte[]> mail(Principal principal, long number) {
        return read(catalogue -> {
            if (!isReadable(catalogue, principal, number)) {
                return Optional.empty();
            }
            Row row = catalogue.row(number).orElseThrow();
            return Optional.of(Arrays.copyOfRange(packs.read(row.block()), row.at(), row.at() + row.length()));
        });
    }

    /**
     * A mail in its thread.
     *
     * @param number absent for a mail that others speak of, and that is not here or may not be read
     * @param above place in the list of what it answers, or -1
     */
    public record Entry(Optional<Long> number, int above, String subject, String name, String address, Optional<Instant> sent,
            boolean guessed) {}

    /** The thread of a mail, oldest first, as far as the principal may read it; empty if they may not read the mail. */
    public List<Entry> thread(Principal principal, long number) {
        return read(catalogue -> {
            if (!isReadable(catalogue, principal, number)) {
                return List.of();
            }
            List<Catalogue.Place> places = new ArrayList<>(catalogue.thread(catalogue.threadOf(number).orElseThrow()));
            places.sort(Comparator.comparingLong(place -> place.mail().map(Row::sent).orElse(Long.MIN_VALUE)));
            Map<Long, Integer> at = new HashMap<>();
            places.forEach(place -> at.put(place.node(), at.size()));
            List<Entry> entries = new ArrayList<>();
            for (Catalogue.Place place : places) {
                int above = at.getOrDefault(place.above(), -1);
                Optional<Row> mail = place.mail().filter(row -> isReadable(catalogue, principal, row.number()));
                entries.add(mail
                        .map(row -> new Entry(Optional.of(row.number()), above, row.subject(), row.name(), row.address(), row.time(),
                                row.is(Letter.GUESSED)))
                        .orElseGet(() -> new Entry(Optional.empty(), above, "", "", "", Optional.empty(), false)));
            }
            return List.copyOf(entries);
        });
    }

    private static boolean isReadable(Catalogue catalogue, Principal principal, long number) {
        Map<Long, Label> labels = catalogue.labels();
        return catalogue.labelsOf(number).stream().flatMap(id -> Optional.ofNullable(labels.get(id)).stream())
                .anyMatch(label -> label.group() && principal.reads(label.audience()));
    }

    private <T> T read(Catalogues.Use<T> use) {
        try {
            return catalogues.with(use);
        } catch (IOException failed) {
            throw ArchiveException.of(failed);
        } catch (QueryException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        search.close();
        packs.close();
        catalogues.close();
        words.close();
    }
}
