package org.dialoguehub.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Threads in the archive's database, with those in memory that were used of late. What changes is written by {@link #flush}. */
final class SqlNodes implements Nodes {
    private static final int KEPT = 100_000;
    private static final int AT_ONCE = 500;
    private static final String COLUMNS = "SELECT id, parent, sure, hand, adopted, thread, message FROM nodes ";
    private static final String SOME = COLUMNS + "WHERE id IN (" + String.join(", ", Collections.nCopies(AT_ONCE, "?")) + ")";

    private final Database database;
    private final Map<Long, Node> known = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Node> changed = new ArrayList<>();
    private final Set<Long> absent = new HashSet<>();
    private final Map<Long, Long> sizes = new HashMap<>();
    private final Set<Long> resized = new HashSet<>();
    private long threads;

    SqlNodes(Database database) {
        this.database = database;
        this.threads = database.first(row -> row.getLong(1), "SELECT COALESCE(MAX(id), 0) FROM threads").orElseThrow();
    }

    /** Loads together what will be asked for soon. */
    void prepare(Collection<Long> ids) {
        List<Long> missing = ids.stream().filter(id -> !known.containsKey(id) && !absent.contains(id)).distinct().toList();
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            var some = new Object[AT_ONCE];
            Arrays.fill(some, missing.get(from));
            for (int at = 0; at < Math.min(AT_ONCE, missing.size() - from); at++) {
                some[at] = missing.get(from + at);
            }
            database.list(this::node, SOME, some).forEach(node -> known.put(node.id(), node));
        }
        for (long id : missing) {
            if (!known.containsKey(id)) {
                absent.add(id);
            }
        }
    }

    @Override
    public @Nullable Node find(long id) {
        Node node = known.get(id);
        if (node == null && !absent.contains(id)) {
            node = database.first(this::node, COLUMNS + "WHERE id = ?", id).orElse(null);
            if (node != null) {
                known.put(id, node);
            }
        }
        return node;
    }

    @Override
    public Node add(long id) {
        Node node = Node.fresh(id, changed::add);
        node.thread(newThread());
        resize(node.thread(), 1);
        known.put(id, node);
        absent.remove(id);
        return node;
    }

    @Override
    public List<Node> of(long thread) {
        write();
        List<Node> all = new ArrayList<>();
        for (Node node : database.list(this::node, COLUMNS + "WHERE thread = ?", thread)) {
            Node here = known.putIfAbsent(node.id(), node);
            all.add(here == null ? node : here);
        }
        return all;
    }

    @Override
    public long newThread() {
        sizes.put(++threads, 0L);
        return threads;
    }

    @Override
    public long size(long thread) {
        return sizes.computeIfAbsent(
                thread, id -> database.first(row -> row.getLong(1), "SELECT size FROM threads WHERE id = ?", id).orElse(0L));
    }

    @Override
    public void resize(long thread, long by) {
        sizes.put(thread, size(thread) + by);
        resized.add(thread);
    }

    /** Writes what changed, and forgets what was not used of late. */
    void flush() {
        write();
        for (long thread : resized) {
            long size = sizes.getOrDefault(thread, 0L);
            if (size == 0) {
                database.update("DELETE FROM threads WHERE id = ?", thread);
            } else {
                database.update("INSERT INTO threads VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET size = excluded.size", thread, size);
            }
        }
        resized.clear();
        absent.clear();
        if (sizes.size() > KEPT) {
            sizes.clear();
        }
        var oldest = known.entrySet().iterator();
        for (int surplus = known.size() - KEPT; surplus > 0; surplus--) {
            oldest.next();
            oldest.remove();
        }
    }

    private void write() {
        for (Node node : changed) {
            if (node.isFresh()) {
                database.update(
                        "INSERT INTO nodes VALUES (?, ?, ?, ?, ?, ?, ?)",
                        node.id(), node.parent(), node.isSure(), node.hand(), node.adopted(), node.thread(), node.message());
            } else {
                database.update(
                        "UPDATE nodes SET parent = ?, sure = ?, hand = ?, adopted = ?, thread = ?, message = ? WHERE id = ?",
                        node.parent(), node.isSure(), node.hand(), node.adopted(), node.thread(), node.message(), node.id());
            }
            node.written();
        }
        changed.clear();
    }

    private Node node(ResultSet row) throws SQLException {
        return Node.kept(
                row.getLong(1), changed::add, row.getLong(2), row.getBoolean(3), row.getInt(4), row.getLong(5), row.getLong(6),
                row.getLong(7));
    }
}
