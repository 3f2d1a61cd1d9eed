package org.dialoguehub.engine;

import static org.dialoguehub.engine.Samples.note;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.dialoguehub.engine.Queue.Item;
import org.dialoguehub.model.ChannelId;

/** What the contracts of the {@link Queue} ask of it. */
interface QueueUnderTest extends StoreUnderTest {
    /** Later than anything in these tests. */
    Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    default void subscribe(ChannelId channel, String subscription) {
        write(in -> in.queue().subscribe(channel, subscription));
    }

    default Set<String> subscriptions(ChannelId channel) {
        return read(in -> in.queue().subscriptions(channel));
    }

    default void put(String subscription, long sequence, int thread) {
        write(in -> in.queue().put(subscription, sequence, note(thread)));
    }

    default void done(String subscription, long... sequences) {
        write(in -> in.queue().done(subscription, LongStream.of(sequences).boxed().toList()));
    }

    default boolean revive(String subscription, long sequence, Instant now) {
        return store().write(in -> in.queue().revive(subscription, sequence, now));
    }

    default List<Long> due(String subscription, Instant now) {
        return items(subscription, now, 100).stream().map(Item::sequence).toList();
    }

    default List<Item> items(String subscription, Instant now, int limit) {
        return read(in -> in.queue().due(subscription, now, limit));
    }

    default Item item(String subscription, long sequence) {
        return read(in -> item(in, subscription, sequence));
    }

    static Item item(Transaction in, String subscription, long sequence) {
        return in.queue().due(subscription, LAST, 1_000).stream()
                .filter(item -> item.sequence() == sequence)
                .findFirst()
                .orElseThrow();
    }

    default Optional<Instant> nextOf(String subscription) {
        return read(in -> in.queue().next(subscription));
    }

    default Map<String, Long> waiting() {
        return read(in -> in.queue().waiting());
    }

    default List<Item> deadItems() {
        return read(in -> in.queue().dead(100));
    }
}
