package org.dialoguehub.archive;

import java.time.InstantSource;
import java.util.Optional;

/** Threads as people want them: merges and splits by hand, each of which can be undone, the last one first. For one thread at a time. */
final class Editing {
    private static final String MERGE = "merge";
    private static final String SPLIT = "split";

    private final Catalogue catalogue;
    private final InstantSource clock;
    private final SqlNodes nodes;
    private final Threads threads;

    Editing(Catalogue catalogue, InstantSource clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.nodes = new SqlNodes(catalogue.database());
        this.threads = new Threads(nodes);
    }

    /** What was decided about a node. */
    record Edit(long id, long node, String kind, long adopted) {}

    /** Puts the thread of a mail below another mail; false if they are in one thread already. */
    boolean merge(long number, long below, String who) {
        Node above = node(below);
        Optional<Node> top = threads.merge(node(number), above);
        top.ifPresent(node -> decided(node, MERGE, above.id(), who));
        return top.isPresent();
    }

    /** Makes a mail, with all below it, a thread of its own; false if it begins one already. */
    boolean split(long number, String who) {
        Node node = node(number);
        boolean done = threads.split(node);
        if (done) {
            decided(node, SPLIT, Node.NONE, who);
        }
        return done;
    }

    private void decided(Node node, String kind, long adopted, String who) {
        nodes.flush();
        catalogue.add(new Edit(0, node.id(), kind, adopted), who, clock.instant());
    }

    /** Takes back the last decision that stands, and gives it; nothing if there is none. */
    Optional<Edit> undo() {
        Optional<Edit> last = catalogue.lastEdit();
        last.ifPresent(edit -> {
            Node node = found(edit.node());
            threads.undo(node);
            catalogue.undone(edit.id());
            catalogue.lastEdit(edit.node()).ifPresent(before -> again(before, node));
            nodes.flush();
        });
        return last;
    }

    private void again(Edit before, Node node) {
        if (before.kind().equals(MERGE)) {
            threads.merge(node, found(before.adopted()));
        } else {
            threads.split(node);
        }
    }

    private Node node(long number) {
        return found(catalogue.row(number).orElseThrow(() -> new IllegalArgumentException("There is no mail " + number)).node());
    }

    private Node found(long id) {
        Node node = nodes.find(id);
        if (node == null) {
            throw new IllegalStateException("The archive has no node " + id);
        }
        return node;
    }
}
