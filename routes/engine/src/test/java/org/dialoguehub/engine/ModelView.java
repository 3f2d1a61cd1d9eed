package org.dialoguehub.engine;

import static org.dialoguehub.engine.Samples.after;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Queue.Item;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;

/** All that can be asked of a store after {@link ModelSteps}, to compare two stores. What has no order is compared as a set. */
final class ModelView {
    private static final List<NoteId> NOTES = IntStream.range(0, 15).mapToObj(Samples::note).toList();
    private static final List<ExternalId> IDS = List.of("e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "expected").stream()
            .map(ExternalId::new).toList();
    private static final List<EventKey> KEYS = IntStream.range(0, 40).mapToObj(number -> new EventKey("k" + number)).toList();
    private static final List<Instant> TIMES = List.of(after(-1), after(3), after(7), after(20));

    private ModelView() {}

    static List<Object> of(Transaction in, ModelSide side) {
        List<Object> seen = new ArrayList<>(List.of("channels", in.channels().names(), "grants", Set.copyOf(in.grants().all())));
        ModelSteps.CHANNELS.forEach(channel -> channel(in, side, channel, seen));
        ModelSteps.SUBSCRIPTIONS.forEach(subscription -> subscription(in, subscription, seen));
        seen.addAll(List.of("waiting", in.queue().waiting(), "dead", dead(in)));
        seen.addAll(List.of("notes", in.notes().find(NOTES)));
        NOTES.forEach(note -> seen.addAll(List.of(
                note, in.notes().thread(note, -1, 100), in.notes().thread(note, 1, 2), Set.copyOf(in.copies().of(note)))));
        ledger(in, side, seen);
        return seen;
    }

    private static void channel(Transaction in, ModelSide side, ChannelId channel, List<Object> seen) {
        seen.addAll(List.of(
                channel,
                in.channels().paused(channel),
                in.cursors().of(channel),
                in.inbox().known(channel, KEYS),
                KEYS.stream().map(key -> in.inbox().find(channel, key).map(side::placed)).toList(),
                in.inbox().latest(channel, 7).stream().map(side::placed).toList(),
                in.copies().find(channel, IDS),
                parts(in, channel),
                in.queue().subscriptions(channel),
                Set.copyOf(side.placed(in.ledger().expecting(channel, IDS))),
                in.ledger().next(channel)));
        NOTES.forEach(note -> seen.addAll(List.of(
                side.placed(in.ledger().of(note, channel)),
                Set.copyOf(side.placed(in.ledger().inDoubt(channel, "f" + note.value().substring(1)))))));
        TIMES.forEach(now -> seen.addAll(List.of(
                side.placed(in.ledger().due(channel, now, 100)),
                side.placed(in.ledger().due(channel, now, 2)),
                Set.copyOf(side.placed(in.ledger().doubtful(channel, now, 100))))));
    }

    private static Object parts(Transaction in, ChannelId channel) {
        return in.copies().on(channel, NOTES).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, parts -> parts.getValue().stream()
                        .sorted(Comparator.comparingInt(Copies.Copy::part).thenComparing(copy -> copy.id().value()))
                        .toList()));
    }

    private static void subscription(Transaction in, String subscription, List<Object> seen) {
        seen.addAll(List.of(subscription, in.queue().next(subscription).map(ModelView::sinceEver)));
        TIMES.forEach(now -> seen.add(items(in.queue().due(subscription, now, 100))));
        TIMES.forEach(now -> seen.add(items(in.queue().due(subscription, now, 3))));
    }

    private static Object dead(Transaction in) {
        return in.queue().dead(1_000).stream().map(item -> item.sequence() + item.subscription() + item.attempts() + item.reason()).sorted()
                .toList();
    }

    private static List<Item> items(List<Item> items) {
        return items.stream()
                .map(item -> new Item(
                        item.subscription(), item.sequence(), item.thread(), item.attempts(), sinceEver(item.next()), item.reason()))
                .toList();
    }

    /** The time of an item that never had to wait is any time long ago. */
    private static Instant sinceEver(Instant next) {
        return next.isBefore(after(-1_000)) ? Instant.EPOCH : next;
    }

    private static void ledger(Transaction in, ModelSide side, List<Object> seen) {
        seen.addAll(List.of("ledger", side.placed(in.ledger().list(EnumSet.allOf(State.class), 1_000))));
        for (State state : State.values()) {
            seen.add(side.placed(in.ledger().list(EnumSet.of(state), 3)));
        }
        TIMES.forEach(now -> seen.addAll(List.of(
                side.placed(in.ledger().overdue(now, 100)), Set.copyOf(side.placed(in.ledger().orphans(2, now, 100))))));
        seen.add(in.ledger().counts().entrySet().stream()
                .flatMap(channel -> channel.getValue().entrySet().stream()
                        .filter(state -> state.getValue() > 0)
                        .map(state -> channel.getKey() + " " + state))
                .collect(Collectors.toSet()));
    }
}
