package org.dialoguehub.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A mail as the catalogue has it. */
record Row(long number, long node, Fingerprint content, long words, long block, int at, int length, long sent, String address, String name,
        String subject,
        int flags) {
    static final String COLUMNS =
            "m.number, m.node, m.high, m.low, m.words, m.block, m.at, m.length, m.sent, m.address, m.name, m.subject, m.flags";

    static Row of(ResultSet row) throws SQLException {
        return new Row(row.getLong(1), row.getLong(2), new Fingerprint(row.getLong(3), row.getLong(4)), row.getLong(5), row.getLong(6),
                row.getInt(7), row.getInt(8), row.getLong(9), row.getString(10), row.getString(11), row.getString(12), row.getInt(13));
    }

    /** When it was sent, if it has a date that can be. */
    Optional<Instant> time() {
        return is(Letter.NO_DATE) ? Optional.empty() : Optional.of(Instant.ofEpochSecond(sent));
    }

    boolean is(int flag) {
        return (flags & flag) != 0;
    }
}
