package org.dialoguehub.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dialoguehub.archive.Editing.Edit;
import org.dialoguehub.model.Audience;
import org.jspecify.annotations.Nullable;

/** What the archive knows of its mails, their labels and their sources. For one thread at a time. */
final class Catalogue implements AutoCloseable {
    private static final int AT_ONCE = 128;
    private static final int FEW = 16;
    private static final String EDITS = "SELECT id, node, kind, adopted FROM edits WHERE undone = 0";

    private final Database database;

    Catalogue(Database database) {
        this.database = database;
    }

    Database database() {
        return database;
    }

    /** The number of the newest mail. */
    long last() {
        return database.first(row -> row.getLong(1), "SELECT COALESCE(MAX(number), 0) FROM messages").orElseThrow();
    }

    long packed() {
        return database.first(row -> row.getLong(1), "SELECT address FROM packed").orElseThrow();
    }

    void packed(long address) {
        database.update("UPDATE packed SET address = ?", address);
    }

    void add(Row row) {
        database.update("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row.number(), row.node(),
                row.content().high(), row.content().low(), row.words(),
                row.block(), row.at(), row.length(), row.sent(), row.address(), row.name(), row.subject(), row.flags());
    }

    /** Puts another text in the place of a mail's. */
    void change(long number, Letter letter, long block, int length, int cut) {
        database.update("DELETE FROM cuts WHERE message = ?", number);
        database.update("UPDATE messages SET high = ?, low = ?, words = ?, block = ?, at = 0, length = ?, subject = ?,"
                + " flags = flags & ~" + Letter.CUT + " | ? WHERE number = ?",
                letter.content().high(), letter.content().low(), letter.words(), block, length, letter.subject(), cut, number);
    }

    /** Where a content is, if it is here. */
    Optional<Long> content(Fingerprint content) {
        return database.first(row -> row.getLong(1), "SELECT block FROM contents WHERE high = ? AND low = ?", content.high(),
                content.low());
    }

    void content(Fingerprint content, long block) {
        database.update("INSERT INTO contents VALUES (?, ?, ?)", content.high(), content.low(), block);
    }

    void cut(long message, Cut cut) {
        database.update("INSERT INTO cuts VALUES (?, ?, ?, ?, ?, ?)", message, cut.at(), cut.content().high(), cut.content().low(),
                cut.line(),
                cut.crlf());
    }

    /** What was taken out of a mail, in its order. */
    List<Cut> cuts(long message) {
        return database.list(
                row -> new Cut(row.getInt(1), new Fingerprint(row.getLong(2), row.getLong(3)), row.getInt(4), row.getBoolean(5)),
                "SELECT at, high, low, line, crlf FROM cuts WHERE message = ? ORDER BY at", message);
    }

    Optional<Row> row(long number) {
        return database.first(Row::of, "SELECT " + Row.COLUMNS + " FROM messages m WHERE m.number = ?", number);
    }

    List<Row> rows(long after, int limit) {
        return database.list(Row::of, "SELECT " + Row.COLUMNS + " FROM messages m WHERE m.number > ? ORDER BY m.number LIMIT ?", after,
                limit);
    }

    /** Mails with a label, behind a number. */
    List<Row> rowsIn(long label, long after, int limit) {
        return database.list(Row::of, "SELECT " + Row.COLUMNS + " FROM labelled l JOIN messages m ON m.number = l.message"
                + " WHERE l.label = ? AND l.message > ? ORDER BY l.message LIMIT ?", label, after, limit);
    }

    /** The threads of the mails with a label. */
    List<Long> threadsIn(long label) {
        return database.list(row -> row.getLong(1), "SELECT DISTINCT n.thread FROM labelled l JOIN messages m ON m.number = l.message"
                + " JOIN nodes n ON n.id = m.node WHERE l.label = ? ORDER BY n.thread", label);
    }

    /** A mail with its thread and its labels. */
    record Listed(Row row, long thread, Set<Long> labels) {}

    /** Some mails, by their number. */
    Map<Long, Listed> listed(Collection<Long> numbers) {
        var listed = new HashMap<Long, Listed>();
        some("SELECT " + Row.COLUMNS + ", n.thread, (SELECT GROUP_CONCAT(l.label) FROM labelled l WHERE l.message = m.number)"
                + " FROM messages m JOIN nodes n ON n.id = m.node WHERE m.number IN ",
                row -> new Listed(Row.of(row), row.getLong(14), ids(row.getString(15))), numbers)
                .forEach(each -> listed.put(each.row().number(), each));
        return listed;
    }

    private static Set<Long> ids(@Nullable String joined) {
        Set<Long> ids = new LinkedHashSet<>();
        for (String id : joined == null ? new String[0] : joined.split(",")) {
            ids.add(Long.valueOf(id));
        }
        return ids;
    }

    private <T> List<T> some(String sql, Database.Reader<T> reader, Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        if (numbers.size() > AT_ONCE) {
            throw new IllegalArgumentException("at most " + AT_ONCE + " at once");
        }
        int size = numbers.size() <= FEW ? FEW : AT_ONCE;
        var values = new Object[size];
        int at = 0;
        for (long number : numbers) {
            values[at++] = number;
        }
        while (at < size) {
            values[at++] = Long.MIN_VALUE;
        }
        return database.list(reader, sql + "(" + String.join(", ", Collections.nCopies(size, "?")) + ")", values);
    }

    // Labels

    /** A group or a tag. */
    record Label(long id, boolean group, String name, boolean open) {
        /** Who may read what is in a group. */
        Audience audience() {
            return open ? new Audience.Organization() : Audience.circle(name);
        }
    }

    Map<Long, Label> labels() {
        var labels = new TreeMap<Long, Label>();
        database.list(row -> new Label(row.getLong(1), row.getString(2).equals("group"), row.getString(3), row.getBoolean(4)),
                "SELECT id, kind, name, open FROM labels").forEach(label -> labels.put(label.id(), label));
        return labels;
    }

    /** A label, made if it is missing. One that is there stays as open as it is. */
    Label label(boolean group, String name, boolean open) {
        String kind = group ? "group" : "tag";
        database.update("INSERT INTO labels (kind, name, open) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", kind, name, open);
        return database.first(row -> new Label(row.getLong(1), group, name, row.getBoolean(2)),
                "SELECT id, open FROM labels WHERE kind = ? AND name = ?", kind, name).orElseThrow();
    }

    /** Labels a mail; says whether it had not got the label. */
    boolean label(long message, long label) {
        return database.update("INSERT INTO labelled VALUES (?, ?) ON CONFLICT DO NOTHING", message, label) == 1;
    }

    /** Takes all labels from a mail, so that nobody may read it. */
    void unlabel(long message) {
        database.update("DELETE FROM labelled WHERE message = ?", message);
    }

    Set<Long> labelsOf(long message) {
        return new LinkedHashSet<>(database.list(row -> row.getLong(1), "SELECT label FROM labelled WHERE message = ?", message));
    }

    /** The groups that a mail is in. */
    List<Label> groupsOf(long message) {
        return database.list(row -> new Label(row.getLong(1), true, row.getString(2), row.getBoolean(3)), "SELECT l.id, l.name, l.open"
                + " FROM labelled x JOIN labels l ON l.id = x.label WHERE x.message = ? AND l.kind = 'group' ORDER BY l.id", message);
    }

    /** Notes that a mail has to be indexed again. */
    void unindexed(long message) {
        database.update("INSERT INTO unindexed VALUES (?) ON CONFLICT DO NOTHING", message);
    }

    List<Long> unindexed() {
        return database.list(row -> row.getLong(1), "SELECT message FROM unindexed ORDER BY message");
    }

    void indexed(long message) {
        database.update("DELETE FROM unindexed WHERE message = ?", message);
    }

    // Sources

    /** How far a source was read. */
    record Progress(String place, boolean complete, long size, long modified) {}

    Optional<Progress> progress(String path, long label) {
        return database.first(row -> new Progress(row.getString(1), row.getBoolean(2), row.getLong(3), row.getLong(4)),
                "SELECT place, complete, size, modified FROM sources WHERE path = ? AND label = ?", path, label);
    }

    void progress(String path, long label, Progress progress) {
        database.update("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (path, label) DO UPDATE SET place = excluded.place,"
                + " complete = excluded.complete, size = excluded.size, modified = excluded.modified",
                path, label, progress.place(), progress.complete(), progress.size(), progress.modified());
    }

    void fault(String path, MailSource.Fault fault) {
        database.update("INSERT INTO faults VALUES (?, ?, ?) ON CONFLICT (path, name) DO UPDATE SET reason = excluded.reason", path,
                fault.name(),
                fault.reason());
    }

    // Decisions by hand

    void add(Edit edit, String who, Instant now) {
        database.update("INSERT INTO edits (node, kind, adopted, by_whom, decided, undone) VALUES (?, ?, ?, ?, ?, 0)", edit.node(),
                edit.kind(), edit.adopted(), who, now.getEpochSecond());
    }

    /** The last decision that was not taken back. */
    Optional<Edit> lastEdit() {
        return database.first(Catalogue::edit, EDITS + " ORDER BY id DESC LIMIT 1");
    }

    /** The same, about one node. */
    Optional<Edit> lastEdit(long node) {
        return database.first(Catalogue::edit, EDITS + " AND node = ? ORDER BY id DESC LIMIT 1", node);
    }

    void undone(long edit) {
        database.update("UPDATE edits SET undone = 1 WHERE id = ?", edit);
    }

    private static Edit edit(ResultSet row) throws SQLException {
        return new Edit(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4));
    }

    // Notes of the hub

    /** Where a note of the hub stands. */
    Optional<Long> nodeOf(String note) {
        return database.first(row -> row.getLong(1), "SELECT node FROM notes WHERE note = ?", note);
    }

    void noteAt(String note, long node) {
        database.update("INSERT INTO notes VALUES (?, ?) ON CONFLICT DO NOTHING", note, node);
    }

    /** The mail that stands at a node. */
    Optional<Long> messageAt(long node) {
        return database.first(row -> row.getLong(1), "SELECT message FROM nodes WHERE id = ? AND message <> 0", node);
    }

    /** The note of the hub that stands at a node, if there is one. */
    Optional<String> noteAt(long node) {
        return database.first(row -> row.getString(1), "SELECT note FROM notes WHERE node = ?", node);
    }

    // Threads

    /** A place in a thread, and the mail that is there, if it is here. */
    record Place(long node, long above, Optional<Row> mail) {
        /** Those that are missing come first; what was sent in the same second, in the order in which it came. */
        static final Comparator<Place> OLDEST_FIRST = Comparator
                .comparingLong((Place place) -> place.mail().map(Row::sent).orElse(Long.MIN_VALUE))
                .thenComparingLong(place -> place.mail().map(Row::number).orElse(0L));
    }

    List<Place> thread(long thread) {
        return database.list(row -> {
            long above = switch (row.getInt(16)) {
                case Node.SPLIT -> Node.NONE;
                case Node.MERGED -> row.getLong(17);
                default -> row.getLong(15);
            };
            return new Place(row.getLong(14), above, row.getLong(1) == 0 ? Optional.empty() : Optional.of(Row.of(row)));
        }, "SELECT " + Row.COLUMNS + ", n.id, n.parent, n.hand, n.adopted FROM nodes n LEFT JOIN messages m ON m.number = n.message"
                + " WHERE n.thread = ?", thread);
    }

    /** The newest mail that began a talk on this subject, which is known by its digest. */
    Optional<Long> lastWithSubject(long subject) {
        return database.first(row -> row.getLong(1), "SELECT message FROM subjects WHERE digest = ?", subject);
    }

    void lastWithSubject(long subject, long message) {
        database.update("INSERT INTO subjects VALUES (?, ?) ON CONFLICT (digest) DO UPDATE SET message = excluded.message", subject,
                message);
    }

    void flag(long number, int flag) {
        database.update("UPDATE messages SET flags = flags | ? WHERE number = ?", flag, number);
    }

    /** The mail above a node, if it is here. */
    Optional<Long> parentOf(long node) {
        return database.first(row -> row.getLong(1), "SELECT p.message FROM nodes n JOIN nodes p ON p.id ="
                + " CASE n.hand WHEN 0 THEN n.parent WHEN 2 THEN n.adopted ELSE 0 END WHERE n.id = ? AND p.message <> 0", node);
    }

    boolean isParentHere(long node) {
        return database.first(row -> true, "SELECT 1 FROM nodes n JOIN nodes p ON p.id = n.parent WHERE n.id = ? AND p.message <> 0", node)
                .isPresent();
    }

    Optional<Long> threadOf(long number) {
        return database.first(row -> row.getLong(1), "SELECT n.thread FROM messages m JOIN nodes n ON n.id = m.node WHERE m.number = ?",
                number);
    }

    /** The numbers of the mails that were answered, by mails that are here. */
    List<Long> answered() {
        return database.list(row -> row.getLong(1),
                "SELECT DISTINCT p.message FROM nodes c JOIN nodes p ON p.id = CASE c.hand WHEN 0 THEN c.parent WHEN 2 THEN c.adopted ELSE 0 END"
                        + " WHERE c.message <> 0 AND p.message <> 0");
    }

    @Override
    public void close() {
        database.close();
    }
}
