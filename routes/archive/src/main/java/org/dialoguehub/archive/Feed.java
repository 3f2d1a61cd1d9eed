package org.dialoguehub.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.dialoguehub.archive.MailSource.Chunk;
import org.dialoguehub.archive.MailSource.Fault;
import org.jspecify.annotations.Nullable;

/** Gives out the chunks of all sources to whoever parses them, and notes their order. Safe for use by several threads. */
final class Feed implements AutoCloseable {
    private final Iterator<Start> sources;
    private final BlockingQueue<Task> inOrder;
    private @Nullable Start start;
    private @Nullable MailSource open;
    private long readBefore;

    /** @param inOrder gets everything in the order of the sources, and an {@link Task#end} */
    Feed(List<Start> sources, BlockingQueue<Task> inOrder) {
        this.sources = sources.iterator();
        this.inOrder = inOrder;
    }

    /** A source, and the place in it from which to read; empty for its beginning. */
    record Start(Source source, String place) {}

    /**
     * Something to do in order: to enter a chunk once it is parsed, or to note that a source was read to its end.
     *
     * @param read how many bytes of all sources were read by then
     */
    record Task(Optional<Source> source, Optional<Chunk> chunk, Optional<Fault> fault, CompletableFuture<Parcel> parcel, long read) {
        static Task end() {
            return new Task(Optional.empty(), Optional.empty(), Optional.empty(), new CompletableFuture<>(), 0);
        }

        boolean isEnd() {
            return source.isEmpty();
        }
    }

    /** The next chunk, which the caller parses; null if there is no more. */
    synchronized @Nullable Task next() {
        while (true) {
            MailSource reading = open;
            Start from = start;
            if (reading != null && from != null) {
                Optional<Fault> fault = Optional.empty();
                try {
                    Chunk chunk = reading.next();
                    if (chunk != null) {
                        return put(from, Optional.of(chunk), Optional.empty());
                    }
                } catch (IOException broken) {
                    fault = Optional.of(new Fault("the rest of it", String.valueOf(broken.getMessage())));
                }
                close();
                put(from, Optional.empty(), fault);
            }
            if (!sources.hasNext()) {
                inOrder.add(Task.end());
                return null;
            }
            open(sources.next());
        }
    }

    private void open(Start next) {
        start = next;
        try {
            open = next.source().open(next.place());
        } catch (IOException unreadable) {
            var fault = new Fault("all of it", String.valueOf(unreadable.getMessage()));
            put(next, Optional.empty(), Optional.of(fault));
        }
    }

    private Task put(Start from, Optional<Chunk> chunk, Optional<Fault> fault) {
        MailSource reading = open;
        long read = readBefore + (reading == null ? 0 : reading.read());
        var task = new Task(Optional.of(from.source()), chunk, fault, new CompletableFuture<>(), read);
        inOrder.add(task);
        return task;
    }

    @Override
    public synchronized void close() {
        MailSource reading = open;
        open = null;
        if (reading != null) {
            readBefore += reading.read();
            try {
                reading.close();
            } catch (IOException useless) {
                // What it had was read.
            }
        }
    }

    /** Parses a chunk; what cannot be parsed is a fault, never a failure. */
    static Parcel parse(LetterReader reader, Task task) {
        Chunk chunk = task.chunk().orElseThrow();
        List<Parcel.Item> items = new ArrayList<>(chunk.mails().size());
        List<Fault> faults = new ArrayList<>(chunk.faults());
        for (MailSource.Span span : chunk.mails()) {
            try {
                byte[] bytes = chunk.bytes().array();
                items.add(Parcel.Item.of(reader.read(bytes, span.from(), span.to()), bytes, span.from(), span.to()));
            } catch (IOException | RuntimeException unreadable) {
                faults.add(new Fault(span.name(), "it cannot be parsed: " + unreadable));
            }
        }
        return Parcel.of(task.source().orElseThrow(), items, faults);
    }
}
