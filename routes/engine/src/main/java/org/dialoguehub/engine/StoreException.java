package org.dialoguehub.engine;

import java.io.Serial;

/** The store could not do its work now: the disk is full, the database is locked or gone. Nothing of the transaction is kept; it may be tried again. */
public final class StoreException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
