package org.dialoguehub.verify;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.sandbox.Armed;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.verify.WatchedStore.Honesty;
import org.dialoguehub.verify.WatchedStore.Moment;

/**
 * Broadcasts through a hub that is killed again and again, to networks that make faults, and counts what is on the networks in the end. The networks run here
 * and outlive the hub; both sides share a clock, which is moved on while nothing happens.
 */
final class Trial implements AutoCloseable {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_STEP = Duration.ofMinutes(5);
    private static final int QUIET_TICKS = 6;
    private static final long PAUSE_MILLIS = 25;
    private static final String AGAIN = "again";

    /** How long a person waits before saying that something is not there: longer than a request of a hub that was killed may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How a hub is killed. */
    sealed interface Kill {
        /** When a delivery comes to a state, for the last time after so many. */
        record At(Moment moment, int skip) implements Kill {
            @Override
            public String toString() {
                return moment.state() + (moment.when() == Moment.When.BEFORE_COMMIT ? ", not yet durable" : ", durable");
            }
        }

        /** While a network has its request and has not answered. */
        record UnderWay(boolean afterEffect) implements Kill {
            @Override
            public String toString() {
                return afterEffect ? "ARMED, request carried out, no answer yet" : "ARMED, request under way, carried out after the kill";
            }
        }
    }

    /** Something to ask of the hub until it has said that it is done. */
    private record Wish(List<String> words) {}

    /**
     * What to do.
     *
     * @param ofEach how many channels of each kind
     * @param doubt how many faults for each broadcast
     * @param patience how many real seconds it may take
     */
    record Plan(long seed, int broadcasts, int ofEach, List<Kill> kills, int doubt, Honesty honesty, Duration patience) {}

    private final Plan plan;
    private final Path folder;
    private final Random random;
    private final SandboxClock clock = SandboxClock.running();
    private final Map<String, Place> places = new TreeMap<>();
    private final Deque<Wish> wishes = new ArrayDeque<>();
    private final Tallies tallies = new Tallies();
    private final Map<String, List<Armed>> faults = new TreeMap<>();
    private final Set<Integer> said = new HashSet<>();
    private final Map<String, Instant> asked = new HashMap<>();
    private final long begun = System.nanoTime();
    private long ahead;

    Trial(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
        this.random = new Random(plan.seed());
        Thread.setDefaultUncaughtExceptionHandler((thread, broken) -> tell(thread.getName(), broken));
        Duration sameText = plan.honesty() == Honesty.WITHOUT_SETTLING ? Duration.ZERO : Place.MONTHS;
        IntStream.range(0, plan.ofEach()).forEach(number -> places.putAll(Place.each(clock, number, sameText)));
    }

    /** GreenMail lets a connection that a killed hub has left throw its thread away. */
    private static void tell(String thread, Throwable broken) {
        if (!thread.startsWith("smtp:") && !thread.startsWith("imap:")) {
            System.err.println(thread + ": " + broken);
        }
    }

    /** Runs, and counts. */
    Tallies run() throws Exception {
        writeSettings();
        int lives = plan.kills().size() + 1;
        for (int life = 0; life < lives; life++) {
            for (int broadcast = plan.broadcasts() * life / lives; broadcast < plan.broadcasts() * (life + 1) / lives; broadcast++) {
                wish(broadcast);
            }
            Optional<Kill> kill = life < plan.kills().size() ? Optional.of(plan.kills().get(life)) : Optional.empty();
            live(kill);
        }
        return tallies;
    }

    private void wish(int broadcast) {
        List<String> texts = Marks.texts(broadcast);
        String channels = String.join(",", places.keySet());
        wishes.add(new Wish(List.of("say", "broadcast-" + broadcast, texts.get(0), texts.get(1), channels)));
        wishes.add(new Wish(List.of("follow", "broadcast-" + broadcast, "following-" + broadcast, texts.get(2), channels)));
        said.add(broadcast);
        List<Place> all = List.copyOf(places.values());
        for (int fault = 0; fault < plan.doubt(); fault++) {
            trouble(all.get(random.nextInt(all.size())));
        }
    }

    private void trouble(Place place) {
        Map<String, Supplier<Armed>> kinds = new TreeMap<>(place.faults());
        if (random.nextInt(4) == 0) {
            kinds = new TreeMap<>(place.blindness());
        }
        if (!kinds.isEmpty()) {
            List<String> names = List.copyOf(kinds.keySet());
            String name = names.get(random.nextInt(names.size()));
            faults.computeIfAbsent(name, kind -> new ArrayList<>()).add(kinds.getOrDefault(name, () -> {
                throw new IllegalStateException(name);
            }).get());
        }
    }

    /** One life of the hub: to its violent end, or until all is done. */
    private void live(Optional<Kill> kill) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                folder.resolve("data").toString(), folder.resolve("channels").toString(), plan.honesty().name(), "-", "0",
                Long.toString(ahead)));
        if (kill.orElse(null) instanceof Kill.At(var moment, var skip)) {
            arguments.set(3, moment.state() + "-" + moment.when());
            arguments.set(4, Integer.toString(skip));
        }
        List<Armed> held = kill.orElse(null) instanceof Kill.UnderWay under ? hold(under) : List.of();
        try (Child hub = Child.start(folder.resolve("hub.log"), arguments)) {
            boolean killed = kill.isPresent() ? liveUntil(hub, held) : liveToTheEnd(hub);
            hub.kill();
            held.forEach(Armed::disarm);
            kill.ifPresent(how -> tallies.killed(killed ? how.toString() : "anywhere"));
        }
    }

    private List<Armed> hold(Kill.UnderWay under) {
        return places.values().stream().flatMap(place -> place.hold(under.afterEffect()).stream()).toList();
    }

    /** False if the moment did not come in this life. */
    private boolean liveUntil(Child hub, List<Armed> held) throws Exception {
        var pace = new Pace();
        int idle = 0;
        while (idle < 3 * QUIET_TICKS && !late()) {
            if (!grant(hub) || !tick(hub, pace) || held.stream().anyMatch(one -> one.fired() > 0)) {
                return true;
            }
            idle = wishes.isEmpty() && pace.calm() ? idle + 1 : 0;
        }
        return false;
    }

    private boolean liveToTheEnd(Child hub) throws Exception {
        var pace = new Pace();
        boolean calm = rest(hub, pace);
        List<String> refusing =
                places.entrySet().stream().filter(place -> place.getValue().refusesRepeats()).map(Map.Entry::getKey).toList();
        wishes.add(new Wish(List.of("repeat", AGAIN, Marks.texts(0).getFirst(), String.join(",", refusing))));
        calm = calm && rest(hub, pace);
        tallies.ended(calm, pace.last, Duration.ofNanos(ahead), Duration.ofNanos(System.nanoTime() - begun));
        count(hub);
        return false;
    }

    /** Until nothing is left to be done; false if that takes too long. */
    private boolean rest(Child hub, Pace pace) throws Exception {
        int calm = 0;
        while (calm < 4 && !late()) {
            grant(hub);
            tick(hub, pace);
            calm = wishes.isEmpty() && pace.calm() && clock.timers() == 0 ? calm + 1 : 0;
        }
        return calm == 4;
    }

    private boolean late() {
        return System.nanoTime() - begun > plan.patience().toNanos();
    }

    /** Says the next thing; false if the hub is to be killed now. */
    private boolean grant(Child hub) throws InterruptedException {
        if (wishes.isEmpty()) {
            return true;
        }
        Wish wish = wishes.peek();
        Optional<String> answer = hub.ask(wish.words().toArray(String[]::new));
        if (answer.filter(word -> word.equals("said")).isPresent()) {
            wishes.remove(wish);
        } else {
            answer.ifPresent(tallies::refused);
        }
        return answer.isPresent();
    }

    /** Lets time go on; false if the hub is to be killed now. */
    private boolean tick(Child hub, Pace pace) throws Exception {
        Duration step = pace.step(clock.timers() > 0 || !wishes.isEmpty());
        clock.advance(step);
        ahead += step.toNanos();
        Optional<String> answer = hub.ask("tick", Long.toString(ahead));
        if (answer.isEmpty() || hub.isHere()) {
            return false;
        }
        String[] parts = answer.get().split(ChildHub.SEPARATOR, -1);
        if (parts.length < 2) {
            throw new AssertionError(answer.get());
        }
        pace.saw(parts[0]);
        for (String channel : parts[1].split(",", -1)) {
            if (!channel.isEmpty() && !signIn(hub, channel)) {
                return false;
            }
        }
        if (parts[0].contains(State.UNKNOWN.name()) && clock.timers() == 0 && !decide(hub)) {
            return false;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        return true;
    }

    private boolean signIn(Child hub, String channel) throws InterruptedException {
        Optional<String> page = hub.ask("page", channel);
        if (page.isEmpty()) {
            return false;
        }
        Optional<URI> back = place(channel).agree(URI.create(page.get()));
        tallies.signedIn();
        return hub.ask("answer", channel, back.orElseThrow().toString()).isPresent();
    }

    /** A person looks what became of posts that nobody else can find, and says so. */
    private boolean decide(Child hub) throws InterruptedException {
        Optional<String> doubts = hub.ask("doubts");
        for (String doubt : doubts.filter(text -> !text.isEmpty()).stream().flatMap(text -> Arrays.stream(text.split(ChildHub.SEPARATOR)))
                .toList()) {
            if (clock.instant().isBefore(asked.computeIfAbsent(doubt, first -> clock.instant()).plus(PATIENCE))) {
                continue;
            }
            asked.remove(doubt);
            String[] parts = doubt.split(" ", -1);
            Place place = place(parts[1]);
            boolean found = place.marks().orElseThrow().containsAll(List.of(parts[2].split(",", -1)));
            tallies.of(place.kind()).unknown();
            tallies.decided("A person says of " + doubt + ": " + (found ? "found" : "absent") + " at " + clock.instant());
            if (hub.ask("settle", parts[0], found ? "FOUND" : "ABSENT").isEmpty()) {
                return false;
            }
        }
        return doubts.isPresent();
    }

    private Place place(String channel) {
        return Optional.ofNullable(places.get(channel)).orElseThrow();
    }

    private void count(Child hub) throws Exception {
        for (Map.Entry<String, Place> place : places.entrySet()) {
            List<String> there = place.getValue().marks().orElse(null);
            if (there == null) {
                there = List.of(hub.ask("feed", place.getKey()).orElseThrow().split(ChildHub.SEPARATOR));
            }
            List<String> wanted = said.stream().flatMap(broadcast -> Marks.of(broadcast).stream()).toList();
            tallies.of(place.getValue().kind()).count(place.getKey(), wanted, there);
        }
        for (int broadcast : said) {
            for (String key : List.of("broadcast-" + broadcast, "following-" + broadcast)) {
                receipts(hub, key).forEach(parts -> tallies.of(place(parts[0]).kind())
                        .receipt(parts[1], parts[2], Integer.parseInt(parts[3]), parts[4]));
            }
        }
        receipts(hub, AGAIN).forEach(parts -> tallies.of(place(parts[0]).kind()).repeated(parts[1]));
        faults.forEach((name, armed) -> tallies.fault(name, armed.stream().mapToInt(Armed::fired).sum()));
    }

    private static Stream<String[]> receipts(Child hub, String key) throws InterruptedException {
        return Stream.of(hub.ask("receipts", key).orElse("").split(ChildHub.SEPARATOR)).filter(line -> !line.isEmpty())
                .map(line -> line.split(" ", 5));
    }

    private void writeSettings() throws IOException {
        var all = new Properties();
        places.forEach((name, place) -> place.settings().forEach((key, value) -> all.setProperty(name + "/" + key, value)));
        try (var out = Files.newBufferedWriter(folder.resolve("channels"))) {
            all.store(out, "");
        }
    }

    @Override
    public void close() {
        places.values().forEach(Place::close);
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    /** How far the clock goes on at once: little while something happens, and more and more while nothing does. */
    private static final class Pace {
        private String last = "";
        private Duration step = STEP;
        private int same;

        Duration step(boolean busy) {
            if (busy || last.contains(State.ARMED.name())) {
                step = STEP;
            }
            return step;
        }

        void saw(String counts) {
            same = counts.equals(last) ? same + 1 : 0;
            last = counts;
            if (same == 0) {
                step = STEP;
            } else if (same % QUIET_TICKS == 0 && step.compareTo(LONGEST_STEP) < 0) {
                step = step.multipliedBy(2);
            }
        }

        boolean calm() {
            return Stream.of(State.values()).filter(State::open).noneMatch(state -> last.contains(state.name()));
        }
    }
}
