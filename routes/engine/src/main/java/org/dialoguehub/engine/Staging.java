package org.dialoguehub.engine;

import java.io.IOException;
import org.dialoguehub.connector.Blobs;

/**
 * Bytes on their way into the store. What was put can be opened at once through the same staging; it is durable after {@link #sync} and a
 * transaction that called {@link Transaction#keep}.
 */
public interface Staging extends Blobs {
    /** Makes the big ones durable (files, and the folders that hold them). Called before the transaction that keeps the rest. */
    void sync() throws IOException;

    /** Forgets what was put and not kept; files of it may stay until a later cleaning. */
    void discard();
}
