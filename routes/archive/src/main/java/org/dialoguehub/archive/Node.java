package org.dialoguehub.archive;

import java.util.function.Consumer;

/**
 * A place in a thread, known by a Message-ID: of a mail that is here, or of one that others only speak of. Belongs to the one thread that changes the
 * archive.
 */
final class Node {
    /** No other node, no mail. */
    static final long NONE = 0;

    /** Nobody has decided by hand. */
    static final int COMPUTED = 0;
    /** A person made it the beginning of a thread of its own. */
    static final int SPLIT = 1;
    /** A person put it below another. */
    static final int MERGED = 2;

    private final long id;
    private final Consumer<Node> changes;
    private boolean fresh;
    private long parent;
    private boolean sure;
    private int hand;
    private long adopted;
    private long thread;
    private long message;
    private boolean changed;

    private Node(long id, Consumer<Node> changes, boolean fresh) {
        this.id = id;
        this.changes = changes;
        this.fresh = fresh;
    }

    /** @param changes hears once when it has changed */
    static Node fresh(long id, Consumer<Node> changes) {
        var node = new Node(id, changes, true);
        node.touch();
        return node;
    }

    static Node kept(long id, Consumer<Node> changes, long parent, boolean sure, int hand, long adopted, long thread, long message) {
        var node = new Node(id, changes, false);
        node.parent = parent;
        node.sure = sure;
        node.hand = hand;
        node.adopted = adopted;
        node.thread = thread;
        node.message = message;
        return node;
    }

    private void touch() {
        if (!changed) {
            changed = true;
            changes.accept(this);
        }
    }

    /** All of it is kept now. */
    void written() {
        fresh = false;
        changed = false;
    }

    long id() {
        return id;
    }

    /** Whether it is not kept yet. */
    boolean isFresh() {
        return fresh;
    }

    /** What stands above it: what a person decided, else what the mails say. */
    long above() {
        return switch (hand) {
            case SPLIT -> NONE;
            case MERGED -> adopted;
            default -> parent;
        };
    }

    /** What the mails say stands above it. */
    long parent() {
        return parent;
    }

    /** Whether its own mail says what stands above it, and not only a reply further down. */
    boolean isSure() {
        return sure;
    }

    void parent(long parent, boolean sure) {
        this.parent = parent;
        this.sure = sure;
        touch();
    }

    int hand() {
        return hand;
    }

    long adopted() {
        return adopted;
    }

    void hand(int hand, long adopted) {
        this.hand = hand;
        this.adopted = adopted;
        touch();
    }

    long thread() {
        return thread;
    }

    void thread(long thread) {
        this.thread = thread;
        touch();
    }

    /** The number of its mail, or {@link #NONE} for a mail that is missing. */
    long message() {
        return message;
    }

    void message(long message) {
        this.message = message;
        touch();
    }
}
