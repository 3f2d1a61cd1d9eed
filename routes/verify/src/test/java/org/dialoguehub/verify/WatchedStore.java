package org.dialoguehub.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dialoguehub.engine.Allowances;
import org.dialoguehub.engine.Channels;
import org.dialoguehub.engine.Copies;
import org.dialoguehub.engine.Cursors;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Grants;
import org.dialoguehub.engine.Inbox;
import org.dialoguehub.engine.Keys;
import org.dialoguehub.engine.Ledger;
import org.dialoguehub.engine.Notes;
import org.dialoguehub.engine.Queue;
import org.dialoguehub.engine.Spending;
import org.dialoguehub.engine.Staging;
import org.dialoguehub.engine.Store;
import org.dialoguehub.engine.Transaction;
import org.dialoguehub.engine.Vault;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;

/**
 * A store that tells of each step of a delivery, shortly before it is durable and right after: the moments at which a hub is killed. It can also spoil the
 * ledger, to prove that whoever counts the copies would see it.
 */
record WatchedStore(Store store, Honesty honesty, Consumer<Moment> watcher) implements Store {
    /** A step of a delivery. */
    record Moment(State state, When when) {
        /** Whether a crash then forgets the step. */
        enum When {
            BEFORE_COMMIT,
            AFTER_COMMIT
        }
    }

    /** What the ledger does with what it is told. */
    enum Honesty {
        /** It keeps it. */
        SOUND,
        /** Whatever is in doubt is sent again, and given up if the network refuses it as a duplicate. */
        WITHOUT_SETTLING,
        /** What is sent once is never thought of again. */
        WITHOUT_LEDGER
    }

    @Override
    public <T> T write(Work<T> work) {
        List<State> steps = new ArrayList<>();
        T result = store.write(transaction -> {
            steps.clear();
            T value = work.in(new Watched(transaction, new Steps(transaction.ledger(), honesty, steps)));
            steps.forEach(step -> watcher.accept(new Moment(step, Moment.When.BEFORE_COMMIT)));
            return value;
        });
        steps.forEach(step -> watcher.accept(new Moment(step, Moment.When.AFTER_COMMIT)));
        return result;
    }

    @Override
    public <T> T read(Work<T> work) {
        return store.read(work);
    }

    @Override
    public Staging staging() {
        return store.staging();
    }

    @Override
    public long epoch() {
        return store.epoch();
    }

    @Override
    public void close() {
        store.close();
    }

    private record Watched(Transaction inside, Ledger ledger) implements Transaction {
        @Override
        public Channels channels() {
            return inside.channels();
        }

        @Override
        public Cursors cursors() {
            return inside.cursors();
        }

        @Override
        public Inbox inbox() {
            return inside.inbox();
        }

        @Override
        public Notes notes() {
            return inside.notes();
        }

        @Override
        public Copies copies() {
            return inside.copies();
        }

        @Override
        public Queue queue() {
            return inside.queue();
        }

        @Override
        public Grants grants() {
            return inside.grants();
        }

        @Override
        public Vault vault() {
            return inside.vault();
        }

        @Override
        public Keys keys() {
            return inside.keys();
        }

        @Override
        public Spending spending() {
            return inside.spending();
        }

        @Override
        public Allowances allowances() {
            return inside.allowances();
        }

        @Override
        public void keep(Staging staging) {
            inside.keep(staging);
        }
    }

    /** A ledger that notes down each step. */
    private record Steps(Ledger inside, Honesty honesty, List<State> steps) implements Ledger {
        @Override
        public Delivery plan(Delivery delivery) {
            Delivery planned = inside.plan(delivery);
            steps.add(planned.state());
            return planned;
        }

        @Override
        public boolean replace(Delivery delivery) {
            return switch (honesty) {
                case SOUND -> noted(delivery);
                case WITHOUT_SETTLING -> noted(delivery.state() == State.UNCERTAIN ? in(unsettled(delivery), delivery) : delivery);
                case WITHOUT_LEDGER -> delivery.state() == State.ARMED
                        ? noted(in(State.DELIVERED, delivery))
                        : delivery.progress().armed().isPresent() || noted(delivery);
            };
        }

        private boolean noted(Delivery delivery) {
            boolean replaced = inside.replace(delivery);
            if (replaced) {
                steps.add(delivery.state());
            }
            return replaced;
        }

        private static State unsettled(Delivery delivery) {
            return delivery.progress().proof().isPresent() ? State.REJECTED : State.PLANNED;
        }

        private static Delivery in(State state, Delivery delivery) {
            Progress told = delivery.progress();
            return delivery.with(new Progress(state, told.next(), told.attempt(), told.looks(), told.epoch(), told.armed(), told.ready(),
                    told.published(), told.proof(), told.reason()));
        }

        @Override
        public Optional<Delivery> find(long id) {
            return inside.find(id);
        }

        @Override
        public Optional<Delivery> find(Delivery.Key key) {
            return inside.find(key);
        }

        @Override
        public List<Delivery> expecting(ChannelId channel, Collection<ExternalId> expected) {
            return inside.expecting(channel, expected);
        }

        @Override
        public List<Delivery> of(NoteId note) {
            return inside.of(note);
        }

        @Override
        public List<Delivery> of(NoteId note, ChannelId channel) {
            return inside.of(note, channel);
        }

        @Override
        public List<Delivery> because(long source) {
            return inside.because(source);
        }

        @Override
        public List<Delivery> inDoubt(ChannelId channel, String fingerprint) {
            return inside.inDoubt(channel, fingerprint);
        }

        @Override
        public List<Delivery> due(ChannelId channel, Instant now, int limit) {
            return inside.due(channel, now, limit);
        }

        @Override
        public List<Delivery> doubtful(ChannelId channel, Instant now, int limit) {
            return inside.doubtful(channel, now, limit);
        }

        @Override
        public Optional<Instant> next(ChannelId channel) {
            return inside.next(channel);
        }

        @Override
        public List<Delivery> orphans(long epoch, Instant now, int limit) {
            return inside.orphans(epoch, now, limit);
        }

        @Override
        public List<Delivery> overdue(Instant now, int limit) {
            return inside.overdue(now, limit);
        }

        @Override
        public void wake(ChannelId channel, Instant now) {
            inside.wake(channel, now);
        }

        @Override
        public List<Delivery> list(Set<State> states, long before, int limit) {
            return inside.list(states, before, limit);
        }

        @Override
        public Map<ChannelId, Map<State, Long>> counts() {
            return inside.counts();
        }
    }
}
