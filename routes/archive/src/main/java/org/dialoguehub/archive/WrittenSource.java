package org.dialoguehub.archive;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was said elsewhere, each entry written as a mail. A place is a number of entries. */
final class WrittenSource implements MailSource {
    private final Entries entries;
    private final MailWriter writer = new MailWriter();
    private long place;
    private @Nullable IOException broken;

    /** @param after how many entries were read before; empty for none */
    WrittenSource(Entries entries, String after) throws IOException {
        this.entries = entries;
        long skipped = after.isEmpty() ? 0 : Long.parseLong(after);
        while (place < skipped && entries.next() != null) {
            place++;
        }
    }

    /** Entries one after the other, always in the same order. */
    interface Entries extends Closeable {
        /** The next one, or null at the end. */
        @Nullable
        Entry next() throws IOException;

        /** How many bytes were read, as they stand on the disk. */
        long read();
    }

    /** Something that was said, or why it cannot be read. */
    record Entry(String name, Optional<Written> said, Optional<String> fault) {
        static Entry of(String name, Written said) {
            return new Entry(name, Optional.of(said), Optional.empty());
        }

        static Entry fault(String name, String why) {
            return new Entry(name, Optional.empty(), Optional.of(why));
        }
    }

    @Override
    public @Nullable Chunk next() throws IOException {
        if (broken != null) {
            throw broken;
        }
        var bytes = new ByteArrayOutputStream(CHUNK);
        List<Span> mails = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        long before = place;
        while (bytes.size() < CHUNK && mails.size() < MOST && faults.size() < MOST) {
            Entry entry = nextOrNull();
            if (entry == null) {
                break;
            }
            place++;
            entry.fault().ifPresent(why -> faults.add(new Fault(entry.name(), why)));
            if (entry.said().isPresent()) {
                int from = bytes.size();
                bytes.writeBytes(writer.write(entry.said().get()));
                mails.add(new Span(from, bytes.size(), entry.name()));
            }
        }
        IOException failure = broken;
        if (place == before && failure != null) {
            throw failure;
        }
        return place == before ? null : new Chunk(new Bytes(bytes.toByteArray()), mails, Long.toString(place), faults);
    }

    /** The next entry; what comes before a break is handed over first. */
    private @Nullable Entry nextOrNull() {
        try {
            return entries.next();
        } catch (IOException cut) {
            broken = cut;
            return null;
        }
    }

    @Override
    public long read() {
        return entries.read();
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }
}
