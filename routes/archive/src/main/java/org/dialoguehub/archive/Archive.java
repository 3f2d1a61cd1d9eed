package org.dialoguehub.archive;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.dialoguehub.archive.Catalogue.Label;
import org.dialoguehub.archive.Catalogue.Place;
import org.dialoguehub.archive.Catalogue.Progress;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Right;
import org.dialoguehub.model.Audience;

/**
 * Years of mail in a folder of their own: {@code archive.db} knows what there is, {@code packs} has the mails as they came, and {@code index} is derived from
 * both. Many may read, one at a time writes, be they in one process or in several. Safe for use by several threads.
 */
public final class Archive implements AutoCloseable {
    /** The hub, too, enters what is said in it; it gives way within that time. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
            return new Archive(folder, new Packs(folder.resolve("packs")), clock);
        } catch (IOException unusable) {
            throw ArchiveException.of(unusable);
        }
    }

    /**
     * What to import.
     *
     * @param paths files and folders, of any form that is known
     * @param accounts of which all folders are read
     * @param group into which
     * @param open whether the whole organization may read the group, if the archive does not know it yet; else its circle alone may
     * @param dry whether only to see what would come of it
     */
    public record Order(List<Path> paths, List<Account> accounts, String group, boolean open, boolean dry) {
        public Order {
            paths = List.copyOf(paths);
            accounts = List.copyOf(accounts);
        }

        /** Files and folders, into a group that its circle alone may read. */
        public static Order of(List<Path> paths, String group) {
            return new Order(paths, List.of(), group, false, false);
        }
    }

    /**
     * An IMAP account, with all its folders.
     *
     * @param server {@code imaps://USER@HOST[:PORT]}; {@code imap://} demands STARTTLS, but for this machine itself
     */
    public record Account(URI server, String password) {
        public Account {
            var unused = new ImapAccount(server, password);
        }

        @Override
        public String toString() {
            return server.toString();
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
        try (Desk desk = Desk.open(folder, PATIENCE)) {
            Label group = desk.catalogue().label(true, order.group(), order.open());
            List<Sources.Found> found = new ArrayList<>();
            for (Path path : order.paths()) {
                found.add(Sources.in(path));
            }
            for (Account account : order.accounts()) {
                found.add(new ImapAccount(account.server(), account.password()).sources());
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
        found.forEach(each -> each.faults().forEach(run::fault));
        return run.run(workers);
    }

    /** Where to begin with a source; nowhere if it was read to its end and is as it was. */
    private static Optional<Feed.Start> start(Source source, Catalogue catalogue, Label group) {
        Optional<Progress> before = catalogue.progress(source.name(), group.id())
                .filter(progress -> source.kind() == Source.Kind.MAILBOX
                        || (progress.size() == source.size() && progress.modified() == source.modified()));
        boolean complete = before.filter(Progress::complete).isPresent();
        if (complete && (source.kind() == Source.Kind.MBOX || source.kind() == Source.Kind.FILE)) {
            return Optional.empty();
        }
        boolean goesOn = !complete || source.kind() == Source.Kind.MAILBOX;
        return Optional.of(new Feed.Start(source, before.filter(progress -> goesOn).map(Progress::place).orElse("")));
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
        try (Desk desk = Desk.open(folder, PATIENCE); Index index = Index.open(folder.resolve("index"), words)) {
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

    /**
     * Takes in what is said in a hub from now on, as it is said, and answers through that hub.
     *
     * @param hubName as in its settings
     * @param hears false to answer only; what waited to be taken in is forgotten
     */
    public Living living(Engine engine, String hubName, boolean hears) {
        return new Living(this, folder, words, engine, clock, hubName).started(hears);
    }

    /** Finds what the principal may read. */
    public SearchResult find(Principal principal, SearchRequest request) throws QueryException {
        return search.find(principal, request);
    }

    /** By whom, where and when what the principal may read of it was said. */
    public Facets facets(Principal principal, String query) throws QueryException {
        return search.facets(principal, query);
    }

    /** A mail to be read; absent if there is none of this number that the principal may read. */
    public Optional<Message> message(Principal principal, long number) {
        return read(catalogue -> {
            if (!isReadable(catalogue, principal, number)) {
                return Optional.empty();
            }
            Row row = catalogue.row(number).orElseThrow();
            Map<Long, Label> labels = catalogue.labels();
            Set<Long> ids = catalogue.labelsOf(number);
            Set<String> groups = new TreeSet<>();
            catalogue.groupsOf(number).stream().filter(group -> principal.reads(group.audience()))
                    .forEach(group -> groups.add(group.name()));
            Optional<Long> parent = catalogue.parentOf(row.node()).filter(above -> isReadable(catalogue, principal, above));
            var known = new MessageReader.Known(row, groups, Registrar.names(ids, labels, false), catalogue.noteAt(row.node()));
            var mails = new Mails(catalogue, packs);
            return Optional.of(MessageReader.read(known, mails.read(row),
                    parent.isPresent() ? Optional.of(mails.read(catalogue.row(parent.get()).orElseThrow())) : Optional.empty()));
        });
    }

    /**
     * A file that hangs on a mail, as {@link Message#files()} has it at that place; absent if there is none that the principal may read.
     *
     * @param place 0 is the first
     */
    public Optional<byte[]> file(Principal principal, long number, int place) {
        Optional<byte[]> mail = mail(principal, number);
        try {
            return mail.isPresent() ? MessageReader.file(mail.get(), place) : Optional.empty();
        } catch (IOException failed) {
            throw ArchiveException.of(failed);
        }
    }

    /**
     * Puts the thread of a mail below another mail, which the headers of neither ask for.
     *
     * @return false if they are in one thread already
     * @throws IllegalArgumentException if there is no such mail that the principal may read
     */
    public boolean merge(Principal principal, long number, long below) {
        return edited(principal, List.of(number, below), editing -> editing.merge(number, below, principal.name()));
    }

    /**
     * Makes a mail, with all below it, a thread of its own.
     *
     * @return false if it begins one already
     * @throws IllegalArgumentException if there is no such mail that the principal may read
     */
    public boolean split(Principal principal, long number) {
        return edited(principal, List.of(number), editing -> editing.split(number, principal.name()));
    }

    /** Takes back the last merge or split that stands; gives what it was, or nothing. */
    public Optional<String> undo(Principal principal) {
        return edited(principal, List.of(), editing -> editing.undo().map(Editing.Edit::kind));
    }

    private <T> T edited(Principal principal, List<Long> numbers, Function<Editing, T> edit) {
        principal.must(Right.ANSWER, "merge and split threads");
        for (long number : numbers) {
            if (!this.<Boolean>read(catalogue -> isReadable(catalogue, principal, number))) {
                throw new IllegalArgumentException("There is no mail " + number);
            }
        }
        try (Desk desk = Desk.open(folder, PATIENCE)) {
            Database database = desk.catalogue().database();
            database.begin();
            T result = edit.apply(new Editing(desk.catalogue(), clock));
            database.commit();
            return result;
        } catch (IOException failed) {
            throw ArchiveException.of(failed);
        }
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Writes all mails of a group that the principal may read.
     *
     * @param target a file, or for a site a folder; not there yet
     * @param progress hears how many mails are written, often
     * @return how many mails were written
     * @throws IllegalArgumentException if there is no such group that the principal may read, or something is there already
     * @throws ArchiveException if it cannot be written; what is half written ends in {@code .part}, or is the folder
     */
    public long export(Principal principal, String group, ExportForm form, Path target, LongConsumer progress) {
        return read(catalogue -> {
            Label label = catalogue.labels().values().stream()
                    .filter(each -> each.group() && each.name().equals(group) && principal.reads(each.audience())).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The archive has no group '" + group + "'; there are "
                            + String.join(", ", groups(catalogue, principal))));
            if (form != ExportForm.SITE && Files.exists(target)) {
                throw new IllegalArgumentException("'" + target + "' is there already; name another file");
            }
            var export = new Export(catalogue, packs, label, progress);
            return switch (form) {
                case MBOX -> export.mbox(target);
                case JSON -> export.activities(target);
                case SITE -> export.site(target);
            };
        });
    }

    private static List<String> groups(Catalogue catalogue, Principal principal) {
        return catalogue.labels().values().stream().filter(each -> each.group() && principal.reads(each.audience())).map(Label::name)
                .toList();
    }

    /** A mail, and those above it that the principal may read, the nearest first. */
    List<Line> line(Principal principal, long number, int most) {
        return read(catalogue -> {
            List<Line> line = new ArrayList<>();
            Optional<Long> next = Optional.of(number).filter(known -> isReadable(catalogue, principal, known));
            while (next.isPresent() && line.size() < most) {
                Row row = catalogue.row(next.get()).orElseThrow();
                List<Audience> readers = catalogue.groupsOf(row.number()).stream().map(Label::audience).toList();
                line.add(new Line(row, readers, catalogue.noteAt(row.node())));
                next = catalogue.parentOf(row.node()).filter(above -> isReadable(catalogue, principal, above));
            }
            return List.copyOf(line);
        });
    }

    /**
     * A mail in a line of answers.
     *
     * @param readers of each of its groups
     */
    record Line(Row row, List<Audience> readers, Optional<String> living) {}

    /** A mail as it came, byte by byte; absent if there is none of this number that the principal may read. */
    public Optional<byte[]> mail(Principal principal, long number) {
        return read(catalogue -> {
            if (!isReadable(catalogue, principal, number)) {
                return Optional.empty();
            }
            Row row = catalogue.row(number).orElseThrow();
            return Optional.of(new Mails(catalogue, packs).read(row));
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
            List<Place> places = new ArrayList<>(catalogue.thread(catalogue.threadOf(number).orElseThrow()));
            places.sort(Place.OLDEST_FIRST);
            Map<Long, Integer> at = new HashMap<>();
            places.forEach(place -> at.put(place.node(), at.size()));
            List<Entry> entries = new ArrayList<>();
            for (Place place : places) {
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
        return catalogue.groupsOf(number).stream().anyMatch(group -> principal.reads(group.audience()));
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
