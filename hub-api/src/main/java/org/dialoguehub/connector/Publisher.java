package org.dialoguehub.connector;

/** Can say something new. */
public interface Publisher {
    /**
     * Does all that may be repeated: checks the post against the network's rules, uploads, makes containers. May block; may be called again for
     * the same post, also after a restart. Nothing that people can see happens.
     */
    Prepared prepare(Post post) throws ConnectorException;

    /**
     * Sends the one request that cannot be taken back. Called at most once for an armed delivery; never retries, nor does any client below: the
     * hub decides. What may have reached the network fails as {@link Failure.Uncertain}.
     *
     * @param ready what {@link #prepare} gave for this post, perhaps in an earlier life of the process
     */
    Published publish(Post post, Prepared.Ready ready) throws ConnectorException;
}
