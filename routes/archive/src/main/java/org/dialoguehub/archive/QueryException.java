package org.dialoguehub.archive;

import java.io.Serial;

/** A query that means nothing; the message says why, for the person who wrote it. */
public final class QueryException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    QueryException(String message) {
        super(message);
    }
}
