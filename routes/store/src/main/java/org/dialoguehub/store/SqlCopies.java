package org.dialoguehub.store;

import java.net.URI;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dialoguehub.engine.Copies;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;

record SqlCopies(Sql sql) implements Copies {
    private static final String SELECT = "SELECT note, channel, id, part, url FROM hub_copies ";

    @Override
    public Map<ExternalId, Copy> find(ChannelId channel, Collection<ExternalId> ids) {
        return sql.among(SqlCopies::copy, SELECT + "WHERE channel = ? AND id IN (*)", ids, channel).stream()
                .collect(Collectors.toUnmodifiableMap(Copy::id, Function.identity()));
    }

    @Override
    public Map<NoteId, List<Copy>> on(ChannelId channel, Collection<NoteId> notes) {
        String select = SELECT + "WHERE channel = ? AND note IN (*) ORDER BY part, place";
        return sql.among(SqlCopies::copy, select, notes, channel).stream().collect(Collectors.groupingBy(Copy::note));
    }

    @Override
    public List<Copy> of(NoteId note) {
        return sql.list(SqlCopies::copy, SELECT + "WHERE note = ? ORDER BY place", note);
    }

    @Override
    public boolean add(Copy copy) {
        return sql.update(
                """
                        INSERT INTO hub_copies (note, channel, id, part, url) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (channel, id) DO NOTHING""",
                copy.note(),
                copy.channel(),
                copy.id(),
                copy.part(),
                copy.url().map(URI::toString)) == 1;
    }

    private static Copy copy(Row row) throws SQLException {
        return new Copy(
                new NoteId(row.name()),
                new ChannelId(row.name()),
                new ExternalId(row.name()),
                row.small(),
                row.optional().map(URI::create));
    }
}
