package org.dialoguehub.adaptation;

import java.util.Optional;
import org.dialoguehub.model.Span.Mention;

/** Who people are on a network. */
@FunctionalInterface
public interface Directory {
    /** Nobody is known there. */
    Directory EMPTY = mention -> Optional.empty();

    /** How to speak of that person on the network, so that it rings them; empty if their account there is not known. */
    Optional<Mention> there(Mention mention);
}
