package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.broadcast.Casebook.Assignment;
import org.dialoguehub.broadcast.Casebook.Closing;
import org.dialoguehub.broadcast.Casebook.Handling;
import org.dialoguehub.model.NoteId;
import org.junit.jupiter.api.Test;

/** What a {@link Casebook} promises. */
public interface CasebookContract {
    Instant AT = Instant.parse("2026-06-01T12:00:00Z");

    /** An empty one. */
    Casebook casebook();

    @Test
    default void keepsTheLastDecisionAboutEachConversation() {
        var one = new NoteId("one");
        var two = new NoteId("two");
        var assigned = new Handling(one, Optional.of(new Assignment("berta", "anna", AT)), Optional.empty());
        var closed = new Handling(two, Optional.empty(), Optional.of(new Closing("anna", AT, new NoteId("last"))));
        casebook().put(new Handling(one, Optional.empty(), Optional.of(new Closing("carl", AT, one))));

        casebook().put(assigned);
        casebook().put(closed);

        assertThat(casebook().find(List.of(one, two, new NoteId("three")))).isEqualTo(Map.of(one, assigned, two, closed));
        assertThat(casebook().find(List.of())).isEmpty();
    }
}
