package org.dialoguehub.broadcast;

import java.util.List;

/** A draft that cannot be sent as it is. Nothing of it was. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    RefusedException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, each with the way out. */
    public List<String> problems() {
        return problems;
    }
}
