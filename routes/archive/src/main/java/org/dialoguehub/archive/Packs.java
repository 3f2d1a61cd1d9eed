package org.dialoguehub.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of bytes in files that only grow, at most about {@value #LARGEST} bytes each: {@code 000000.pack} and so on. A block has a lasting address, and is
 * durable after {@link #force}. What stands behind the last block that the catalogue knows was left by a crash, and is cut off by {@link #cutAfter}.
 *
 * <p>One thread at a time writes; any number read.
 */
final class Packs implements AutoCloseable {
    private static final long LARGEST = 1L << 30;
    private static final int OFFSET_BITS = 36;
    private static final int HEADER = 12;

    private final Path folder;
    private final Map<Long, FileChannel> open = new ConcurrentHashMap<>();
    private @Nullable FileChannel writing;
    private long pack;
    private long end;

    Packs(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Prepares for writing behind this address, and forgets all that stands there. */
    void cutAfter(long address) throws IOException {
        pack = address >>> OFFSET_BITS;
        end = address & (1L << OFFSET_BITS) - 1;
        for (long later = pack + 1; Files.deleteIfExists(file(later)); later++) {
            open.remove(later);
        }
        writing = writable();
        writing.truncate(end);
        if (writing.size() < end) {
            throw new IOException(file(pack) + " is shorter than the catalogue says: restore it from a backup");
        }
    }

    /** The address of what will be appended next. */
    long end() {
        return pack << OFFSET_BITS | end;
    }

    /** Appends a block, as {@link Block#pack} makes it, and gives its address. */
    long append(Block block) throws IOException {
        if (end >= LARGEST) {
            force();
            pack++;
            end = 0;
            writing = writable();
        }
        long address = end();
        ByteBuffer header = ByteBuffer.allocate(HEADER).putInt(block.packed().length).putInt(block.length()).putInt(sum(block.packed()));
        FileChannel channel = channel();
        end += write(channel, header.flip(), end);
        end += write(channel, ByteBuffer.wrap(block.packed()), end);
        return address;
    }

    /** Makes durable what was appended. */
    void force() throws IOException {
        channel().force(false);
    }

    /** The block at an address. */
    byte[] read(long address) throws IOException {
        FileChannel channel = readable(address >>> OFFSET_BITS);
        long offset = address & (1L << OFFSET_BITS) - 1;
        ByteBuffer header = read(channel, offset, HEADER);
        int packedLength = header.getInt();
        int length = header.getInt();
        if (packedLength < 0 || packedLength > Block.LARGEST || length < 0 || length > Block.LARGEST) {
            throw damaged(address);
        }
        int sum = header.getInt();
        byte[] packed = read(channel, offset + HEADER, packedLength).array();
        if (sum(packed) != sum) {
            throw damaged(address);
        }
        return new Block(packed, length).unpack();
    }

    private static IOException damaged(long address) {
        return new IOException("The block " + Long.toHexString(address) + " is damaged: restore the packs from a backup");
    }

    private FileChannel channel() {
        FileChannel channel = writing;
        if (channel == null) {
            throw new IllegalStateException("The packs were opened for reading only");
        }
        return channel;
    }

    private FileChannel writable() throws IOException {
        FileChannel before = writing;
        if (before != null) {
            before.close();
        }
        FileChannel channel = FileChannel.open(file(pack), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
        return channel;
    }

    private FileChannel readable(long number) throws IOException {
        FileChannel known = open.get(number);
        if (known != null) {
            return known;
        }
        FileChannel channel = FileChannel.open(file(number), StandardOpenOption.READ);
        FileChannel other = open.putIfAbsent(number, channel);
        if (other != null) {
            channel.close();
            return other;
        }
        return channel;
    }

    private Path file(long number) {
        return folder.resolve("%06d.pack".formatted(number));
    }

    private static int sum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static long write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        return at - position;
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("A pack ends at " + (position + bytes.position()) + ", in the middle of a block");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() {
        try {
            for (FileChannel channel : open.values()) {
                channel.close();
            }
            FileChannel channel = writing;
            if (channel != null) {
                channel.close();
            }
        } catch (IOException useless) {
            // What was to last was forced before.
        }
    }
}
