package org.dialoguehub.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteRef;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of work can do on the database. After a statement has failed the unit is lost as a whole: whatever it still tries fails, too, on
 * every database alike.
 */
final class Sql {
    /** How many values a list in a statement may have; few sizes, so that few statements are prepared. */
    private static final int[] LISTS = {1, 4, 16, 64, 256};

    private final Statements statements;
    private final boolean changing;
    private final List<Runnable> afterwards = new ArrayList<>(0);
    private boolean over;
    private @Nullable RuntimeException failure;

    Sql(Statements statements, boolean changing) {
        this.statements = statements;
        this.changing = changing;
    }

    Dialect dialect() {
        return statements.dialect();
    }

    <T> List<T> list(Row.Reader<T> reader, String sql, @Nullable Object... values) {
        return run(sql, statement -> {
            bindAll(statement, values);
            var list = new ArrayList<T>();
            try (ResultSet result = statement.executeQuery()) {
                var row = new Row(result, this);
                while (row.next()) {
                    list.add(reader.read(row));
                }
            }
            return list;
        });
    }

    /** The first row, if there is one. */
    <T> Optional<T> first(Row.Reader<T> reader, String sql, @Nullable Object... values) {
        List<T> list = list(reader, sql, values);
        return list.isEmpty() ? Optional.empty() : Optional.of(list.getFirst());
    }

    /** The rows with one of these keys, of which the statement has the place {@code IN (*)} behind all other values. */
    <T> List<T> among(Row.Reader<T> reader, String sql, Collection<?> keys, Object... values) {
        var all = new ArrayList<T>();
        List<?> distinct = keys.stream().distinct().toList();
        int most = LISTS[LISTS.length - 1];
        for (int from = 0; from < distinct.size(); from += most) {
            List<?> some = distinct.subList(from, Math.min(distinct.size(), from + most));
            all.addAll(list(reader, sql.replace("IN (*)", "IN " + marks(some.size())), filled(values, some)));
        }
        return all;
    }

    /**
     * Changes rows.
     *
     * @return how many
     */
    int update(String sql, @Nullable Object... values) {
        requireChanging();
        return run(sql, statement -> {
            bindAll(statement, values);
            return statement.executeUpdate();
        });
    }

    /** Adds a row; the statement returns its number, unless there was one in its way. */
    OptionalLong insert(String sql, @Nullable Object... values) {
        requireChanging();
        return first(row -> OptionalLong.of(row.number()), sql, values).orElse(OptionalLong.empty());
    }

    /** Does this once the work is durable, and not at all if it is not. Must be short and never fail. */
    void afterwards(Runnable action) {
        afterwards.add(action);
    }

    /** Ends the unit; nothing can be done with it any more. */
    void end() {
        over = true;
    }

    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    List<Runnable> afterwards() {
        return afterwards;
    }

    private <T> T run(String sql, Use<T> use) {
        if (over) {
            throw new IllegalStateException("The transaction is over; use it only inside the work that it was given to");
        }
        if (failure != null) {
            throw new IllegalStateException("The transaction has failed already: " + failure.getMessage(), failure);
        }
        try {
            return use.of(statements.prepare(sql));
        } catch (SQLException failed) {
            statements.forget(sql);
            failure = dialect().failure(failed);
            throw failure;
        }
    }

    private void requireChanging() {
        if (!changing) {
            throw new IllegalStateException("Work that only reads tried to change something");
        }
    }

    private static String marks(int needed) {
        return "(" + String.join(", ", Collections.nCopies(size(needed), "?")) + ")";
    }

    private static int size(int needed) {
        int step = 0;
        while (LISTS[step] < needed) {
            step++;
        }
        return LISTS[step];
    }

    /** The values, and the keys behind them, the last one repeated until a size is full. */
    private static Object[] filled(Object[] values, List<?> keys) {
        var all = new ArrayList<Object>(List.of(values));
        all.addAll(keys);
        for (int missing = size(keys.size()) - keys.size(); missing > 0; missing--) {
            all.add(keys.getLast());
        }
        return all.toArray();
    }

    private void bindAll(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int at = 0; at < values.length; at++) {
            bind(statement, at + 1, values[at]);
        }
    }

    private void bind(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(at, Types.NULL);
            case Optional<?> optional -> bind(statement, at, optional.orElse(null));
            case OptionalLong optional when optional.isPresent() -> statement.setLong(at, optional.getAsLong());
            case OptionalLong absent -> statement.setNull(at, Types.NULL);
            case String text -> statement.setString(at, text.replace("\0", "")); // PostgreSQL has no such character
            case GroupId id -> statement.setString(at, id.value());
            case NoteRef id -> bind(statement, at, shorten(id.value()));
            case ChannelId id -> bind(statement, at, shorten(id.value()));
            case AccountId id -> bind(statement, at, shorten(id.value()));
            case EventKey key -> bind(statement, at, shorten(key.value()));
            case Name name -> bind(statement, at, shorten(name.value()));
            case Long number -> statement.setLong(at, number);
            case Integer number -> statement.setInt(at, number);
            case Boolean truth -> statement.setInt(at, truth ? 1 : 0);
            case Instant time -> statement.setLong(at, Times.micros(time));
            case Enum<?> constant -> statement.setString(at, constant.name());
            case byte[] bytes -> statement.setBytes(at, bytes);
            default -> throw new IllegalArgumentException("No column holds a " + value.getClass().getName());
        }
    }

    /** What stands in a column with an index: the text itself, if an index can hold it. */
    private String shorten(String text) {
        if (!LongText.is(text)) {
            return text;
        }
        String digest = LongText.digest(text);
        if (changing) {
            update("INSERT INTO hub_long_texts (digest, text) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING", digest, text);
        }
        return digest;
    }

    /** The text that stands for what is in a column with an index. */
    String whole(String column) {
        return LongText.isDigest(column)
                ? first(Row::text, "SELECT text FROM hub_long_texts WHERE digest = ?", column).orElseThrow()
                : column;
    }

    /** A text that a column with an index holds, such as the name of a rule. */
    record Name(String value) {}

    /** Uses a statement. */
    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }
}
