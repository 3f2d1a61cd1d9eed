package org.dialoguehub.server;

import java.io.Serial;

/** A file is no YAML. */
final class YamlException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final int line;

    /** @param line counted from 1 */
    YamlException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
