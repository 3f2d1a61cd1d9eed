package org.dialoguehub.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** A file that may be packed by gzip, xz or zstd; which one, its first bytes tell. What unpacks to absurdly much is given up. */
final class Unpacked extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int MOST_MEMORY_KIB = 128 << 10;
    /** Text is packed to a thousandth of its size by nobody. */
    private static final long MOST_TIMES = 1_000;
    private static final long ALLOWED = 100 << 20;

    private final InputStream inner;
    private final boolean packed;
    private final AtomicLong read;
    private long given;

    private Unpacked(InputStream inner, boolean packed, AtomicLong read) {
        this.inner = inner;
        this.packed = packed;
        this.read = read;
    }

    static Unpacked open(Path file) throws IOException {
        var read = new AtomicLong();
        InputStream counted = new Counted(Files.newInputStream(file), read);
        try {
            var buffered = new BufferedInputStream(counted, BUFFER);
            buffered.mark(8);
            byte[] magic = buffered.readNBytes(6);
            buffered.reset();
            InputStream inner = unpacked(buffered, magic);
            return new Unpacked(inner, !(inner instanceof BufferedInputStream), read);
        } catch (IOException broken) {
            counted.close();
            throw broken;
        }
    }

    private static InputStream unpacked(InputStream stream, byte[] magic) throws IOException {
        if (begins(magic, 0x1F, 0x8B)) {
            return new GZIPInputStream(stream, BUFFER);
        }
        if (begins(magic, 0xFD, '7', 'z', 'X', 'Z', 0)) {
            return new XZInputStream(stream, MOST_MEMORY_KIB);
        }
        return begins(magic, 0x28, 0xB5, 0x2F, 0xFD) ? new ZstdInputStreamNoFinalizer(stream) : stream;
    }

    private static boolean begins(byte[] bytes, int... magic) {
        for (int at = 0; at < magic.length; at++) {
            if (bytes.length <= at || (bytes[at] & 0xFF) != magic[at]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the file was packed. */
    boolean isPacked() {
        return packed;
    }

    /** How many bytes of the file were read. */
    long readSoFar() {
        return read.get();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int count = inner.read(target, from, length);
        given += Math.max(count, 0);
        if (given > ALLOWED && given / MOST_TIMES > read.get()) {
            throw new IOException("it unpacks to more than " + MOST_TIMES + " times its size");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }

    /** Counts what is read. */
    private static final class Counted extends FilterInputStream {
        private final AtomicLong read;

        Counted(InputStream inner, AtomicLong read) {
            super(inner);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            read.addAndGet(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = super.read(target, from, length);
            read.addAndGet(Math.max(count, 0));
            return count;
        }
    }
}
