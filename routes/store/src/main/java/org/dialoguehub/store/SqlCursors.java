package org.dialoguehub.store;

import org.dialoguehub.connector.Cursor;
import org.dialoguehub.engine.Cursors;
import org.dialoguehub.model.ChannelId;

record SqlCursors(Sql sql) implements Cursors {
    @Override
    public Cursor of(ChannelId channel) {
        return sql.first(row -> new Cursor(row.text()), "SELECT cursor FROM hub_cursors WHERE channel = ?", channel)
                .orElse(Cursor.START);
    }

    @Override
    public boolean move(ChannelId channel, Cursor from, Cursor to) {
        int moved = sql.update(
                "UPDATE hub_cursors SET cursor = ? WHERE channel = ? AND cursor = ?", to.value(), channel, from.value());
        return moved == 1 || (from.equals(Cursor.START) && begin(channel, to));
    }

    private boolean begin(ChannelId channel, Cursor to) {
        return sql.update(
                "INSERT INTO hub_cursors (channel, cursor) VALUES (?, ?) ON CONFLICT (channel) DO NOTHING",
                channel,
                to.value()) == 1;
    }
}
