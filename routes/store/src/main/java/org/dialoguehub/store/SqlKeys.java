package org.dialoguehub.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.engine.Keys;
import org.dialoguehub.engine.Right;

record SqlKeys(Sql sql) implements Keys {
    private static final String SELECT = "SELECT name, digest, rights, created, expires FROM hub_keys ";

    @Override
    public boolean add(Key key) {
        return sql.update(
                "INSERT INTO hub_keys (name, digest, rights, created, expires) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                key.name(),
                key.digest(),
                key.rights().stream().sorted().map(Right::word).collect(Collectors.joining(",")),
                key.created(),
                key.expires()) == 1;
    }

    @Override
    public Optional<Key> find(String digest) {
        return sql.first(SqlKeys::key, SELECT + "WHERE digest = ?", digest);
    }

    @Override
    public List<Key> all() {
        return sql.list(SqlKeys::key, SELECT + "ORDER BY name");
    }

    @Override
    public boolean remove(String name) {
        return sql.update("DELETE FROM hub_keys WHERE name = ?", name) == 1;
    }

    private static Key key(Row row) throws SQLException {
        return new Key(row.text(), row.text(), rights(row.text()), row.time(), row.optionalTime());
    }

    private static Set<Right> rights(String words) {
        return Stream.of(words.split(",", -1)).map(Right::read).collect(Collectors.toSet());
    }
}
