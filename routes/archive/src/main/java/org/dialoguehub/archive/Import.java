package org.dialoguehub.archive;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dialoguehub.archive.Catalogue.Label;
import org.dialoguehub.archive.Catalogue.Progress;
import org.dialoguehub.archive.MailSource.Fault;

/**
 * Takes mails in: several threads read and parse chunk after chunk, one enters them into catalogue and packs in the order of the source, and the first
 * ones put into the index what was entered. At most {@value #UNDER_WAY} chunks are under way, so that memory does not depend on the size of the source.
 *
 * <p>The place in the source is committed together with the mails before it, and packs are forced before. So an import that was stopped at any
 * moment goes on where it was.
 */
final class Import {
    private static final int UNDER_WAY = 12;
    private static final int MAILS_IN_A_COMMIT = 2_000;
    private static final int MAILS_IN_AN_INDEX_COMMIT = 200_000;
    private static final Batch END = new Batch(List.of(), true);

    private final Desk desk;
    private final Optional<Index> index;
    private final Label group;
    private final InstantSource clock;
    private final long size;
    private final Consumer<ImportProgress> listener;
    private final Map<String, String> begun;
    private final Registrar registrar;
    private final Feed feed;
    private final BlockingQueue<Feed.Task> inOrder = new LinkedBlockingQueue<>();
    private final BlockingQueue<Batch> entered = new LinkedBlockingQueue<>();
    private final ConcurrentSkipListSet<Long> unindexed = new ConcurrentSkipListSet<>();
    private final Semaphore room = new Semaphore(UNDER_WAY);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Tally tally = new Tally();
    private long uncommitted;
    private long uncommittedInIndex;
    /** How far the source that is read now is entered. */
    private String reached = "";

    private String entering = "";

    /** Mails to index. */
    private record Batch(List<Indexed> mails, boolean end) {}

    /** @param index absent to leave no trace, and only see what would be */
    Import(Desk desk, Optional<Index> index, Label group, List<Feed.Start> sources, InstantSource clock,
            Consumer<ImportProgress> listener) {
        this.desk = desk;
        this.index = index;
        this.group = group;
        this.clock = clock;
        this.listener = listener;
        this.size = sources.stream().mapToLong(start -> start.source().size()).sum();
        this.begun = sources.stream().collect(Collectors.toMap(start -> start.source().name(), Feed.Start::place, (one, same) -> one));
        this.registrar = new Registrar(desk.catalogue(), desk.packs());
        this.feed = new Feed(sources, inOrder);
    }

    /** Notes what could not be recognized at all. */
    void fault(Fault fault) {
        tally.add(fault.name(), fault);
    }

    ImportReport run(int workers) {
        List<Thread> threads = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            threads.add(Thread.ofPlatform().name("import-" + worker).daemon().start(this::work));
        }
        try (feed) {
            enterAll();
        } catch (Throwable broken) {
            fail(broken);
        } finally {
            entered.add(END);
            threads.forEach(Import::join);
        }
        Throwable broken = failure.get();
        if (broken != null) {
            throw given(broken);
        }
        return tally.report();
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(Throwable broken) {
        failure.compareAndSet(null, broken);
        inOrder.add(Feed.Task.end());
        entered.add(END);
    }

    private static RuntimeException given(Throwable broken) {
        return switch (broken) {
            case CompletionException wrapped when wrapped.getCause() != null -> given(wrapped.getCause());
            case ArchiveException known -> known;
            case IOException known -> ArchiveException.of(known);
            case Error error -> throw error;
            default -> new ArchiveException("The import was given up: " + broken, broken);
        };
    }

    // Those who parse and index

    private void work() {
        var reader = new LetterReader(clock);
        try {
            boolean more = true;
            while (failure.get() == null) {
                Batch batch = entered.poll();
                if (batch == null && more && room.tryAcquire()) {
                    more = parseNext(reader);
                    continue;
                }
                if (batch == null) {
                    batch = entered.take();
                }
                if (batch.end()) {
                    entered.add(END);
                    return;
                }
                index(batch.mails());
            }
        } catch (InterruptedException stopped) {
            fail(stopped);
            Thread.currentThread().interrupt();
        } catch (Throwable broken) {
            fail(broken);
        }
    }

    private boolean parseNext(LetterReader reader) {
        Feed.Task task = feed.next();
        if (task == null) {
            room.release();
            return false;
        }
        try {
            task.parcel().complete(Feed.parse(reader, task));
        } catch (Throwable broken) {
            task.parcel().completeExceptionally(broken);
        }
        return true;
    }

    private void index(List<Indexed> mails) throws IOException {
        if (index.isPresent()) {
            for (Indexed mail : mails) {
                index.get().add(mail);
            }
        }
        if (!mails.isEmpty()) {
            unindexed.remove(mails.getFirst().number());
        }
        room.release();
    }

    // The one who enters

    private void enterAll() throws IOException, InterruptedException {
        desk.catalogue().database().begin();
        try {
            for (Feed.Task task = inOrder.take(); !task.isEnd(); task = inOrder.take()) {
                enter(task);
            }
        } catch (Throwable broken) {
            desk.catalogue().database().rollback();
            throw broken;
        }
        if (index.isPresent() && failure.get() == null) {
            commit();
        } else {
            desk.catalogue().database().rollback();
        }
    }

    private void enter(Feed.Task task) throws IOException {
        Source source = task.source().orElseThrow();
        if (!source.name().equals(entering)) {
            entering = source.name();
            reached = begun.getOrDefault(entering, "");
        }
        task.fault().ifPresent(fault -> enter(source, fault));
        if (task.chunk().isPresent()) {
            Parcel parcel = task.parcel().join();
            parcel.faults().forEach(fault -> enter(source, fault));
            Registrar.Entered mails = registrar.enter(parcel, group);
            tally.add(mails);
            uncommitted += mails.fresh().size();
            uncommittedInIndex += mails.fresh().size();
            if (!mails.fresh().isEmpty()) {
                unindexed.add(mails.fresh().getFirst().number());
            }
            entered.add(new Batch(mails.fresh(), false));
            reached = task.chunk().get().place();
        }
        boolean complete = task.chunk().isEmpty() && task.fault().isEmpty();
        desk.catalogue().progress(source.name(), group.id(),
                new Progress(reached, complete, source.size(), source.modified()));
        listener.accept(new ImportProgress(tally.read(), task.read(), size));
        if (uncommitted >= MAILS_IN_A_COMMIT && index.isPresent()) {
            commit();
            desk.catalogue().database().begin();
        }
    }

    private void enter(Source source, Fault fault) {
        tally.add(source.name(), fault);
        desk.catalogue().fault(source.name(), fault);
    }

    private void commit() throws IOException {
        if (uncommitted > 0) {
            desk.packs().force();
            desk.catalogue().packed(desk.packs().end());
        }
        desk.catalogue().database().commit();
        uncommitted = 0;
        if (uncommittedInIndex >= MAILS_IN_AN_INDEX_COMMIT && index.isPresent()) {
            Long first = unindexed.ceiling(0L);
            index.get().commit(first == null ? registrar.last() : first - 1);
            uncommittedInIndex = 0;
        }
    }
}
