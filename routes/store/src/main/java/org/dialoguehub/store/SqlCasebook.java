package org.dialoguehub.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dialoguehub.broadcast.Casebook;
import org.dialoguehub.model.NoteId;

/** Each call in a transaction of its own. */
record SqlCasebook(Database database) implements Casebook {
    @Override
    public Map<NoteId, Handling> find(Collection<NoteId> conversations) {
        return database.read(sql -> sql.among(
                SqlCasebook::handling,
                "SELECT note, assignee, assigned_by, assigned_at, closed_by, closed_at, closed_after FROM hub_conversations WHERE note IN (*)",
                conversations))
                .stream()
                .collect(Collectors.toMap(Handling::conversation, Function.identity()));
    }

    private static Handling handling(Row row) throws SQLException {
        var note = new NoteId(row.name());
        Optional<String> to = row.optional();
        Optional<String> by = row.optional();
        Optional<Instant> at = row.optionalTime();
        Optional<String> closedBy = row.optional();
        Optional<Instant> closedAt = row.optionalTime();
        Optional<String> closedAfter = row.optionalName();
        return new Handling(
                note,
                to.map(name -> new Assignment(name, by.orElseThrow(), at.orElseThrow())),
                closedBy.map(name -> new Closing(name, closedAt.orElseThrow(), new NoteId(closedAfter.orElseThrow()))));
    }

    @Override
    public void put(Handling handling) {
        database.write(sql -> {
            sql.update("DELETE FROM hub_conversations WHERE note = ?", handling.conversation());
            return sql.update(
                    """
                    INSERT INTO hub_conversations (note, assignee, assigned_by, assigned_at, closed_by, closed_at, closed_after)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""",
                    handling.conversation(),
                    handling.assignee().map(Assignment::to),
                    handling.assignee().map(Assignment::by),
                    handling.assignee().map(Assignment::at),
                    handling.closed().map(Closing::by),
                    handling.closed().map(Closing::at),
                    handling.closed().map(Closing::last));
        });
    }
}
