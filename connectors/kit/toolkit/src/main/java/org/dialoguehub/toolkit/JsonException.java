package org.dialoguehub.toolkit;

import java.io.Serial;

/** JSON is not what was promised. The message says where and what kind it is, and repeats nothing of it. */
public final class JsonException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /** What is wrong, without repeating what was read. */
    public JsonException(String message) {
        super(message);
    }
}
