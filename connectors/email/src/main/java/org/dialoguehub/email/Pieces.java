package org.dialoguehub.email;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that are fetched piece by piece as they are read, so that no more than one piece is in memory. For one thread. */
final class Pieces extends InputStream {
    private static final int LENGTH = 1024 * 1024;

    private final Source source;
    private byte[] piece = new byte[0];
    private int at;
    private long offset;
    private boolean ended;

    Pieces(Source source) {
        this.source = source;
    }

    /** Where the pieces come from. */
    @FunctionalInterface
    interface Source {
        /** The bytes from an offset on; fewer than {@code length} only at the end. */
        byte[] piece(long offset, int length) throws IOException;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (at == piece.length && !ended) {
            piece = source.piece(offset, LENGTH);
            at = 0;
            offset += piece.length;
            ended = piece.length < LENGTH;
        }
        if (at == piece.length) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, target, from, count);
        at += count;
        return count;
    }
}
