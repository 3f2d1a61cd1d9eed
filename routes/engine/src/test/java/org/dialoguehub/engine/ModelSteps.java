package org.dialoguehub.engine;

import static org.dialoguehub.engine.Samples.after;
import static org.dialoguehub.engine.Samples.armed;
import static org.dialoguehub.engine.Samples.delivery;
import static org.dialoguehub.engine.Samples.note;
import static org.dialoguehub.engine.Samples.received;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Money;
import org.dialoguehub.engine.Copies.Copy;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Grants.Grant;
import org.dialoguehub.engine.Notes.Entry;
import org.dialoguehub.engine.Queue.Item;
import org.dialoguehub.engine.Spending.Bill;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;

/** Random steps that change something in a store, drawn so that they often meet. */
final class ModelSteps {
    static final List<ChannelId> CHANNELS = List.of(new ChannelId("c0"), new ChannelId("c1"), new ChannelId("c2"));
    static final List<String> SUBSCRIPTIONS = List.of("feed", "list", "archive");
    static final int NOTES = 12;
    static final int IDS = 8;
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final Random random;

    ModelSteps(Random random) {
        this.random = random;
    }

    /** A step and its name. */
    record Step(String name, Action action) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What a step does; gives what can be compared. */
    @FunctionalInterface
    interface Action {
        Object on(Transaction in, ModelSide side);
    }

    Step next() {
        return switch (random.nextInt(11)) {
            case 0 -> channel();
            case 1 -> cursor();
            case 2 -> event();
            case 3 -> noteEntry();
            case 4 -> copy();
            case 5, 6 -> queued();
            case 7, 8 -> delivered();
            case 9 -> random.nextBoolean() ? paid() : allowed();
            default -> grant();
        };
    }

    private Step paid() {
        var bill = new Bill("account " + random.nextInt(2), YearMonth.of(2026, 1 + random.nextInt(2)));
        var price = new Money(random.nextInt(5), SpendingContract.DOLLARS);
        var limit = new Money(random.nextInt(30), SpendingContract.DOLLARS);
        int delivery = random.nextInt(4);
        int attempt = random.nextInt(3);
        return switch (random.nextInt(4)) {
            case 0 -> new Step("spend", (in, side) -> {
                in.spending().add(bill, price);
                return in.spending().spent(bill, SpendingContract.DOLLARS);
            });
            case 1 -> new Step("give back", (in, side) -> {
                in.spending().giveBack(delivery, attempt);
                return in.spending().spent(bill, SpendingContract.DOLLARS);
            });
            default -> new Step("book", (in, side) -> List.of(
                    in.spending().book(delivery, attempt, bill, price, limit),
                    in.spending().spent(bill, SpendingContract.DOLLARS)));
        };
    }

    private Step allowed() {
        String holder = "holder " + random.nextInt(2);
        long of = random.nextInt(9);
        var allowance = new Allowance(
                "name " + random.nextInt(2), random.nextBoolean() ? Covers.READING : Covers.EVERYTHING, false, random.nextInt(9), of,
                time());
        long wanted = random.nextLong(1, 4);
        Instant now = time();
        return random.nextInt(3) == 0
                ? new Step("allowance", (in, side) -> {
                    in.allowances().put(holder, allowance);
                    return in.allowances().of(holder);
                })
                : new Step("take", (in, side) -> List.of(
                        in.allowances().take(holder, allowance, wanted, now), in.allowances().of(holder)));
    }

    private Step channel() {
        ChannelId id = pick(CHANNELS);
        String name = "name " + random.nextInt(4);
        Instant until = time();
        return switch (random.nextInt(4)) {
            case 0 -> new Step("add channel", (in, side) -> {
                in.channels().add(id, name);
                return name;
            });
            case 1 -> new Step("rename", (in, side) -> {
                in.channels().rename(id, name);
                return name;
            });
            default -> new Step("pause", (in, side) -> {
                in.channels().pause(id, until, name);
                return name;
            });
        };
    }

    private Step cursor() {
        ChannelId id = pick(CHANNELS);
        var from = new Cursor(random.nextInt(3) == 0 ? "" : "p" + random.nextInt(3));
        var to = new Cursor("p" + random.nextInt(3));
        return new Step("move", (in, side) -> in.cursors().move(id, from, to));
    }

    private Step event() {
        Received received = received(pick(CHANNELS), "k" + random.nextInt(40));
        return new Step("receive", (in, side) -> side.placed(in.inbox().add(received)));
    }

    private Step noteEntry() {
        int number = random.nextInt(NOTES);
        int thread = random.nextInt(4);
        Notes.State state = pick(List.of(Notes.State.values()));
        var entry = new Entry(
                note(number),
                note(thread),
                Optional.of(note(thread)),
                state,
                new Audience.Organization(),
                state == Notes.State.GHOST ? OptionalLong.empty() : OptionalLong.of(random.nextInt(9)),
                "f" + random.nextInt(9));
        return switch (random.nextInt(4)) {
            case 0 -> new Step("join", (in, side) -> {
                in.notes().join(note(number % 4), note(thread));
                return number;
            });
            case 1 -> new Step("replace note", (in, side) -> {
                in.notes().replace(entry);
                return entry;
            });
            default -> new Step("add note", (in, side) -> {
                in.notes().add(entry);
                return entry;
            });
        };
    }

    private Step copy() {
        var copy = new Copy(
                note(random.nextInt(NOTES)), pick(CHANNELS), new ExternalId("e" + random.nextInt(IDS)), random.nextInt(99),
                Optional.empty());
        return new Step("copy", (in, side) -> in.copies().add(copy));
    }

    private Step queued() {
        String name = pick(SUBSCRIPTIONS);
        long sequence = random.nextInt(20);
        int place = random.nextInt(20);
        Instant next = time();
        return switch (random.nextInt(9)) {
            case 0 -> random.nextInt(4) == 0 ? unsubscribe(name) : subscribe(name, pick(CHANNELS));
            case 1 -> subscribe(name, CHANNELS.getFirst());
            case 2 -> new Step("done", (in, side) -> {
                in.queue().done(name, List.of(sequence, sequence + 1));
                return sequence;
            });
            case 3 -> new Step("revive", (in, side) -> in.queue().revive(name, sequence, next));
            case 4 -> new Step("dead", (in, side) -> {
                some(in, name, place).ifPresent(item -> in.queue().dead(item, "broken"));
                return place;
            });
            case 5 -> new Step("later", (in, side) -> {
                some(in, name, place).ifPresent(item -> in.queue().later(item, next, "busy"));
                return place;
            });
            default -> new Step("put", (in, side) -> {
                boolean there = in.queue().waiting().containsKey(name);
                if (there) {
                    in.queue().put(name, sequence, note((int) sequence % 4));
                }
                return there;
            });
        };
    }

    private static Step unsubscribe(String name) {
        return new Step("unsubscribe", (in, side) -> {
            in.queue().unsubscribe(name);
            return name;
        });
    }

    private static Step subscribe(String name, ChannelId channel) {
        return new Step("subscribe", (in, side) -> {
            in.queue().subscribe(channel, name);
            return name;
        });
    }

    private static Optional<Item> some(Transaction in, String name, int place) {
        List<Item> all = in.queue().due(name, LAST, Integer.MAX_VALUE);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(place % all.size()));
    }

    private Step delivered() {
        ChannelId channel = pick(CHANNELS);
        int place = random.nextInt(30);
        State state = pick(Samples.STATES);
        Instant next = time();
        Progress progress = armed(Progress.begin(next), random.nextInt(3)).to(state, next, "because");
        Delivery planned = delivery(channel, random.nextInt(15), random.nextInt(3), time(),
                random.nextBoolean() ? progress : Progress.begin(next));
        int behind = random.nextInt(8) == 0 ? 1 : 0;
        return switch (random.nextInt(6)) {
            case 0 -> new Step("wake", (in, side) -> {
                in.ledger().wake(channel, next);
                return next;
            });
            case 1, 2 -> new Step("plan", (in, side) -> side.placed(in.ledger().plan(planned)));
            default -> new Step("replace", (in, side) -> in.ledger()
                    .find(side.id(place))
                    .map(row -> in.ledger().replace(outdated(row, behind).with(progress))));
        };
    }

    private static Delivery outdated(Delivery row, int behind) {
        return new Delivery(
                row.id(), row.key(), row.note(), row.thread(), row.activity(), row.token(), row.fingerprint(), row.planned(),
                row.deadline(), row.turn(),
                row.progress(), row.version() - behind);
    }

    private Step grant() {
        Audience of = random.nextBoolean() ? new Audience.Everyone() : Audience.circle("circle " + random.nextInt(3));
        var grant = new Grant(of, pick(CHANNELS), "anna", time(), "reason " + random.nextInt(3));
        return random.nextInt(3) > 0
                ? new Step("grant", (in, side) -> {
                    in.grants().add(grant);
                    return grant;
                })
                : new Step("take back", (in, side) -> {
                    in.grants().remove(of, grant.to());
                    return grant;
                });
    }

    private Instant time() {
        return after(random.nextInt(12));
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
