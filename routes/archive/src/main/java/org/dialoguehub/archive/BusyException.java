package org.dialoguehub.archive;

import java.io.Serial;

/** Somebody else works on the archive. */
final class BusyException extends ArchiveException {
    @Serial private static final long serialVersionUID = 1;

    BusyException(String message) {
        super(message);
    }
}
