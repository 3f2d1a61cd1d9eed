package org.dialoguehub.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where threads are kept. */
interface Nodes {
    /** The node of a Message-ID, if anybody has spoken of it. */
    @Nullable
    Node find(long id);

    /** A node that there is not yet, in a thread of its own. */
    Node add(long id);

    /** All nodes of a thread. */
    List<Node> of(long thread);

    /** The number of a new thread, of no node yet. */
    long newThread();

    /** How many nodes a thread has. */
    long size(long thread);

    /** Counts nodes that came, or went. */
    void resize(long thread, long by);
}
