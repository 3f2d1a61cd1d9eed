package org.dialoguehub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One row of a result, read from left to right: each call gives the next column. */
final class Row {
    private final ResultSet result;
    private final Sql sql;
    private int column;

    Row(ResultSet result, Sql sql) {
        this.result = result;
        this.sql = sql;
    }

    /** Goes to the next row; false if there is none. */
    boolean next() throws SQLException {
        column = 0;
        return result.next();
    }

    /** What stands in a column with an index: an id, or another name. */
    String name() throws SQLException {
        return sql.whole(text());
    }

    Optional<String> optionalName() throws SQLException {
        return optional().map(sql::whole);
    }

    String text() throws SQLException {
        return optional().orElseThrow(() -> new IllegalStateException("Column " + column + " is NULL"));
    }

    Optional<String> optional() throws SQLException {
        return Optional.ofNullable(result.getString(++column));
    }

    long number() throws SQLException {
        return result.getLong(++column);
    }

    int small() throws SQLException {
        return result.getInt(++column);
    }

    boolean truth() throws SQLException {
        return number() == 1;
    }

    OptionalLong optionalNumber() throws SQLException {
        long number = number();
        return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    Instant time() throws SQLException {
        return Times.instant(number());
    }

    Optional<Instant> optionalTime() throws SQLException {
        OptionalLong micros = optionalNumber();
        return micros.isPresent() ? Optional.of(Times.instant(micros.getAsLong())) : Optional.empty();
    }

    /** Bytes, none if they are not here. */
    byte[] bytes() throws SQLException {
        byte @Nullable [] bytes = result.getBytes(++column);
        return bytes == null ? new byte[0] : bytes;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }
}
