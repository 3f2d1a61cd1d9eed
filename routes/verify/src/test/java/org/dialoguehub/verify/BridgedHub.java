package org.dialoguehub.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.dialoguehub.bridge.BridgeSettings;
import org.dialoguehub.engine.Keyring;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Standing;
import org.dialoguehub.engine.Status;
import org.dialoguehub.engine.Timing;
import org.dialoguehub.feed.Draft;
import org.dialoguehub.feed.Feed;
import org.dialoguehub.feed.FeedException;
import org.dialoguehub.feed.Group;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.feed.Role;
import org.dialoguehub.feed.ShownNote;
import org.dialoguehub.feed.ShownThread;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.GroupSettings;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.settings.SettingsException;

/** A hub that bridges a mailing list, or another channel, with a group of its feed, of which Clara is a member. */
final class BridgedHub implements AutoCloseable {
    static final String MAIL = "parents-mail";
    static final AccountId CLARA = new AccountId("feed:clara");

    private static final GroupId GROUP = new GroupId("parents");
    private static final int LARGEST_PAGE = 100;

    private final Hub hub;
    private final String channel;

    private BridgedHub(Hub hub, String channel) {
        this.hub = hub;
        this.channel = channel;
    }

    static BridgedHub open(MailingList list, Path folder) {
        return open(list, folder, InstantSource.system());
    }

    static BridgedHub open(MailingList list, Path folder, InstantSource clock) {
        return open("hub.example.org", list.channel(MAIL, MailingList.HUB), Storage.in(folder, clock), clock);
    }

    static BridgedHub open(String name, ChannelSettings channel, Storage storage, InstantSource clock) {
        var clara = new GroupSettings.Person(CLARA.value(), "Clara", List.of("clara@example.com"), Role.MEMBER);
        HubSettings settings = HubSettings.named(name)
                .with(channel)
                .with(ChannelSettings.of("parents", "feed", Map.of("group", GROUP.value())))
                .with(new GroupSettings(GROUP.value(), "Parents", Group.Kind.CLOSED, List.of(clara)))
                .with(new BridgeSettings("parents", channel.name(), "parents", BridgeSettings.Likes.EACH, Locale.ENGLISH))
                .with(new Timing(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(20)));
        try {
            Surroundings surroundings = Surroundings.standard().with(clock).with(Keyring.passing(new Random(7)));
            return new BridgedHub(Hub.open(settings, surroundings, storage), channel.name());
        } catch (SettingsException wrong) {
            throw new IllegalArgumentException(wrong.problems().toString(), wrong);
        }
    }

    Hub hub() {
        return hub;
    }

    ShownNote post(String text) throws FeedException {
        return hub.feed().post(CLARA, GROUP, Draft.of(text));
    }

    ShownNote reply(ShownNote to, String text) throws FeedException {
        return hub.feed().reply(CLARA, to.note().id(), Draft.of(text));
    }

    /** The one note of the group that says so. */
    ShownNote note(String line) throws FeedException {
        return notes().stream().filter(note -> line(note).equals(line)).findFirst()
                .orElseThrow(() -> new AssertionError("No '" + line + "'"));
    }

    /** The first notes of all threads of the group, with how many notes answer each. */
    List<ShownThread> threads() throws FeedException {
        List<ShownThread> threads = new ArrayList<>();
        Optional<Long> next = Optional.of(Feed.NEWEST);
        while (next.isPresent()) {
            var page = hub.feed().threads(CLARA, GROUP, next.get(), LARGEST_PAGE);
            threads.addAll(page.items());
            next = page.next();
        }
        return threads;
    }

    /** All notes of a thread. */
    List<ShownNote> thread(ShownNote first) throws FeedException {
        List<ShownNote> notes = new ArrayList<>();
        Optional<Long> next = Optional.of(Feed.OLDEST);
        while (next.isPresent()) {
            var page = hub.feed().thread(CLARA, first.note().id(), next.get(), LARGEST_PAGE);
            notes.addAll(page.items());
            next = page.next();
        }
        return notes;
    }

    /** All notes of the group. */
    List<ShownNote> notes() throws FeedException {
        List<ShownNote> notes = new ArrayList<>();
        for (ShownThread thread : threads()) {
            notes.addAll(thread(thread.first()));
        }
        return notes;
    }

    /** The first line of each note of the group, sorted. */
    List<String> lines() throws FeedException {
        return notes().stream().map(BridgedHub::line).sorted().toList();
    }

    static String line(ShownNote note) {
        return note.note().note().body().ownWords().lines().findFirst().orElse("");
    }

    Status status() {
        return hub.engine().operations().status(new Principal.TheHub());
    }

    /** How the channel is. */
    Standing standing() {
        return Optional.ofNullable(hub.engine().health().channels().get(channel)).orElseThrow();
    }

    /** What a person would have to look after: rejected, doubtful or dead. */
    List<String> mishaps() {
        Status status = status();
        return Stream.of(status.rejected(), status.doubts(), status.deadLetters()).flatMap(List::stream).map(Object::toString).toList();
    }

    /** Whether nothing waits for a reader or a courier. */
    boolean isCalm() {
        return status().waiting().values().stream().allMatch(count -> count == 0) && open() == 0;
    }

    /** How many requests to a channel went well in this life of the hub. */
    long delivered(String channel) {
        return status().channels().stream()
                .filter(one -> one.name().equals(channel))
                .mapToLong(one -> one.tally().delivered())
                .sum();
    }

    /** How many deliveries have not come to their end. */
    long open() {
        return status().channels().stream()
                .flatMap(channel -> channel.deliveries().entrySet().stream())
                .filter(entry -> entry.getKey().open())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public void close() {
        hub.close();
    }
}
