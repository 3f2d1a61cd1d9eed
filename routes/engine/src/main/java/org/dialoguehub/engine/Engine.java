package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.Forecaster;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.connector.Outlook;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;

/**
 * The hub's work on a set of channels. Made, then {@linkplain #start started}; safe for use by many threads until it is closed.
 *
 * <p>Whoever makes it owns the {@link Store} and closes that afterwards.
 */
public final class Engine implements AutoCloseable {
    private static final int LONGEST_THREAD = 5_000;
    private static final String PUBLISHED = "publish ";
    private static final String ADOPTED = "adopt ";

    private final Store store;
    private final Outlets outlets;
    private final Tokens tokens;
    private final Sender sender;
    private final Operations operations;
    private final Doors doors;
    private final Works works;
    private final Hearing hearing;

    /**
     * @param channels what can be received from and sent to
     * @param rules what goes where by itself
     * @param random a source that cannot be guessed, such as {@link java.security.SecureRandom}
     * @param keyring opens what signing in leaves in the store
     * @param hubName the lasting name of this hub, unlike that of any other, in printable ASCII
     */
    public Engine(
            Store store,
            List<ChannelSetup> channels,
            List<Rule> rules,
            Timing timing,
            InstantSource clock,
            RandomGenerator random,
            Keyring keyring,
            String hubName) {
        this.store = store;
        this.tokens = new Tokens(clock, random);
        this.outlets = Outlets.of(channels, store, tokens, timing.request(), keyring, hubName);
        var planner = new Planner(outlets, tokens);
        this.works = new Works(store, outlets, planner, rules, timing, tokens);
        this.sender = new Sender(store, outlets, planner, tokens, store.staging(), () -> works.ringReaders(Local.CHANNEL));
        this.hearing = new Hearing(store, outlets, tokens, works);
        this.doors = new Doors(store, tokens);
        this.operations = new Operations(store, outlets, clock, timing.signInWarning(), works::ringAll);
    }

    /** Begins to receive, route, deliver and settle. What an earlier life left undone is taken up first. */
    public void start() {
        wakeWhatWaitsForMoney();
        works.start();
    }

    /** A limit may have been raised since. */
    private void wakeWhatWaitsForMoney() {
        Instant now = tokens.clock().instant();
        List<ChannelId> paid = outlets.all().stream()
                .filter(outlet -> outlet.setup().connector().spec().currency().isPresent()).map(Outlet::id).toList();
        if (!paid.isEmpty()) {
            store.write(transaction -> {
                paid.forEach(channel -> transaction.ledger().wake(channel, now));
                return true;
            });
        }
    }

    /** What those who run the hub can do. */
    public Operations operations() {
        return operations;
    }

    /** Who is let in. */
    public Doors doors() {
        return doors;
    }

    /** Whether all goes well. */
    public Health health() {
        Map<String, Standing> channels = new LinkedHashMap<>();
        outlets.all().forEach(outlet -> channels.put(outlet.name(), outlet.standing()));
        Instant now = tokens.clock().instant();
        List<String> shortages = outlets.all().stream()
                .flatMap(outlet -> outlet.purse().shortages(now).stream().map(why -> "'" + outlet.name() + "': " + why))
                .toList();
        return new Health(works.problems(), channels, works.overdue(), shortages);
    }

    /**
     * Who reads what is said on a channel.
     *
     * @throws IllegalArgumentException if there is no such channel
     */
    public Audience audience(String channel) {
        return outlets.named(channel).setup().audience();
    }

    /** The bytes of attachments: put them here before they are sent. */
    public Blobs blobs() {
        return sender.staging();
    }

    /**
     * Sends a note to a channel: returns once that is durable, before it is out. The same key for the same channel again changes nothing.
     *
     * @param key the caller's own, such as an order number; at most 400 characters
     * @return the delivery, to ask for its {@linkplain #receipt receipt}
     * @throws IllegalArgumentException if there is no such channel
     * @throws StoreException if it could not be made durable; nothing is sent then
     */
    public Receipt send(Principal principal, String channel, Note note, String key) {
        return receipt(sender.send("send by " + principal.name(), channel, note, key));
    }

    /** Sends a note as a new one, whatever was sent before; use a key to be able to repeat a call safely. */
    public Receipt send(Principal principal, String channel, Note note) {
        return send(principal, channel, note, tokens.token());
    }

    /** The names of all channels. */
    public List<String> channels() {
        return outlets.all().stream().map(Outlet::name).toList();
    }

    /** To which of some channels a note with that audience may go. */
    public Set<String> lets(Audience audience, Collection<String> channels) {
        List<Outlet> asked = channels.stream().map(outlets::named).toList();
        return store.read(transaction -> asked.stream()
                .filter(outlet -> Gate.lets(audience, outlet.id(), outlet.setup().audience(), transaction.grants()))
                .map(Outlet::name)
                .collect(Collectors.toSet()));
    }

    /** What the network of a channel would make of a post, if its connector can tell. Asks nobody. */
    public Optional<Outlook> outlook(String channel, Note note) {
        ChannelSetup setup = outlets.named(channel).setup();
        return setup.connector() instanceof Forecaster forecaster
                ? Optional.of(forecaster.outlook(setup.settings(), note))
                : Optional.empty();
    }

    /** The money and the allowances that a channel has now. */
    public Means means(Principal principal, String channel) {
        principal.must(Right.COMPOSE, "see what is spent");
        Outlet outlet = outlets.named(channel);
        Instant now = tokens.clock().instant();
        return store.read(transaction -> outlet.purse().means(transaction, now));
    }

    /** Until when the network of a channel asked to be left alone, and why. */
    public Optional<Channels.Pause> paused(String channel) {
        Outlet outlet = outlets.named(channel);
        Instant now = tokens.clock().instant();
        return store.read(transaction -> transaction.channels().paused(outlet.id())).filter(pause -> pause.until().isAfter(now));
    }

    /** What is true of the network of a channel. */
    public ConnectorSpec network(String channel) {
        return outlets.named(channel).setup().connector().spec();
    }

    /**
     * Says one note on several channels: returns once all of it is durable, or nothing. The same key again changes nothing.
     *
     * @param rule lasting name of who wants it and what for; at most 300 characters
     * @param key unlike that of anything else that is published; at most 400 characters
     * @throws IllegalArgumentException if there is no such channel
     * @throws StoreException if it could not be made durable; nothing is said then
     */
    public Publicity publish(Principal principal, String rule, Publication publication, String key) {
        principal.mustAdminister("publish");
        return publicity(sender.publish(rule, publication, PUBLISHED + key));
    }

    /** What became of what was published under that key. */
    public Optional<Publicity> published(Principal principal, String key) {
        principal.mustAdminister("see what was published");
        return store.read(transaction -> Sender.said(transaction, PUBLISHED + key)).map(this::publicity);
    }

    private Publicity publicity(Sender.Said said) {
        return publicity(said, names());
    }

    private static Publicity publicity(Sender.Said said, Map<ChannelId, String> names) {
        return new Publicity(said.note(), receipts(said.planned(), names),
                said.answers().stream().map(answer -> publicity(answer, names)).toList(),
                said.changes().stream().map(change -> change(change, names)).toList());
    }

    private static Publicity.Change change(Sender.Change change, Map<ChannelId, String> names) {
        var kind = change.event().activity() instanceof Activity.Delete ? Publicity.Change.Kind.RECALLED : Publicity.Change.Kind.CORRECTED;
        return new Publicity.Change(kind, change.event().at(), receipts(change.planned(), names));
    }

    /**
     * Says what was published under a key in other words: what is not out yet goes out so, what is out is changed where it is. What a network cannot do is
     * a rejected receipt. The same words again change nothing.
     *
     * @param correction its channels are among those on which it was published; its answers are ignored
     * @throws IllegalArgumentException if nothing was published under that key
     * @throws IllegalStateException if it has been taken back
     */
    public Publicity correct(Principal principal, String rule, String key, Publication correction) {
        principal.mustAdminister("correct what was published");
        sender.correct(rule, PUBLISHED + key, correction);
        return published(principal, key).orElseThrow();
    }

    /**
     * Takes back what was published under a key, and what was published to follow it: what is not out yet stays in, what is out is deleted. What a network
     * cannot do is a rejected receipt. The second time changes nothing.
     *
     * @throws IllegalArgumentException if nothing was published under that key
     */
    public Publicity recall(Principal principal, String rule, String key) {
        principal.mustAdminister("take back what was published");
        sender.recall(rule, PUBLISHED + key);
        return published(principal, key).orElseThrow();
    }

    /**
     * Sends a new note because of what was received, for no more readers than that has; returns once it is durable. The same again changes nothing.
     *
     * @param rule lasting name of who wants it, a route for instance, and of what for; at most 300 characters
     */
    public Receipt send(Principal principal, Received source, String rule, String channel, Note note) {
        principal.mustAdminister("answer events");
        return receipt(sender.send(source, rule, channel, note));
    }

    /**
     * Passes on what was received, to another channel; returns once that is durable. The same again changes nothing.
     *
     * @param rule lasting name of who wants it, a route for instance
     */
    public Receipt forward(Principal principal, Received source, String rule, String channel, Activity activity) {
        principal.mustAdminister("pass notes on");
        return receipt(sender.forward(source, rule, channel, activity));
    }

    /**
     * Handles what comes in on a channel from now on, in a durable subscription: what comes while nobody handles it waits, also through restarts, until
     * {@link #unsubscribe}.
     *
     * @param name lasting, and unlike that of any other subscription
     * @return closes to stop handling; the subscription stays
     */
    public AutoCloseable subscribe(Principal principal, String channel, String name, Handler handler) {
        principal.mustAdminister("read all of a channel");
        return works.subscribe(outlets.named(channel).id(), name, handler);
    }

    /**
     * As {@link #subscribe}, for what the hub itself says, on whatever channels: what was sent, published, corrected and recalled. Not what rules pass on.
     *
     * @param name lasting, and unlike that of any other subscription
     */
    public AutoCloseable subscribeToOwn(Principal principal, String name, Handler handler) {
        principal.mustAdminister("read all that is sent");
        return works.subscribe(Local.CHANNEL, name, handler);
    }

    /**
     * Makes known a note that was said before the hub listened, so that it can be answered where it stands. Sends nothing. The same key again gives the same
     * note; one that the hub knows already under one of these ids stays as it is.
     *
     * @param note what it answers is to be known already
     * @param key unlike that of anything else that was adopted; at most 400 characters
     * @param copies its ids, by the channels on which it stands
     */
    public NoteId adopt(Principal principal, Note note, String key, Map<String, ExternalId> copies) {
        principal.mustAdminister("adopt a note");
        return sender.adopt(note, ADOPTED + key, copies);
    }

    /** Ends a subscription, with all that waits for it. */
    public void unsubscribe(Principal principal, String name) {
        principal.mustAdminister("end a subscription");
        store.write(transaction -> {
            transaction.queue().unsubscribe(name);
            return true;
        });
    }

    /**
     * Hears what a network tells over HTTP: the events are durable when this returns, each once, whatever the order and however often it is told; the
     * work on them begins afterwards. The network itself is known by its signature.
     *
     * @return what to answer; empty if there is no such channel, or its network tells nothing in this way
     * @throws ConnectorException if the channel cannot hear now; nothing is kept, and the network is to come again
     * @throws StoreException if the events could not be made durable; nothing is kept, and the network is to come again
     */
    public Optional<HookAnswer> hear(String channel, HookRequest request) throws ConnectorException {
        return hearing.hear(channel, request);
    }

    /** What is known of a delivery. */
    public Optional<Receipt> receipt(Principal principal, long delivery) {
        principal.mustAdminister("see deliveries");
        return store.read(transaction -> transaction.ledger().find(delivery)).map(this::receipt);
    }

    /** A note's present text, if there is such a note, it has not been taken back, and the principal may read it. */
    public Optional<Note> note(Principal principal, NoteId id) {
        return store.read(transaction -> Optional.ofNullable(
                transaction.notes().find(List.of(id)).get(id))
                .filter(entry -> entry.state() == Notes.State.LIVE && principal.reads(entry.audience()))
                .flatMap(entry -> Planner.text(transaction, entry.id())));
    }

    /** The latest events of a channel that the principal may read, newest first. */
    public List<Received> latest(Principal principal, String channel, int limit) {
        return store.read(transaction -> transaction.inbox().latest(outlets.named(channel).id(), limit).stream()
                .filter(received -> reads(principal, transaction, received.note()))
                .toList());
    }

    /**
     * What was said on some channels of late, each note once: the threads of the latest events that the principal may read, that with the newest first.
     *
     * @param events how many to look at of each channel
     * @throws IllegalArgumentException if there is no such channel
     */
    public List<Dialogue> dialogues(Principal principal, List<String> channels, int events) {
        List<ChannelId> ids = channels.stream().map(channel -> outlets.named(channel).id()).toList();
        return store.read(transaction -> Transcript.of(transaction, principal, ids, events));
    }

    /**
     * The thread that a note is in, as far as the principal may read it: its first {@value #LONGEST_THREAD} notes. Empty if there is no such note, or nothing of
     * it may be read.
     */
    public Optional<Dialogue> dialogue(Principal principal, NoteId note) {
        List<ChannelId> ids = outlets.all().stream().map(Outlet::id).toList();
        return store.read(transaction -> Optional.ofNullable(transaction.notes().find(List.of(note)).get(note))
                .flatMap(entry -> Transcript.of(transaction, principal, ids, entry.thread(), LONGEST_THREAD)));
    }

    private static boolean reads(Principal principal, Transaction transaction, NoteId note) {
        return Optional.ofNullable(transaction.notes().find(List.of(note)).get(note))
                .filter(entry -> principal.reads(entry.audience()))
                .isPresent();
    }

    private Receipt receipt(Delivery delivery) {
        return receipts(List.of(delivery), names()).getFirst();
    }

    private Map<ChannelId, String> names() {
        return store.read(transaction -> transaction.channels().names());
    }

    private static List<Receipt> receipts(List<Delivery> deliveries, Map<ChannelId, String> names) {
        return deliveries.stream()
                .map(delivery -> Receipt.of(delivery, names.getOrDefault(delivery.channel(), delivery.channel().value())))
                .toList();
    }

    /** Stops: takes nothing new in, lets requests under way end for at most their time limit, and closes the channels. A second call does nothing. */
    @Override
    public void close() {
        works.close();
    }

    /** As {@link #close}, but waits no longer than that for requests under way. */
    public void close(Duration atMost) {
        works.close(atMost);
    }
}
