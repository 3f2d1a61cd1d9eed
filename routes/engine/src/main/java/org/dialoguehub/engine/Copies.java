package org.dialoguehub.engine;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Published;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;

/** Which note is where, and under which id. */
public interface Copies {
    /** The copies on a channel with these ids; those that do not exist are left out. */
    Map<ExternalId, Copy> find(ChannelId channel, Collection<ExternalId> ids);

    /** The copies of these notes on a channel, by note, the parts of each in order. */
    Map<NoteId, List<Copy>> on(ChannelId channel, Collection<NoteId> notes);

    /** All copies of a note. */
    List<Copy> of(NoteId note);

    /** Adds a copy; returns false, and changes nothing, if the channel has that id already. */
    boolean add(Copy copy);

    /**
     * A note on one channel.
     *
     * @param part 0, or more for the later parts of a note that had to be split
     */
    record Copy(NoteId note, ChannelId channel, ExternalId id, int part, Optional<URI> url) {
        /** The first part of what follows a note to correct it, behind all parts of the note itself. */
        public static final int FOLLOWING = 1_000_000;

        static Copy of(Delivery delivery, Published published) {
            return new Copy(delivery.note(), delivery.channel(), published.id(), partOf(delivery), published.url());
        }

        /** What a delivery's copy is, or the part that it changes. */
        static int partOf(Delivery delivery) {
            return delivery.key().action() == Action.CREATE || !(delivery.activity() instanceof Create)
                    ? delivery.key().part()
                    : FOLLOWING + delivery.key().part();
        }
    }
}
