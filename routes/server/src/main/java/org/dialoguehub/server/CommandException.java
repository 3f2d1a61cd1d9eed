package org.dialoguehub.server;

import java.io.Serial;
import java.util.List;

/** A command cannot go on; what the user must know, line by line. */
final class CommandException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /** The settings are wrong. */
    static final int SETTINGS = 3;

    private final int exitCode;
    private final transient List<String> lines;

    CommandException(int exitCode, List<String> lines) {
        super(String.join("\n", lines));
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
    }

    CommandException(String line) {
        this(1, List.of(line));
    }

    int exitCode() {
        return exitCode;
    }

    List<String> lines() {
        return lines;
    }
}
