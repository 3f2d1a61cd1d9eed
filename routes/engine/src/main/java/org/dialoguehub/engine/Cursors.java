package org.dialoguehub.engine;

import org.dialoguehub.connector.Cursor;
import org.dialoguehub.model.ChannelId;

/** How far each channel has been read. */
public interface Cursors {
    /** Where to go on; {@link Cursor#START} if nothing was read yet. */
    Cursor of(ChannelId channel);

    /** Moves on, if the cursor is still where the reading began; otherwise changes nothing and returns false. */
    boolean move(ChannelId channel, Cursor from, Cursor to);
}
