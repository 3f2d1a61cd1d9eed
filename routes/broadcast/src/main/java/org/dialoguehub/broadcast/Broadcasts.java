package org.dialoguehub.broadcast;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dialoguehub.broadcast.Schedule.Occurrence;
import org.dialoguehub.broadcast.Step.Deed;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.Right;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.NoteId;

/**
 * Says drafts on every channel they name, at the times they are for. What is shown beforehand and what is sent come from the same code. Safe for use by
 * many threads.
 */
public final class Broadcasts implements AutoCloseable {
    private static final Principal HUB = new Principal.TheHub();
    private static final int LONGEST_KEY = 300;
    private static final int MOST_RUNS = 200;

    private final Engine engine;
    private final Actor house;
    private final InstantSource clock;
    private final Programme programme;
    private final BroadcastSettings settings;
    private final Pictures pictures;
    private final Shelf shelf;
    private final Schedules schedules;
    private final Announcer announcer;

    /**
     * @param house in whose name is spoken unless somebody else is named: the organization
     * @param programme where they are kept
     */
    public Broadcasts(Engine engine, Actor house, InstantSource clock, Programme programme, BroadcastSettings settings) {
        this.engine = engine;
        this.house = house;
        this.clock = clock;
        this.programme = programme;
        this.settings = settings;
        this.shelf = new Shelf(programme);
        this.pictures = new Pictures(engine.blobs());
        this.schedules = new Schedules(clock, settings.slots(), (plan, slot) -> programme.taken(plan, slot.key()));
        this.announcer = new Announcer(engine, pictures, programme, settings, clock);
    }

    /** Begins to say what is due, and what became due before. */
    public void start() {
        announcer.start();
    }

    /** Ends that. What is planned stays. */
    @Override
    public void close() {
        announcer.close();
    }

    /** The bytes of files: put them here before a draft names them. */
    public Blobs blobs() {
        return engine.blobs();
    }

    /** The organization, as an author. */
    public Actor house() {
        return house;
    }

    /** What users set up for them. */
    public BroadcastSettings settings() {
        return settings;
    }

    /** Where one can speak: each channel, and each group with its channels. */
    public Map<String, List<String>> places() {
        var places = new TreeMap<String, List<String>>();
        engine.channels().forEach(channel -> places.put(channel, List.of(channel)));
        places.putAll(settings.groups());
        return places;
    }

    /** Reads when something is to be said: see {@link Schedules#read(String)}. */
    public Schedule schedule(String text) {
        return schedules.read(text);
    }

    /** The next times of a schedule. */
    public List<Occurrence> times(Schedule schedule, int most) {
        return schedules.preview(schedule, most);
    }

    /**
     * What each channel will get, in the order of the draft. Sends nothing.
     *
     * @throws RefusedException if the draft names no channel, or one that there is not
     */
    public List<Preview> preview(Principal principal, Draft draft, Plan plan) throws RefusedException {
        see(principal);
        Casting casting = casting(draft, plan);
        return casting.all(Optional.empty()).stream().map(cast -> casting.preview(cast, HUB)).toList();
    }

    /** What each channel will get of something that belongs to no campaign. */
    public List<Preview> preview(Principal principal, Draft draft) throws RefusedException {
        return preview(principal, draft, Plan.NOW);
    }

    /**
     * Says a draft at once: returns once all of it is durable, or nothing. The same key again says nothing anew, whatever the draft.
     *
     * @param key unlike that of any other broadcast; at most 300 characters
     * @throws RefusedException if any channel cannot get it; then none does
     * @throws IllegalStateException if somebody must approve it first, or the key is that of one that is not out
     */
    public Publicity publish(Principal principal, Draft draft, String key) throws RefusedException {
        principal.must(Right.COMPOSE, "say something");
        if (programme.find(checked(key)).isEmpty()) {
            if (settings.approval()) {
                throw new IllegalStateException("Somebody else must approve what is said here: save it as a draft, and propose it");
            }
            casting(draft, Plan.NOW).sound(Optional.empty());
            Instant now = clock.instant();
            Broadcast written = written(principal, key, draft, Plan.NOW, now);
            programme.add(written);
        }
        Broadcast broadcast = shelf.found(key);
        if (broadcast.stage() == Stage.DRAFT && broadcast.version() == 1
                && broadcast.fingerprint().equals(Broadcast.fingerprint(draft, Plan.NOW))
                && !settings.approval()) {
            out(broadcast, principal, Deed.APPROVED);
            broadcast = shelf.found(key);
        }
        if (broadcast.stage() == Stage.APPROVED) {
            announcer.work(); // the hub may have ended before it was said
        }
        return find(principal, key).orElseThrow(() -> new IllegalStateException(
                "'" + key + "' is the key of a broadcast that is " + Shelf.word(shelf.found(key).stage())));
    }

    /**
     * Keeps a draft: as a new one, or in place of what was written before, which makes an approval void and takes it off its times.
     *
     * @param version of what was read before; 0 if it is new
     * @throws IllegalStateException if somebody else changed it since, or there is one of that key already, or it is out
     */
    public Broadcast save(Principal principal, String key, long version, Draft draft, Plan plan) {
        principal.must(Right.COMPOSE, "write a draft");
        Instant now = clock.instant();
        Broadcast written = written(principal, checked(key), draft, plan, now);
        if (version == 0) {
            if (engine.published(HUB, Announcer.key(key)).isPresent() || !programme.add(written)) {
                throw new IllegalStateException("There is a broadcast '" + key + "' already; take another key, or change that one");
            }
            return shelf.found(key);
        }
        Broadcast before = shelf.seen(key, version, Set.of(Stage.DRAFT, Stage.PROPOSED, Stage.APPROVED, Stage.HELD));
        requireNotOut(before);
        Step step = new Step(now, principal.name(), Deed.WRITTEN, written.fingerprint(), "");
        return shelf.changed(before, announcer.withdraw(before.saying(draft, plan).done(Stage.DRAFT, step)));
    }

    private static Broadcast written(Principal principal, String key, Draft draft, Plan plan, Instant now) {
        var step = new Step(now, principal.name(), Deed.WRITTEN, Broadcast.fingerprint(draft, plan), "");
        return new Broadcast(key, 1, draft, plan, Stage.DRAFT, now, Optional.empty(), List.of(step));
    }

    /** What is out on some channels, while others are quiet, cannot be written anew: it can be corrected. */
    private void requireNotOut(Broadcast broadcast) {
        if (!broadcast.recurs() && engine.published(HUB, Announcer.key(broadcast.key())).isPresent()) {
            throw new IllegalStateException("'" + broadcast.key() + "' is out already; correct it, or take it back");
        }
    }

    /** Asks others to approve a draft. */
    public Broadcast propose(Principal principal, String key, long version) throws RefusedException {
        principal.must(Right.COMPOSE, "propose a draft");
        Broadcast draft = shelf.seen(key, version, Set.of(Stage.DRAFT));
        casting(draft.draft(), draft.plan()).sound(Optional.empty());
        return shelf.changed(draft, programme.replace(draft.done(Stage.PROPOSED, step(principal, draft, Deed.PROPOSED, "")), List.of()));
    }

    /**
     * Lets a draft go out at its times.
     *
     * @throws RefusedException if any channel cannot get it as it is
     * @throws SecurityException if somebody else must approve it
     * @throws IllegalArgumentException if all its times are past
     */
    public Broadcast approve(Principal principal, String key, long version) throws RefusedException {
        Broadcast draft = shelf.seen(key, version, Set.of(Stage.DRAFT, Stage.PROPOSED));
        principal.must(settings.approval() ? Right.APPROVE : Right.COMPOSE, "let a broadcast out");
        if (settings.approval() && principal.name().equals(draft.writer())) {
            throw new SecurityException(principal.name() + " wrote '" + key + "'; somebody else must approve it");
        }
        casting(draft.draft(), draft.plan()).sound(Optional.empty());
        schedules.checked(draft.plan().schedule());
        return out(draft, principal, Deed.APPROVED);
    }

    /** Gives a broadcast its times; a slot that another has just taken is left to it. */
    private Broadcast out(Broadcast before, Principal principal, Deed deed) {
        Instant now = clock.instant();
        Broadcast approved = before.done(Stage.APPROVED, step(principal, before, deed, ""));
        boolean done = switch (before.plan().schedule()) {
            case Schedule.Now soon ->
                programme.replace(approved, List.of(new Run(before.key(), "now " + before.version(), Optional.empty(), now,
                        Run.State.DUE, now, "")));
            case Schedule.At at -> programme.replace(approved, List.of(Run.due(before.key(), at.occurrence(), Optional.empty())));
            case Schedule.NextSlot slot -> slot(approved, slot, now);
            case Schedule.Recurring recurring -> {
                Instant since = now.truncatedTo(ChronoUnit.MINUTES).minusNanos(1);
                Optional<Instant> next = recurring.after(since).findFirst().map(Occurrence::instant);
                yield programme.replace(approved.looked(Stage.APPROVED, since, next), List.of());
            }
        };
        Broadcast out = shelf.changed(before, done);
        if (before.plan().schedule() instanceof Schedule.Now) {
            announcer.work();
        }
        announcer.ring();
        return shelf.found(out.key());
    }

    private boolean slot(Broadcast approved, Schedule.NextSlot slot, Instant now) {
        for (;;) {
            Occurrence free = schedules.after(slot, now).findFirst().orElseThrow(() -> new IllegalArgumentException(
                    "No slot of '" + slot.plan() + "' is free within a year; name a time"));
            if (programme.replace(approved, List.of(Run.due(approved.key(), free, Optional.of(slot.plan()))))) {
                return true;
            }
            if (shelf.found(approved.key()).version() != approved.version()) {
                return false;
            }
        }
    }

    /** Gives a draft back to who wrote it. */
    public Broadcast reject(Principal principal, String key, long version, String reason) {
        principal.must(Right.APPROVE, "give a draft back");
        Broadcast proposed = shelf.seen(key, version, Set.of(Stage.PROPOSED));
        return shelf.changed(proposed,
                programme.replace(proposed.done(Stage.DRAFT, step(principal, proposed, Deed.REJECTED, reason)), List.of()));
    }

    /** Lets a broadcast go out no more. What is out stays: see {@link #recall}. */
    public Broadcast cancel(Principal principal, String key, long version, String reason) {
        principal.must(Right.COMPOSE, "cancel a broadcast");
        Broadcast before = shelf.seen(key, version, Set.of(Stage.DRAFT, Stage.PROPOSED, Stage.APPROVED, Stage.HELD));
        return shelf.changed(before, announcer.withdraw(before.done(Stage.CANCELLED, step(principal, before, Deed.CANCELLED, reason))));
    }

    /** Tries again, now, what could not go out at its time. */
    public Broadcast repeat(Principal principal, String key, long version) throws RefusedException {
        principal.must(settings.approval() ? Right.APPROVE : Right.COMPOSE, "let a broadcast out");
        Broadcast held = shelf.seen(key, version, Set.of(Stage.HELD));
        casting(held.draft(), held.plan()).sound(Optional.empty());
        var now = new Plan(new Schedule.Now(), held.plan().campaign(), held.plan().tags());
        return out(held.saying(held.draft(), now), principal, Deed.REPEATED);
    }

    private Step step(Principal principal, Broadcast broadcast, Deed deed, String remark) {
        return new Step(clock.instant(), principal.name(), deed, broadcast.fingerprint(), remark);
    }

    /** A broadcast with its history. */
    public Optional<Broadcast> broadcast(Principal principal, String key) {
        see(principal);
        return programme.find(key);
    }

    /** Broadcasts in these stages, that changed last first. */
    public List<Broadcast> list(Principal principal, Set<Stage> stages, int skip, int most) {
        see(principal);
        return programme.list(stages, skip, most);
    }

    /** When a broadcast goes out, went out or did not, the latest first; at most {@value #MOST_RUNS}. */
    public List<Run> runs(Principal principal, String key) {
        see(principal);
        return programme.runs(key, MOST_RUNS);
    }

    /** Under which key to {@linkplain #find} what became of a run. */
    public static String key(Broadcast broadcast, Run run) {
        return Announcer.key(run, broadcast).substring(Announcer.RULE.length() + 1);
    }

    /** What became of the broadcast with that key, or the run of one. */
    public Optional<Publicity> find(Principal principal, String key) {
        see(principal);
        return engine.published(HUB, Announcer.key(checked(key)));
    }

    /**
     * Says something below a broadcast, on some of its channels: a further comment, or what is right where a network lets nobody change what was said.
     *
     * @param of the key of the broadcast
     * @param draft what it has for the first comment is left out
     * @param key unlike that of any other broadcast
     * @throws RefusedException if any channel cannot get it; then none does
     */
    public Publicity follow(Principal principal, String of, Draft draft, String key) throws RefusedException {
        principal.must(settings.approval() ? Right.APPROVE : Right.COMPOSE, "say something without another's approval");
        if (programme.find(checked(key)).isPresent()) {
            throw new IllegalStateException("'" + key + "' is the key of a broadcast; take another");
        }
        Optional<NoteId> above = Optional.of(among(of, draft).note());
        Casting casting = casting(draft, Plan.NOW);
        return engine.publish(HUB, Announcer.RULE, casting.publication(casting.sound(above), above), Announcer.key(key));
    }

    /**
     * Says a broadcast in other words: what is not out yet goes out so, what is out is changed where it is. Where a network cannot do that, a rejected receipt
     * says so. The same words again change nothing.
     *
     * @param key of the broadcast
     * @param draft the new words, for some of its channels; what it has for the first comment is left out
     * @throws RefusedException if any channel cannot get it; then nothing is changed
     */
    public Publicity correct(Principal principal, String key, Draft draft) throws RefusedException {
        principal.must(settings.approval() ? Right.APPROVE : Right.COMPOSE, "say something without another's approval");
        among(key, draft);
        Optional<Broadcast> before = programme.find(key);
        Casting casting = casting(draft, before.map(Broadcast::plan).orElse(Plan.NOW));
        List<Casting.Cast> casts = casting.sound(Optional.empty());
        before.filter(broadcast -> broadcast.stage() == Stage.APPROVED && !broadcast.recurs())
                .ifPresent(broadcast -> reword(principal, broadcast, draft));
        return engine.correct(HUB, Announcer.RULE, Announcer.key(key), casting.publication(casts, Optional.empty()));
    }

    /** Channels that are quiet still get it in the new words. */
    private void reword(Principal principal, Broadcast before, Draft draft) {
        Draft words = draft.to(before.draft().channels());
        var step = new Step(clock.instant(), principal.name(), Deed.WRITTEN, Broadcast.fingerprint(words, before.plan()), "Corrected");
        shelf.changed(before, programme.replace(before.saying(words, before.plan()).done(Stage.APPROVED, step), List.of()));
    }

    /**
     * Takes a broadcast back everywhere, with its first comment: what is not out yet stays in, what is out is deleted. Where a network cannot do that, a
     * rejected receipt says so. The second time changes nothing.
     *
     * @throws IllegalArgumentException if there is no such broadcast
     */
    public Publicity recall(Principal principal, String key) {
        principal.must(Right.COMPOSE, "take back a broadcast");
        programme.find(key).filter(broadcast -> broadcast.stage() == Stage.APPROVED && !broadcast.recurs())
                .ifPresent(broadcast -> cancel(principal, key, broadcast.version(), "Taken back"));
        said(key);
        return engine.recall(HUB, Announcer.RULE, Announcer.key(key));
    }

    /** What was said under that key; all channels of the draft are among its channels. */
    private Publicity among(String key, Draft draft) throws RefusedException {
        Publicity said = said(key);
        Set<String> channels = said.receipts().stream().map(Receipt::channel).collect(Collectors.toSet());
        List<String> others = casting(draft, Plan.NOW).channels().stream().filter(channel -> !channels.contains(channel)).toList();
        if (!others.isEmpty()) {
            throw new RefusedException(others.stream().map(channel -> "'" + key + "' was not said on '" + channel + "'").toList());
        }
        return said;
    }

    private Publicity said(String key) {
        return engine.published(HUB, Announcer.key(checked(key)))
                .orElseThrow(() -> new IllegalArgumentException("Nothing is out of a broadcast '" + key + "'"));
    }

    /** Who is to approve must see what. */
    private static void see(Principal principal) {
        principal.must(principal.may(Right.APPROVE) ? Right.APPROVE : Right.COMPOSE, "see broadcasts");
    }

    private Casting casting(Draft draft, Plan plan) {
        return new Casting(engine, pictures, settings, draft, plan.campaign(), clock.instant());
    }

    private static String checked(String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("The key of a broadcast has 1 to " + LONGEST_KEY + " characters, not " + key.length());
        }
        return key;
    }
}
