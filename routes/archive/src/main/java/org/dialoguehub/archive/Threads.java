package org.dialoguehub.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts mails into threads as they come, in whatever order: a mail stands below the last one that its References name (RFC 5322, 3.6.4), or else its
 * In-Reply-To. Mails that are named and not here are kept as places for them. After each mail the threads are those that the order of arrival does not
 * matter for, but where headers contradict each other: there who came first stays.
 *
 * <p>A thread is a tree. Where two become one, the nodes of the smaller one change, so that no node changes more often than the logarithm of their number.
 */
final class Threads {
    /** How far up a possible loop is followed; what is deeper is taken for one. */
    private static final int DEEPEST = 100_000;

    private final Nodes nodes;

    Threads(Nodes nodes) {
        this.nodes = nodes;
    }

    /**
     * Puts a mail in its place.
     *
     * @param references the mails above it, the nearest one last
     * @return its node
     */
    Node put(long id, List<Long> references, long message) {
        Node node = known(id);
        node.message(message);
        Node above = chain(references, id);
        if (above == null) {
            return node;
        }
        settle(node, above);
        return node;
    }

    /** Puts a mail without headers of its own below another, if it still stands for itself. */
    void guess(Node node, Node above) {
        if (node.parent() == Node.NONE) {
            claim(node, above, false);
        }
    }

    /** Puts a thread below a mail, by hand: the node that leads it, wherever in it {@code node} is. Gives that node; nothing if they are one thread already. */
    Optional<Node> merge(Node node, Node above) {
        if (node.thread() == above.thread()) {
            return Optional.empty();
        }
        Node top = top(node);
        top.hand(Node.MERGED, above.id());
        unite(top, above);
        return Optional.of(top);
    }

    /** Makes a mail the beginning of a thread of its own, by hand. */
    boolean split(Node node) {
        if (node.above() == Node.NONE) {
            return false;
        }
        node.hand(Node.SPLIT, Node.NONE);
        move(node, nodes.newThread());
        return true;
    }

    /** Takes back what was decided by hand about a node. */
    boolean undo(Node node) {
        if (node.hand() == Node.COMPUTED) {
            return false;
        }
        boolean merged = node.hand() == Node.MERGED;
        node.hand(Node.COMPUTED, Node.NONE);
        Node above = node.parent() == Node.NONE ? null : nodes.find(node.parent());
        if (merged) {
            move(node, nodes.newThread());
        }
        if (above != null && above.thread() != node.thread()) {
            unite(node, above);
        } else if (above != null && leads(node, above)) {
            node.parent(Node.NONE, false);
        }
        return true;
    }

    /** Sees to it that each of the mails above has its place, below the one before. */
    private @Nullable Node chain(List<Long> references, long self) {
        Node above = null;
        for (long reference : references) {
            if (reference == self || (above != null && reference == above.id())) {
                continue;
            }
            Node node = known(reference);
            if (above != null && node.message() == Node.NONE && node.parent() == Node.NONE) {
                claim(node, above, false);
            }
            above = node;
        }
        return above;
    }

    private Node known(long id) {
        Node node = nodes.find(id);
        return node == null ? nodes.add(id) : node;
    }

    /** Puts a node below what its own mail names. */
    private void settle(Node node, Node above) {
        if (node.parent() == above.id()) {
            node.parent(above.id(), true);
        } else if (node.parent() == Node.NONE) {
            claim(node, above, true);
        } else if (!node.isSure()) {
            // A reply had spoken of another place.
            if (node.thread() == above.thread()) {
                if (!leads(node, above)) {
                    node.parent(above.id(), true);
                }
            } else {
                node.parent(above.id(), true);
                if (node.hand() == Node.COMPUTED) {
                    move(node, nodes.newThread());
                    unite(node, above);
                }
            }
        }
    }

    /** Puts a node that has nothing above it below another, unless that stands below it already. */
    private void claim(Node node, Node above, boolean sure) {
        if (node.thread() == above.thread()) {
            if (!leads(node, above)) {
                node.parent(above.id(), sure);
            }
            return;
        }
        node.parent(above.id(), sure);
        if (node.hand() == Node.COMPUTED) {
            unite(node, above);
        }
    }

    /** Whether a node stands somewhere above another, or is the same. */
    private boolean leads(Node leading, Node led) {
        @Nullable Node at = led;
        for (int steps = 0; at != null && steps < DEEPEST; steps++) {
            if (at.id() == leading.id()) {
                return true;
            }
            at = at.above() == Node.NONE ? null : nodes.find(at.above());
        }
        return at != null;
    }

    private Node top(Node node) {
        Node at = node;
        while (at.above() != Node.NONE) {
            Node next = nodes.find(at.above());
            if (next == null) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /** Makes the threads of two nodes one. */
    private void unite(Node one, Node other) {
        boolean oneIsSmaller = nodes.size(one.thread()) < nodes.size(other.thread());
        Node smaller = oneIsSmaller ? one : other;
        Node larger = oneIsSmaller ? other : one;
        relabel(nodes.size(smaller.thread()) == 1 ? List.of(smaller) : nodes.of(smaller.thread()), larger.thread());
    }

    /** Takes a node, with all that is below it, into another thread. */
    private void move(Node node, long thread) {
        List<Node> all = nodes.of(node.thread());
        Map<Long, List<Node>> below = new HashMap<>();
        for (Node each : all) {
            if (each.above() != Node.NONE) {
                below.computeIfAbsent(each.above(), key -> new ArrayList<>()).add(each);
            }
        }
        List<Node> moved = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        Deque<Node> left = new ArrayDeque<>(List.of(node));
        while (!left.isEmpty()) {
            Node each = left.pop();
            if (seen.add(each.id())) {
                moved.add(each);
                below.getOrDefault(each.id(), List.of()).forEach(left::push);
            }
        }
        relabel(moved, thread);
    }

    private void relabel(List<Node> moved, long thread) {
        for (Node node : moved) {
            nodes.resize(node.thread(), -1);
            nodes.resize(thread, 1);
            node.thread(thread);
        }
    }
}
