package org.dialoguehub.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The mails of an mbox, which is read once from the front. */
final class MboxSource implements MailSource {
    private final InputStream stream;
    private final LongSupplier read;
    private byte[] buffer = new byte[CHUNK + (CHUNK >> 2)];
    private int filled;
    private long offset;
    private boolean ended;
    private @Nullable String cut;

    /**
     * Reads on from a place.
     *
     * @param stream of which the bytes up to the place were read already
     * @param place a number of bytes, behind which a separator stands
     * @param read how many bytes were read from the disk
     */
    MboxSource(InputStream stream, long place, LongSupplier read) {
        this.stream = stream;
        this.offset = place;
        this.read = read;
    }

    @Override
    public @Nullable Chunk next() throws IOException {
        fill();
        if (filled == 0) {
            return cutOff();
        }
        List<Span> mails = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        int at = 0;
        while (at < filled && at < CHUNK && mails.size() < MOST) {
            int from = Mbox.behindLine(buffer, at, filled);
            int next = from == filled && !ended ? -1 : Mbox.next(buffer, from, filled, ended);
            if (next >= 0) {
                if (next > from) {
                    mails.add(new Span(from, Mbox.end(buffer, from, next), "byte " + (offset + at)));
                }
                at = next;
            } else if (at > 0) {
                break;
            } else if (filled >= LARGEST) {
                faults.add(new Fault("byte " + offset, "it is larger than " + (LARGEST >> 20) + " MB"));
                skip();
                return new Chunk(new Bytes(new byte[0]), List.of(), String.valueOf(offset), faults);
            } else {
                buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, LARGEST));
                fill();
            }
        }
        return handOver(at, mails, faults);
    }

    private Chunk handOver(int end, List<Span> mails, List<Fault> faults) {
        byte[] whole = buffer;
        buffer = new byte[Math.max(CHUNK + (CHUNK >> 2), filled - end)];
        System.arraycopy(whole, end, buffer, 0, filled - end);
        filled -= end;
        offset += end;
        return new Chunk(new Bytes(whole), mails, String.valueOf(offset), faults);
    }

    /** Goes on to the separator behind a mail that is too large. */
    private void skip() throws IOException {
        int keep = 4_096;
        int next = -1;
        while (next < 0 && filled > 0) {
            int dropped = Math.max(0, filled - keep);
            System.arraycopy(buffer, dropped, buffer, 0, filled - dropped);
            offset += dropped;
            filled -= dropped;
            int before = filled;
            fill();
            if (ended && filled == before) {
                next = filled;
            } else {
                // From the start of a line on: the first may be the rest of one.
                next = Mbox.next(buffer, Mbox.behindLine(buffer, 0, filled), filled, ended);
            }
        }
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        offset += next;
        filled -= next;
    }

    private void fill() throws IOException {
        while (!ended && filled < buffer.length) {
            try {
                int count = stream.read(buffer, filled, buffer.length - filled);
                ended = count < 0;
                filled += Math.max(count, 0);
            } catch (IOException broken) {
                ended = true;
                cut = "what follows cannot be read: " + broken.getMessage();
            }
        }
    }

    /** Says once that a packed file was cut off or damaged: what came before is whole. */
    private @Nullable Chunk cutOff() {
        String reason = cut;
        cut = null;
        return reason == null
                ? null
                : new Chunk(new Bytes(new byte[0]), List.of(), String.valueOf(offset), List.of(new Fault("byte " + offset, reason)));
    }

    @Override
    public long read() {
        return read.getAsLong();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
