package org.dialoguehub.archive;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dialoguehub.archive.Catalogue.Label;

/** Brings the index up to the catalogue, from the mails in the packs. */
final class Reindex {
    private static final int AT_ONCE = 500;
    private static final int IN_A_COMMIT = 50_000;

    private final Catalogue catalogue;
    private final Mails mails;
    private final Index index;
    private final LetterReader reader;

    Reindex(Desk desk, Index index, InstantSource clock) {
        this.catalogue = desk.catalogue();
        this.mails = new Mails(desk.catalogue(), desk.packs());
        this.index = index;
        this.reader = new LetterReader(clock);
    }

    /** Adds the mails that are not in the index yet. */
    void catchUp() throws IOException {
        Map<Long, Label> labels = catalogue.labels();
        long at = index.upTo();
        int uncommitted = 0;
        for (List<Row> rows = catalogue.rows(at, AT_ONCE); !rows.isEmpty(); rows = catalogue.rows(at, AT_ONCE)) {
            for (Row row : rows) {
                if (!row.is(Letter.GONE)) {
                    index.add(indexed(row, labels));
                }
                at = row.number();
            }
            uncommitted += rows.size();
            if (uncommitted >= IN_A_COMMIT) {
                index.commit(at);
                uncommitted = 0;
            }
        }
        if (uncommitted > 0) {
            index.commit(at);
        }
    }

    /** Indexes anew the mails whose labels have changed, and makes the index durable. */
    void finish() throws IOException {
        Map<Long, Label> labels = catalogue.labels();
        List<Long> changed = catalogue.unindexed();
        for (long number : changed) {
            Row row = catalogue.row(number).orElseThrow();
            if (row.is(Letter.GONE)) {
                index.remove(number);
            } else {
                index.replace(indexed(row, labels));
            }
        }
        index.commit(catalogue.last());
        if (!changed.isEmpty()) {
            catalogue.database().begin();
            changed.forEach(catalogue::indexed);
            catalogue.database().commit();
        }
    }

    private Indexed indexed(Row row, Map<Long, Label> labels) throws IOException {
        Set<Long> ids = catalogue.labelsOf(row.number());
        return new Indexed(row.number(), letter(row), !catalogue.isParentHere(row.node()), Registrar.names(ids, labels, true),
                Registrar.names(ids, labels, false));
    }

    private Letter letter(Row row) throws IOException {
        byte[] mail = mails.read(row);
        Letter letter = reader.read(mail, 0, mail.length);
        return letter.is(Letter.NO_DATE) && !row.is(Letter.NO_DATE) ? letter.at(row.sent()) : letter;
    }
}
