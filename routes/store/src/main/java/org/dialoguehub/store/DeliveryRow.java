package org.dialoguehub.store;

import java.net.URI;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Turn;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;

/** A delivery as a row of the ledger, and back. */
record DeliveryRow(Activities activities) {
    private static final String FIXED =
            "source, rule, channel, action, part, note, thread, activity, token, fingerprint, planned, deadline, turn";

    private static final String CHANGING =
            "state, next, attempt, looks, epoch, armed, ready, expected, published_id, published_url, published_at, proof, reason";

    static final String COLUMNS = FIXED + ", " + CHANGING + ", version";

    static final String MARKS = Arrays.stream(COLUMNS.split(", ")).map(column -> "?").collect(Collectors.joining(", "));

    static final String ASSIGNMENTS = CHANGING.replace(",", " = ?,") + " = ?";

    static final String SELECT = "SELECT id, " + COLUMNS + " FROM hub_ledger ";

    /** What stands for {@link #MARKS}, whether the row is alive, and more. */
    Object[] values(Delivery delivery, Object... more) {
        Delivery.Key key = delivery.key();
        Stream<Object> fixed = Stream.of(
                key.source(),
                new Sql.Name(key.rule()),
                key.channel(),
                key.action(),
                key.part(),
                delivery.note(),
                delivery.thread(),
                activities.written(delivery.activity()),
                delivery.token(),
                new Sql.Name(delivery.fingerprint()),
                delivery.planned(),
                delivery.deadline(),
                delivery.turn().value());
        return Stream.of(fixed, changing(delivery.progress()), Stream.<Object>of(0L, delivery.state().open()), Stream.of(more))
                .flatMap(values -> values)
                .toArray();
    }

    /** What stands for {@link #ASSIGNMENTS}, whether the row is alive, and which row it is. */
    Object[] changes(Delivery delivery) {
        Stream<Object> row = Stream.of(delivery.state().open(), delivery.id(), delivery.version());
        return Stream.concat(changing(delivery.progress()), row).toArray();
    }

    private static Stream<Object> changing(Progress progress) {
        Optional<Published> published = progress.published();
        return Stream.of(
                progress.state(),
                progress.next(),
                progress.attempt(),
                progress.looks(),
                progress.epoch(),
                progress.armed(),
                progress.ready().map(Prepared.Ready::state),
                progress.ready().flatMap(Prepared.Ready::expected),
                published.map(post -> post.id().value()),
                published.flatMap(Published::url).map(URI::toString),
                published.map(Published::at),
                progress.proof(),
                progress.reason());
    }

    Delivery delivery(Row row) throws SQLException {
        return new Delivery(
                row.number(),
                new Delivery.Key(
                        row.number(),
                        row.name(),
                        new ChannelId(row.name()),
                        Delivery.Action.valueOf(row.text()),
                        row.small()),
                new NoteId(row.name()),
                new NoteId(row.name()),
                activities.read(row.text()),
                row.text(),
                row.name(),
                row.time(),
                row.time(),
                new Turn(row.small()),
                progress(row),
                row.number());
    }

    private static Progress progress(Row row) throws SQLException {
        return new Progress(
                Delivery.State.valueOf(row.text()),
                row.time(),
                row.small(),
                row.small(),
                row.number(),
                row.optionalTime(),
                ready(row.optional(), row.optionalName()),
                published(row.optional(), row.optional(), row.optionalNumber()),
                row.optional().map(Delivery.Proof::valueOf),
                row.text());
    }

    private static Optional<Prepared.Ready> ready(Optional<String> state, Optional<String> expected) {
        return state.map(text -> new Prepared.Ready(text, expected.map(ExternalId::new)));
    }

    private static Optional<Published> published(Optional<String> id, Optional<String> url, OptionalLong at) {
        return id.map(text -> new Published(new ExternalId(text), url.map(URI::create), Times.instant(at.orElseThrow())));
    }

    static Delivery numbered(Delivery delivery, long id) {
        return new Delivery(
                id,
                delivery.key(),
                delivery.note(),
                delivery.thread(),
                delivery.activity(),
                delivery.token(),
                delivery.fingerprint(),
                delivery.planned(),
                delivery.deadline(),
                delivery.turn(),
                delivery.progress(),
                0);
    }
}
