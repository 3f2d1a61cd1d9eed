package org.dialoguehub.engine;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.dialoguehub.model.NoteId;

/** Makes ids that are unlike all others. */
record Tokens(InstantSource clock, RandomGenerator random) {
    private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26;

    /** 130 random bits as 26 characters of base 32 (RFC 4648, lower case). */
    String token() {
        var token = new StringBuilder(LENGTH);
        for (int index = 0; index < LENGTH; index++) {
            token.append(BASE_32.charAt(random.nextInt(BASE_32.length())));
        }
        return token.toString();
    }

    /** A UUID of version 7 (RFC 9562): the time first, so that neighbours in time are neighbours in an index. */
    NoteId noteId() {
        long high = (clock.millis() << 16) | 0x7000 | random.nextInt(1 << 12);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new NoteId(new UUID(high, low).toString());
    }
}
