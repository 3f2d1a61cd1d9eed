package org.dialoguehub.engine;

import static org.dialoguehub.engine.Samples.delivery;
import static org.dialoguehub.engine.Samples.note;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;

/** What the contracts of the {@link Ledger} ask of it. */
interface LedgerUnderTest extends StoreUnderTest {
    default Delivery plan(Delivery delivery) {
        return store().write(in -> in.ledger().plan(delivery));
    }

    default boolean replace(Delivery row, Progress progress) {
        return store().write(in -> in.ledger().replace(row.with(progress)));
    }

    default Delivery row(long id) {
        return read(in -> in.ledger().find(id).orElseThrow());
    }

    default Optional<Delivery> row(Delivery.Key key) {
        return read(in -> in.ledger().find(key));
    }

    default List<Delivery> of(NoteId note, ChannelId channel) {
        return read(in -> in.ledger().of(note, channel));
    }

    default List<Delivery> expecting(ChannelId channel, String... ids) {
        return read(in -> in.ledger().expecting(channel, List.of(ids).stream().map(ExternalId::new).toList()));
    }

    default List<Delivery> inDoubt(ChannelId channel, String fingerprint) {
        return read(in -> in.ledger().inDoubt(channel, fingerprint));
    }

    default List<Delivery> list(Set<State> states, int limit) {
        return read(in -> in.ledger().list(states, limit));
    }

    default List<Delivery> all() {
        return list(EnumSet.allOf(State.class), Integer.MAX_VALUE);
    }

    default List<Delivery> due(ChannelId channel, Instant now, int limit) {
        return read(in -> in.ledger().due(channel, now, limit));
    }

    default List<Delivery> doubtful(ChannelId channel, Instant now, int limit) {
        return read(in -> in.ledger().doubtful(channel, now, limit));
    }

    default List<Delivery> orphans(long epoch, Instant now, int limit) {
        return read(in -> in.ledger().orphans(epoch, now, limit));
    }

    default List<Delivery> overdue(Instant now, int limit) {
        return read(in -> in.ledger().overdue(now, limit));
    }

    default Optional<Instant> next(ChannelId channel) {
        return read(in -> in.ledger().next(channel));
    }
}
