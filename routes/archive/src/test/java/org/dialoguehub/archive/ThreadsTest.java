package org.dialoguehub.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private final MemoryNodes nodes = new MemoryNodes();
    private final Threads threads = new Threads(nodes);

    @Test
    void putsEveryReplyBelowItsParentInWhateverOrderTheyCome() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            Map<Long, List<Long>> references = forest(random, 60);
            var reading = new MemoryNodes();
            var put = new Threads(reading);
            List<Long> order = new ArrayList<>(references.keySet());
            Collections.shuffle(order, random);
            order.forEach(id -> put.put(id, references.getOrDefault(id, List.of()), id));

            references.forEach((id, above) -> {
                long parent = above.isEmpty() ? Node.NONE : above.getLast();
                assertThat(reading.node(id).above()).isEqualTo(parent);
                assertThat(reading.node(id).thread()).isEqualTo(reading.node(above.isEmpty() ? id : above.getFirst()).thread());
            });
            assertThat(reading.threads()).isEqualTo(references.values().stream().filter(List::isEmpty).count());
        }
    }

    @Test
    void keepsThePlaceOfAMailThatIsMissing() {
        threads.put(3, List.of(1L, 2L), 3);
        threads.put(4, List.of(1L, 2L), 4);

        assertThat(nodes.node(2).message()).isEqualTo(Node.NONE);
        assertThat(nodes.node(4).thread()).isEqualTo(nodes.node(3).thread());
    }

    @Test
    void makesNoLoops() {
        threads.put(1, List.of(2L), 1);
        threads.put(2, List.of(3L), 2);
        threads.put(3, List.of(1L), 3);
        threads.put(4, List.of(4L), 4);
        threads.put(5, List.of(5L, 6L, 5L, 6L), 5);

        for (long id = 1; id <= 6; id++) {
            Set<Long> seen = new HashSet<>();
            for (long at = id; at != Node.NONE; at = nodes.node(at).above()) {
                assertThat(seen.add(at)).isTrue();
            }
        }
    }

    @Test
    void takesAChainOfAHundredThousand() {
        for (long id = 100_000; id > 1; id--) {
            threads.put(id, List.of(id - 1), id);
        }
        threads.put(1, List.of(), 1);

        assertThat(nodes.threads()).isEqualTo(1);
    }

    @Test
    void keepsCostPerMailWhenPiecesOfAChainAreJoined() {
        List<Long> order = new ArrayList<>();
        for (long id = 2; id <= 20_000; id++) {
            order.add(id);
        }
        Collections.shuffle(order, new Random(3));
        order.forEach(id -> threads.put(id, List.of(id - 1), id));

        assertThat(nodes.threads()).isEqualTo(1);
        assertThat(nodes.relabelled).isLessThan(20_000 * 16L);
    }

    @Test
    void mergesAndSplitsByHandAndTakesItBack() {
        threads.put(1, List.of(), 1);
        threads.put(2, List.of(1L), 2);
        threads.put(3, List.of(), 3);
        threads.put(4, List.of(3L), 4);

        assertThat(threads.merge(nodes.node(4), nodes.node(2))).isPresent();
        assertThat(nodes.threads()).isEqualTo(1);
        assertThat(threads.undo(nodes.node(3))).isTrue();
        assertThat(nodes.threads()).isEqualTo(2);
        assertThat(threads.split(nodes.node(2))).isTrue();
        threads.put(5, List.of(1L, 2L), 5);
        assertThat(nodes.node(5).thread()).isEqualTo(nodes.node(2).thread()).isNotEqualTo(nodes.node(1).thread());
        assertThat(threads.undo(nodes.node(2))).isTrue();
        assertThat(nodes.node(5).thread()).isEqualTo(nodes.node(1).thread());
    }

    private static Map<Long, List<Long>> forest(Random random, int size) {
        Map<Long, List<Long>> references = new HashMap<>();
        for (long id = 1; id <= size; id++) {
            if (id == 1 || random.nextInt(4) == 0) {
                references.put(id, List.of());
            } else {
                long parent = 1 + random.nextLong(id - 1);
                List<Long> above = new ArrayList<>(references.getOrDefault(parent, List.of()));
                above.add(parent);
                references.put(id, above);
            }
        }
        return references;
    }

    /** Threads in memory. */
    private static final class MemoryNodes implements Nodes {
        private final Map<Long, Node> nodes = new HashMap<>();
        private final Map<Long, Long> sizes = new HashMap<>();
        private long last;
        private long relabelled;

        Node node(long id) {
            Node node = nodes.get(id);
            assertThat(node).isNotNull();
            return Objects.requireNonNull(node);
        }

        long threads() {
            return nodes.values().stream().map(Node::thread).distinct().count();
        }

        @Override
        public @Nullable Node find(long id) {
            return nodes.get(id);
        }

        @Override
        public Node add(long id) {
            Node node = Node.fresh(id, changed -> {});
            node.thread(newThread());
            resize(node.thread(), 1);
            nodes.put(id, node);
            return node;
        }

        @Override
        public List<Node> of(long thread) {
            List<Node> all = nodes.values().stream().filter(node -> node.thread() == thread).toList();
            relabelled += all.size();
            return all;
        }

        @Override
        public long newThread() {
            return ++last;
        }

        @Override
        public long size(long thread) {
            return sizes.getOrDefault(thread, 0L);
        }

        @Override
        public void resize(long thread, long by) {
            sizes.merge(thread, by, Long::sum);
        }
    }
}
