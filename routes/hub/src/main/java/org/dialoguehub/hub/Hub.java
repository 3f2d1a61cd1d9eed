package org.dialoguehub.hub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.dialoguehub.bridge.BridgeSettings;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Session;
import org.dialoguehub.connector.SignsIn;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Grants.Grant;
import org.dialoguehub.engine.Handler;
import org.dialoguehub.engine.Operations;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.feed.Account;
import org.dialoguehub.feed.Feed;
import org.dialoguehub.feed.FeedConnector;
import org.dialoguehub.feed.FeedException;
import org.dialoguehub.feed.Group;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.feed.Groups;
import org.dialoguehub.hub.GroupSettings.Person;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Note;
import org.dialoguehub.settings.Problem;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;

/**
 * A hub inside a program: opened with settings, it receives, bridges and delivers until it is closed. Safe for use by many threads.
 *
 * <p>What is sent and subscribed here is done on behalf of the program itself, which may do everything; on behalf of others, use {@link #engine()} with their
 * {@link Principal}.
 */
public final class Hub implements AutoCloseable {
    private static final Principal HUB = new Principal.TheHub();

    private final Storage storage;
    private final Engine engine;
    private final Feed feed;
    private final Groups groups;

    private Hub(Storage storage, Engine engine, Feed feed, Groups groups) {
        this.storage = storage;
        this.engine = engine;
        this.feed = feed;
        this.groups = groups;
    }

    /**
     * Opens a hub on a data folder, with SQLite, and starts it. The folder is made if it is missing; one hub at a time works with it.
     *
     * @throws SettingsException with everything that is wrong; nothing was changed or started then
     */
    public static Hub open(HubSettings settings, Path data) throws SettingsException {
        Surroundings surroundings = Surroundings.standard();
        return open(settings, surroundings, Storage.in(data, surroundings.clock()));
    }

    /**
     * Opens a hub on a storage, and starts it.
     *
     * @throws SettingsException with everything that is wrong; nothing was changed or started then
     */
    public static Hub open(HubSettings settings, Surroundings surroundings, Storage storage) throws SettingsException {
        Hub hub = prepared(settings, surroundings, storage);
        hub.engine.start();
        return hub;
    }

    /**
     * Opens a hub that does not work yet: it starts with {@link #start}. For those who want to subscribe before the first event comes in.
     *
     * @throws SettingsException with everything that is wrong
     */
    public static Hub prepared(HubSettings settings, Surroundings surroundings, Storage storage)
            throws SettingsException {
        var feed = new Feed(storage.feed(), surroundings.clock(), surroundings.random());
        var groups = new Groups(storage.feed(), surroundings.clock(), surroundings.random());
        List<Connector> connectors = new ArrayList<>(surroundings.connectors());
        connectors.add(new FeedConnector(feed));
        var wiring = new Wiring(settings, connectors);
        declare(settings.groups(), groups);
        var engine = new Engine(
                storage.store(),
                wiring.channels(),
                wiring.rules(),
                settings.timing(),
                surroundings.clock(),
                surroundings.random(),
                surroundings.keyring(),
                settings.name());
        grant(settings.bridges(), wiring, engine.operations());
        return new Hub(storage, engine, feed, groups);
    }

    /** Starts a hub that was only prepared. */
    public void start() {
        // Whoever asks first sets it up, under a lock. On virtual threads, with others in static initializers, that has held up everything for ever.
        LogManager unused = LogManager.getLogManager();
        engine.start();
    }

    /**
     * Everything that is wrong with settings, without opening anything.
     *
     * @return empty if all is well
     */
    public static List<Problem> problems(HubSettings settings, Surroundings surroundings) {
        List<Connector> connectors = new ArrayList<>(surroundings.connectors());
        connectors.add(new Described(FeedConnector.SPEC));
        try {
            return new Wiring(settings, connectors).channels().isEmpty()
                    ? List.of(new Problem("channels", "There is no channel yet; name one under 'channels'"))
                    : List.of();
        } catch (SettingsException wrong) {
            return wrong.problems();
        }
    }

    /**
     * Tries channels whose settings are right, without changing anything. The feed needs no trying: it is in the hub. Channels to which a person signs in
     * with a browser are tried by {@link Operations#check}, since what that has left is in the storage.
     */
    public static List<ChannelCheck> check(HubSettings settings, Surroundings surroundings) throws SettingsException {
        List<Connector> connectors = new ArrayList<>(surroundings.connectors());
        connectors.add(new Described(FeedConnector.SPEC));
        var checking = new Checking(surroundings.clock(), settings.timing().request(), settings.name());
        return new Wiring(settings, connectors).channels().stream()
                .filter(setup -> !(setup.connector() instanceof Described) && !(setup.connector() instanceof SignsIn))
                .map(checking::check)
                .toList();
    }

    /** A connector of which only the description is needed. */
    private record Described(ConnectorSpec spec) implements Connector {
        @Override
        public Session open(Settings settings, Host host) {
            throw new IllegalStateException("Only the description of " + spec.title() + " is here");
        }
    }

    private static void declare(List<GroupSettings> settings, Groups groups) throws SettingsException {
        List<Problem> problems = new ArrayList<>();
        for (GroupSettings group : settings) {
            try {
                declare(group, groups, problems);
            } catch (FeedException wrong) {
                problems.add(new Problem("groups." + group.id(), wrong.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private static void declare(GroupSettings settings, Groups groups, List<Problem> problems) throws FeedException {
        var id = new GroupId(settings.id());
        Group group = groups.declare(id, settings.name(), settings.kind());
        if (group.kind() != settings.kind()) {
            problems.add(new Problem(
                    "groups." + settings.id(),
                    "The group '" + settings.id() + "' is " + group.kind()
                            + ", and what was said among few must not become known to many; make a new group"));
            return;
        }
        for (Person person : settings.members()) {
            var account = new AccountId(person.id());
            Set<AccountId> linked = person.mails().stream().map(mail -> new AccountId("mailto:" + mail)).collect(Collectors.toSet());
            groups.enrol(new Account(account, person.name(), linked));
            groups.appoint(id, account, person.role());
        }
    }

    /** A bridge is a rule that an administrator made: notes of one side may go to the other. Grants of bridges that are no more are taken back. */
    private static void grant(List<BridgeSettings> bridges, Wiring wiring, Operations operations) {
        var names = operations.channelNames(HUB);
        for (Grant old : operations.grants(HUB)) {
            if (old.by().equals(HUB.name()) && names.containsKey(old.to()) && wiring.has(names.get(old.to()))) {
                operations.revoke(HUB, old.of(), names.get(old.to()));
            }
        }
        for (BridgeSettings bridge : bridges) {
            Audience first = wiring.audience(bridge.first());
            for (String other : bridge.others()) {
                operations.grant(HUB, first, other, "bridge " + bridge.name());
                operations.grant(HUB, wiring.audience(other), bridge.first(), "bridge " + bridge.name());
            }
        }
    }

    /** The engine below, for use cases on behalf of others. */
    public Engine engine() {
        return engine;
    }

    /** What people do on the feed. */
    public Feed feed() {
        return feed;
    }

    /** The groups of the feed and their members. */
    public Groups groups() {
        return groups;
    }

    /**
     * Sends a note to a channel: returns once that is durable, before it is out. The same key for the same channel again changes nothing.
     *
     * @param key your own, such as an order number; at most 400 characters
     * @throws IllegalArgumentException if there is no such channel
     */
    public Receipt send(String channel, Note note, String key) {
        return engine.send(HUB, channel, note, key);
    }

    /**
     * Handles what comes in on a channel from now on. The subscription is durable: what comes while nobody handles it waits, also through restarts.
     *
     * @param name lasting, and unlike that of any other subscription
     * @return closes to stop handling; the subscription stays
     */
    public AutoCloseable subscribe(String channel, String name, Handler handler) {
        return engine.subscribe(HUB, channel, name, handler);
    }

    /** What is known of a delivery by now. */
    public Receipt receipt(Receipt earlier) {
        return engine.receipt(HUB, earlier.delivery()).orElseThrow();
    }

    /** Stops, lets requests under way end, and closes the storage. A second call does nothing. */
    @Override
    public void close() {
        engine.close();
        storage.store().close();
    }
}
