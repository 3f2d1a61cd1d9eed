package org.dialoguehub.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;

/**
 * Several mails pressed together, as they stand in a pack.
 *
 * @param packed zstd
 * @param length of what is in it
 */
record Block(byte[] packed, int length) {
    /** The most bytes of one block, packed or not. */
    static final int LARGEST = 128 << 20;

    private static final int LEVEL = 1;

    static Block pack(byte[] bytes) {
        return new Block(Zstd.compress(bytes, LEVEL), bytes.length);
    }

    byte[] unpack() throws IOException {
        try {
            return Zstd.decompress(packed, length);
        } catch (ZstdException damaged) {
            throw new IOException("A block cannot be unpacked: restore the packs from a backup", damaged);
        }
    }
}
