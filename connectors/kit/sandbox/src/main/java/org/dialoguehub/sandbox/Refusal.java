package org.dialoguehub.sandbox;

import java.io.Serial;

/** Thrown by the handler of a simulated network to refuse a request; the answer is worded as that network words its refusals. */
public final class Refusal extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final transient Answer answer;

    Refusal(Answer answer) {
        super("refused with " + answer.status(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
