package org.dialoguehub.connector;

import java.time.Instant;
import java.util.Optional;
import org.dialoguehub.model.ExternalId;

/** How far the preparation of a post has come. */
public sealed interface Prepared {
    /**
     * All that comes before the one request is done.
     *
     * @param state what makes the request what it is (its Message-ID, its container id): stored by the hub before the request, the same on every
     *     attempt, opaque to it; some kilobytes at most
     * @param expected the id that the post will have, where that is known beforehand; when it comes back, it is known as our own
     * @param price what the request will cost, where the network takes money; no more than {@link ConnectorSpec#prices()} say, which hold without it
     */
    record Ready(String state, Optional<ExternalId> expected, Optional<Money> price) implements Prepared {
        /** Of a request that costs nothing, or whatever the connector's prices say. */
        public Ready(String state, Optional<ExternalId> expected) {
            this(state, expected, Optional.empty());
        }
    }

    /** The network is still at work, on a video for instance; prepare again at that time. */
    record NotYet(Instant until) implements Prepared {}
}
