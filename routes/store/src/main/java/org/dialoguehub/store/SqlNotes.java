package org.dialoguehub.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dialoguehub.engine.Notes;
import org.dialoguehub.json.ActivityJson;
import org.dialoguehub.model.NoteId;

record SqlNotes(Sql sql, ActivityJson json) implements Notes {
    private static final String SELECT = "SELECT id, thread, parent, state, audience, content, fingerprint FROM hub_notes ";

    @Override
    public Map<NoteId, Entry> find(Collection<NoteId> ids) {
        return sql.among(this::entry, SELECT + "WHERE id IN (*)", ids.stream().toList()).stream()
                .collect(Collectors.toUnmodifiableMap(Entry::id, Function.identity()));
    }

    @Override
    public void add(Entry entry) {
        sql.update(
                "INSERT INTO hub_notes (id, thread, parent, state, audience, content, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)",
                entry.id(),
                entry.thread(),
                entry.parent(),
                entry.state(),
                json.compact(entry.audience()),
                entry.content(),
                entry.fingerprint());
    }

    @Override
    public void replace(Entry entry) {
        int replaced = sql.update(
                """
                UPDATE hub_notes SET thread = ?, parent = ?, state = ?, audience = ?, content = ?, fingerprint = ?
                WHERE id = ?""",
                entry.thread(),
                entry.parent(),
                entry.state(),
                json.compact(entry.audience()),
                entry.content(),
                entry.fingerprint(),
                entry.id());
        if (replaced == 0) {
            throw new IllegalStateException("There is no note " + entry.id());
        }
    }

    @Override
    public void join(NoteId thread, NoteId into) {
        sql.update("UPDATE hub_notes SET thread = ? WHERE thread = ?", into, thread);
    }

    @Override
    public List<Entry> thread(NoteId thread, int skip, int limit) {
        return sql.list(
                this::entry, SELECT + "WHERE thread = ? ORDER BY place LIMIT ? OFFSET ?", thread, limit, skip + 1L);
    }

    private Entry entry(Row row) throws SQLException {
        return new Entry(
                new NoteId(row.name()),
                new NoteId(row.name()),
                row.optionalName().map(NoteId::new),
                State.valueOf(row.text()),
                json.readAudience(row.text()),
                row.optionalNumber(),
                row.text());
    }
}
