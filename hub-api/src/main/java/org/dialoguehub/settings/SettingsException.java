package org.dialoguehub.settings;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The settings are wrong; all of what is wrong, not just the first. */
public final class SettingsException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public SettingsException(List<Problem> problems) {
        super(problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
