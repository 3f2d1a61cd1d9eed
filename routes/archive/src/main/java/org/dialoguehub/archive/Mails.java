package org.dialoguehub.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Reads mails out of the packs, as they came. Keeps the block that was read last: what stands together is asked for together. For one thread at a time. */
final class Mails {
    private final Catalogue catalogue;
    private final Packs packs;
    private long block = -1;
    private byte[] bytes = new byte[0];

    Mails(Catalogue catalogue, Packs packs) {
        this.catalogue = catalogue;
        this.packs = packs;
    }

    /** A mail, byte by byte. */
    byte[] read(Row row) throws IOException {
        if (row.block() != block) {
            bytes = packs.read(row.block());
            block = row.block();
        }
        byte[] rest = Arrays.copyOfRange(bytes, row.at(), row.at() + row.length());
        if (!row.is(Letter.CUT)) {
            return rest;
        }
        var whole = new ByteArrayOutputStream(2 * rest.length);
        int at = 0;
        for (Cut cut : catalogue.cuts(row.number())) {
            Optional<Long> content = catalogue.content(cut.content());
            if (content.isEmpty()) {
                throw new IOException("What hung on mail " + row.number() + " is missing: restore the archive from a backup");
            }
            whole.write(rest, at, cut.at() - at);
            whole.writeBytes(cut.run(packs.read(content.get())));
            at = cut.at();
        }
        whole.write(rest, at, rest.length - at);
        return whole.toByteArray();
    }
}
