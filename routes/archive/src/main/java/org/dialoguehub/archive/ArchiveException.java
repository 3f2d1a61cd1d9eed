package org.dialoguehub.archive;

import java.io.IOException;
import java.io.Serial;
import java.sql.SQLException;

/** The archive cannot be read or written now: the disk is full, the folder is in use, a file was damaged. The message says which. */
public class ArchiveException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    ArchiveException(String message) {
        super(message);
    }

    ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }

    static ArchiveException of(SQLException failed) {
        return new ArchiveException("The archive's database failed: " + failed.getMessage(), failed);
    }

    static ArchiveException of(IOException failed) {
        return new ArchiveException("The archive's files cannot be used: " + failed.getMessage(), failed);
    }
}
