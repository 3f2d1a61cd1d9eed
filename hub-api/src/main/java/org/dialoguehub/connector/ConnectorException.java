package org.dialoguehub.connector;

import java.io.Serial;

/** A connector could not do what it was asked; the {@link #failure()} says what comes next. */
public final class ConnectorException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final transient Failure failure;

    public ConnectorException(Failure failure) {
        super(failure.reason());
        this.failure = failure;
    }

    public ConnectorException(Failure failure, Throwable cause) {
        super(failure.reason(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
