package org.dialoguehub.server;

import java.nio.file.Path;

/**
 * Something wrong in the settings file.
 *
 * @param line counted from 1
 */
record Complaint(Path file, int line, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
