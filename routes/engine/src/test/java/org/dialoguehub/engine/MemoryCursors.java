package org.dialoguehub.engine;

import org.dialoguehub.connector.Cursor;
import org.dialoguehub.model.ChannelId;

final class MemoryCursors implements Cursors {
    private final Rows<ChannelId, Cursor> places;

    MemoryCursors(Journal journal) {
        places = new Rows<>(journal);
    }

    @Override
    public Cursor of(ChannelId channel) {
        return places.get(channel).orElse(Cursor.START);
    }

    @Override
    public boolean move(ChannelId channel, Cursor from, Cursor to) {
        boolean still = of(channel).equals(from);
        if (still) {
            places.put(channel, to);
        }
        return still;
    }
}
