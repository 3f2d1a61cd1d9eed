package org.dialoguehub.archive;

import java.io.IOException;
import java.io.Serial;
import java.sql.SQLException;

/** The archive cannot be read or written now: the disk is full, the folder is in use, a file was damaged. The message says which. */
public final class ArchiveException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final boolean busy;

    private ArchiveException(String message, boolean busy) {
        super(message);
        this.busy = busy;
    }

    ArchiveException(String message) {
        this(message, false);
    }

    ArchiveException(String message, Throwable cause) {
        super(message, cause);
        this.busy = false;
    }

    /** Somebody else works on the archive. */
    static ArchiveException busy(String message) {
        return new ArchiveException(message, true);
    }

    /** Whether somebody else works on the archive, so that it can be used once they are done. */
    public boolean isBusy() {
        return busy;
    }

    static ArchiveException of(SQLException failed) {
        return new ArchiveException("The archive's database failed: " + failed.getMessage(), failed);
    }

    static ArchiveException of(IOException failed) {
        return new ArchiveException("The archive's files cannot be used: " + failed.getMessage(), failed);
    }
}
