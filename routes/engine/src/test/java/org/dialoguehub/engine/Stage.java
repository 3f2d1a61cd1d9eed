package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dialoguehub.connector.Money;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.model.RichText;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;

/** Two toy networks with a rule in both directions, worked step by step on one thread, on a clock that stands until it is moved. */
final class Stage {
    static final Audience CLOSED = Audience.circle("parents");
    static final Actor ANNA = Actor.of("toy:anna", "Anna");
    private static final Timing TIMING = new Timing(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(5),
            Duration.ofMinutes(5));

    final ToyNetwork left;
    final ToyNetwork right;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final Audience rightAudience;
    private Optional<Money> limit = Optional.empty();
    private MemoryStore store;
    private Outlets outlets;
    private Planner planner;
    private List<Loop.Step> steps = List.of();
    private int random;

    Stage(boolean keyed) {
        this(keyed, CLOSED);
    }

    Stage(boolean keyed, Audience rightAudience) {
        this.left = new ToyNetwork("left", keyed);
        this.right = new ToyNetwork("right", keyed);
        this.rightAudience = rightAudience;
        this.store = new MemoryStore();
        live();
    }

    MemoryStore store() {
        return store;
    }

    Instant now() {
        return now;
    }

    /** As after a crash: the same data, everything else new. */
    void crash() {
        store = store.reopened();
        live();
    }

    /** Starts anew with another limit for what goes to the right. */
    void limit(Money value) {
        limit = Optional.of(value);
        crash();
        outlets.all().forEach(outlet -> new Canary(outlet, store, clock, TIMING.canary(), () -> {}).run());
    }

    Operations operations() {
        return new Operations(store, outlets, clock, TIMING.signInWarning(), () -> {});
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    /** Works until a round changes nothing, and then through all the times that somebody waits for. */
    void work() {
        for (int round = 0; round < 40; round++) {
            steps.forEach(Loop.Step::run);
            if (round % 4 == 3) {
                advance(Duration.ofSeconds(20));
            }
        }
    }

    /** One round of every step, without the time moving. */
    void round() {
        steps.forEach(Loop.Step::run);
    }

    /** Every channel receives one batch, and nothing else happens. */
    void receive() {
        steps.stream().filter(step -> step instanceof Intake).forEach(Loop.Step::run);
    }

    void grant(Audience of, String channel) {
        store.write(transaction -> {
            transaction.grants().add(GateTest.grant(this, of, channel));
            return true;
        });
    }

    void revoke(Audience of, String channel) {
        store.write(transaction -> {
            transaction.grants().remove(of, outlet(channel).id());
            return true;
        });
    }

    Outlet outlet(String name) {
        return outlets.named(name);
    }

    List<Delivery> deliveries(String channel) {
        return store.read(transaction -> transaction.ledger().list(EnumSet.allOf(Delivery.State.class), 1_000)).stream()
                .filter(delivery -> delivery.channel().equals(outlet(channel).id()))
                .toList();
    }

    static Note note(String text) {
        return Note.of(ANNA, RichText.of(text), CLOSED, Instant.parse("2026-03-01T11:00:00Z"));
    }

    static Activity.Create create(String id, String text) {
        return new Activity.Create(new ExternalId(id), note(text));
    }

    static Activity.Create reply(String id, String text, String... line) {
        List<NoteRef> older = new ArrayList<>();
        for (String ancestor : line) {
            older.add(new ExternalId(ancestor));
        }
        return new Activity.Create(
                new ExternalId(id), note(text).answering(new InReplyTo(older.getFirst(), older.subList(1, older.size()))));
    }

    private void live() {
        var tokens = new Tokens(clock, new Random(++random));
        outlets = Outlets.of(
                List.of(setup("left", left, CLOSED, Optional.empty()), setup("right", right, rightAudience, limit)),
                store,
                tokens,
                TIMING.request(),
                Keyring.passing(new Random(7)),
                "toy-hub");
        planner = new Planner(outlets, tokens);
        List<Loop.Step> all = new ArrayList<>();
        for (Outlet outlet : outlets.all()) {
            all.add(new Intake(outlet, store, tokens, Runnable::run, fresh -> {}));
            all.add(new Courier(outlet, store, tokens, TIMING, Runnable::run, () -> {}, () -> {}));
            all.add(new Settler(outlet, store, clock, TIMING, () -> {}));
        }
        all.add(reader("left", "right"));
        all.add(reader("right", "left"));
        steps = all;
    }

    private Reader reader(String from, String to) {
        String name = from + "-to-" + to;
        store.write(transaction -> {
            transaction.queue().subscribe(outlets.named(from).id(), name);
            return true;
        });
        Reader.Effect effect = (received, transaction) -> planner.plan(
                transaction,
                received,
                name,
                new Rule.Wanted(to, Sender.action(received.activity()), received.note(), received.activity()));
        return new Reader(name, store, clock, new Reader.Way.Inside(effect, () -> {}));
    }

    static ChannelSetup setup(String name, ToyNetwork network, Audience audience, Optional<Money> limit) {
        try {
            return new ChannelSetup(
                    name,
                    Optional.empty(),
                    network,
                    Settings.read(List.of(), Map.of()),
                    audience,
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(15),
                    Optional.empty(),
                    limit);
        } catch (SettingsException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
