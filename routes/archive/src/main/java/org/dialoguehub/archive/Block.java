package org.dialoguehub.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;

/** Several mails pressed together by zstd, as they stand in a pack. */
final class Block {
    /** The most bytes of one block, packed or not. */
    static final int LARGEST = 128 << 20;

    private static final int LEVEL = 1;

    private final byte[] packed;
    private final int length;

    /** @param length of what is in it */
    Block(byte[] packed, int length) {
        this.packed = packed;
        this.length = length;
    }

    static Block pack(byte[] bytes) {
        return new Block(Zstd.compress(bytes, LEVEL), bytes.length);
    }

    byte[] packed() {
        return packed;
    }

    int length() {
        return length;
    }

    byte[] unpack() throws IOException {
        try {
            return Zstd.decompress(packed, length);
        } catch (ZstdException damaged) {
            throw new IOException("A block cannot be unpacked: restore the packs from a backup", damaged);
        }
    }
}
