package org.dialoguehub.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dialoguehub.feed.FeedException.Reason;
import org.dialoguehub.feed.Group.Kind;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.jspecify.annotations.Nullable;

/** Random members do random things; the feed must be as this simple model says, and a reader of the changes must arrive at the same. */
final class FeedModel {
    private static final List<String> EMOJIS = List.of("\uD83D\uDC4D", "\u2764\uFE0F", "\uD83C\uDF89");

    private final FeedStore store;
    private final Groups groups;
    private final Feed feed;
    private final Map<GroupId, Map<AccountId, Role>> members = new LinkedHashMap<>();
    private final Map<GroupId, Kind> kinds = new HashMap<>();
    private final Map<ExternalId, Said> notes = new LinkedHashMap<>();
    private final Map<GroupId, Replay> replays = new HashMap<>();
    private final List<AccountId> people = new ArrayList<>();
    private final Map<Reason, Integer> refusals = new EnumMap<>(Reason.class);

    /** What the model knows of a note. */
    private static final class Said {
        final GroupId group;
        final ExternalId thread;
        final AccountId author;
        final int order;
        String text;
        int version = 1;
        boolean deleted;
        final Map<String, Set<AccountId>> likes = new HashMap<>();

        Said(GroupId group, ExternalId thread, AccountId author, int order, String text) {
            this.group = group;
            this.thread = thread;
            this.author = author;
            this.order = order;
            this.text = text;
        }
    }

    /** Follows the changes of one group, as the hub does. */
    private static final class Replay {
        long place;
        final Map<ExternalId, String> texts = new LinkedHashMap<>();
        final Map<ExternalId, Set<String>> likes = new HashMap<>();
    }

    /** @param store empty */
    FeedModel(FeedStore store) {
        var clock = Clock.fixed(FeedSamples.NOON, ZoneOffset.UTC);
        this.store = store;
        this.groups = new Groups(store, clock, new Random(1));
        this.feed = new Feed(store, clock, new Random(2));
    }

    /** Lets people do that many things, and fails where the feed is not as it should be. */
    void live(long seed, int steps) throws FeedException {
        var random = new Random(seed);
        begin();
        for (int step = 0; step < steps; step++) {
            oneStep(random, step);
            if (random.nextInt(10) == 0) {
                replay();
            }
        }
        people.forEach(this::seesExactlyWhatTheyMay);
        replay();
        replays.forEach(this::arrivedAtTheSame);
        assertThat(refusals).as("seed %d tries what is refused too", seed).containsKeys(Reason.MISSING, Reason.FORBIDDEN, Reason.CONFLICT,
                Reason.GONE);
    }

    private void begin() throws FeedException {
        for (String name : List.of("anna", "ben", "carla", "dan", "eve")) {
            groups.enrol(Account.of("feed:" + name, name));
            people.add(new AccountId("feed:" + name));
        }
        for (Kind kind : List.of(Kind.CLOSED, Kind.CLOSED, Kind.OPEN)) {
            AccountId founder = people.get(kinds.size());
            Group group = groups.create(founder, "Group " + kinds.size(), kind);
            kinds.put(group.id(), kind);
            members.put(group.id(), new HashMap<>(Map.of(founder, Role.ADMIN)));
            replays.put(group.id(), new Replay());
        }
    }

    private void oneStep(Random random, int step) {
        AccountId acting = pick(random, people);
        GroupId group = pick(random, List.copyOf(members.keySet()));
        Optional<ExternalId> note = notes.isEmpty() ? Optional.empty() : Optional.of(pick(random, List.copyOf(notes.keySet())));
        String text = "text " + step;
        switch (random.nextInt(note.isEmpty() ? 2 : 9)) {
            case 0 -> post(acting, group, text);
            case 1 -> membership(acting, group, pick(random, people), random.nextInt(4));
            case 2, 3 -> reply(acting, note.orElseThrow(), text);
            case 4, 5 -> like(acting, note.orElseThrow(), pick(random, EMOJIS));
            case 6 -> unlike(acting, note.orElseThrow(), pick(random, EMOJIS));
            case 7 -> edit(random.nextInt(3) == 0 ? acting : said(note.orElseThrow()).author, note.orElseThrow(), text,
                    random.nextInt(5) == 0 ? -1 : 0);
            default -> delete(random.nextInt(3) == 0 ? acting : said(note.orElseThrow()).author, note.orElseThrow());
        }
    }

    private void post(AccountId acting, GroupId group, String text) {
        attempt(() -> feed.post(acting, group, Draft.of(text)), mayRead(acting, group) ? null : Reason.MISSING)
                .ifPresent(shown -> notes.put(shown.note().id(), new Said(group, shown.note().id(), acting, notes.size(), text)));
    }

    private void reply(AccountId acting, ExternalId note, String text) {
        Said parent = said(note);
        attempt(() -> feed.reply(acting, note, Draft.of(text)), mayRead(acting, parent.group) ? null : Reason.MISSING)
                .ifPresent(shown -> notes.put(shown.note().id(), new Said(parent.group, parent.thread, acting, notes.size(), text)));
    }

    private void edit(AccountId acting, ExternalId note, String text, int stale) {
        Said said = said(note);
        Reason refusal = !mayRead(acting, said.group)
                ? Reason.MISSING
                : !said.author.equals(acting)
                        ? Reason.FORBIDDEN
                        : said.deleted ? Reason.GONE : stale != 0 ? Reason.CONFLICT : null;
        attempt(() -> feed.edit(acting, note, said.version + stale, Draft.of(text)), refusal).ifPresent(shown -> {
            said.text = text;
            said.version++;
        });
    }

    private void delete(AccountId acting, ExternalId note) {
        Said said = said(note);
        Reason refusal = !mayRead(acting, said.group)
                ? Reason.MISSING
                : said.author.equals(acting) || isAdmin(acting, said.group) ? null : Reason.FORBIDDEN;
        attempt(() -> nothing(() -> feed.delete(acting, note)), refusal).ifPresent(done -> {
            said.version += said.deleted ? 0 : 1;
            said.deleted = true;
            said.text = "";
            said.likes.clear();
        });
    }

    private void like(AccountId acting, ExternalId note, String emoji) {
        Said said = said(note);
        Reason refusal = !mayRead(acting, said.group) ? Reason.MISSING : said.deleted ? Reason.GONE : null;
        attempt(() -> nothing(() -> feed.like(acting, note, emoji)), refusal)
                .ifPresent(done -> said.likes.computeIfAbsent(emoji, none -> new LinkedHashSet<>()).add(acting));
    }

    private void unlike(AccountId acting, ExternalId note, String emoji) {
        Said said = said(note);
        attempt(() -> nothing(() -> feed.unlike(acting, note, emoji)), mayRead(acting, said.group) ? null : Reason.MISSING)
                .ifPresent(done -> said.likes.getOrDefault(emoji, new LinkedHashSet<>()).remove(acting));
    }

    private void membership(AccountId acting, GroupId group, AccountId other, int choice) {
        Map<AccountId, Role> roles = roles(group);
        boolean self = acting.equals(other);
        if (choice == 0) {
            Reason refusal = !mayRead(acting, group) ? Reason.MISSING : self || isAdmin(acting, group) ? null : Reason.FORBIDDEN;
            attempt(() -> nothing(() -> groups.remove(acting, group, other)), refusal).ifPresent(done -> roles.remove(other));
            return;
        }
        Role role = choice == 1 ? Role.ADMIN : Role.MEMBER;
        boolean joins = self && role == Role.MEMBER && !roles.containsKey(acting);
        Reason refusal = !mayRead(acting, group) ? Reason.MISSING : joins || isAdmin(acting, group) ? null : Reason.FORBIDDEN;
        attempt(() -> nothing(() -> groups.add(acting, group, other, role)), refusal).ifPresent(done -> roles.put(other, role));
    }

    private void seesExactlyWhatTheyMay(AccountId reader) {
        for (GroupId group : members.keySet()) {
            if (mayRead(reader, group)) {
                attempt(() -> nothing(() -> seesAll(reader, group)), null);
            } else {
                attempt(() -> feed.threads(reader, group, Feed.NEWEST, 10), Reason.MISSING);
                notes.forEach((id, said) -> {
                    if (said.group.equals(group)) {
                        attempt(() -> feed.thread(reader, id, Feed.OLDEST, 10), Reason.MISSING);
                    }
                });
            }
        }
        assertThat(groups.of(reader))
                .extracting(access -> access.group().id())
                .containsExactlyInAnyOrderElementsOf(members.keySet().stream().filter(group -> mayRead(reader, group)).toList());
    }

    private void seesAll(AccountId reader, GroupId group) throws FeedException {
        List<ExternalId> expected = notes.entrySet().stream()
                .filter(entry -> entry.getValue().group.equals(group) && entry.getValue().thread.equals(entry.getKey()))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingInt((ExternalId thread) -> newest(thread)).reversed())
                .toList();
        var seen = new ArrayList<ExternalId>();
        Optional<Long> next = Optional.of(Feed.NEWEST);
        while (next.isPresent()) {
            Page<ShownThread> page = feed.threads(reader, group, next.get(), 3);
            for (ShownThread thread : page.items()) {
                seen.add(thread.first().note().id());
                assertThat(seesThread(reader, thread.first().note().id())).isEqualTo(thread.replies() + 1);
            }
            next = page.next();
        }
        assertThat(seen).isEqualTo(expected);
    }

    private int seesThread(AccountId reader, ExternalId thread) throws FeedException {
        List<ExternalId> expected = notes.keySet().stream().filter(id -> said(id).thread.equals(thread)).toList();
        var seen = new ArrayList<ExternalId>();
        Optional<Long> next = Optional.of(Feed.OLDEST);
        while (next.isPresent()) {
            Page<ShownNote> page = feed.thread(reader, thread, next.get(), 4);
            page.items().forEach(shown -> {
                seen.add(shown.note().id());
                isAsSaid(reader, shown);
            });
            next = page.next();
        }
        assertThat(seen).isEqualTo(expected);
        return seen.size();
    }

    private void isAsSaid(AccountId reader, ShownNote shown) {
        Said said = said(shown.note().id());
        assertThat(shown.note().note().body().plainText()).isEqualTo(said.text);
        assertThat(shown.note().deleted()).isEqualTo(said.deleted);
        assertThat(shown.note().version()).isEqualTo(said.version);
        assertThat(shown.mine()).isEqualTo(said.author.equals(reader));
        assertThat(shown.likes())
                .containsExactlyInAnyOrderElementsOf(said.likes.entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> new LikeCount(entry.getKey(), entry.getValue().size(), entry.getValue().contains(reader)))
                        .toList());
    }

    private void replay() {
        replays.forEach((group, replay) -> {
            for (Change change : store.changes(group, replay.place, 1_000)) {
                assertThat(change.sequence()).isGreaterThan(replay.place);
                replay.place = change.sequence();
                replay(replay, change.activity());
            }
        });
    }

    private static void replay(Replay replay, Activity activity) {
        var id = (ExternalId) activity.object();
        Set<String> likes = replay.likes.computeIfAbsent(id, none -> new LinkedHashSet<>());
        switch (activity) {
            case Activity.Create create -> replay.texts.put(id, create.note().body().plainText());
            case Activity.Update update -> replay.texts.put(id, update.note().body().plainText());
            case Activity.Delete delete -> {
                replay.texts.remove(id);
                likes.clear();
            }
            case Activity.Like like -> assertThat(likes.add(like.actor().account() + like.emoji())).isTrue();
            case Activity.Undo(var actor, Activity.Like like, var at) ->
                assertThat(likes.remove(actor.account() + like.emoji())).isTrue();
            case Activity.Undo undo -> throw new AssertionError(undo);
            case Activity.Announce share -> throw new AssertionError(share);
        }
    }

    private void arrivedAtTheSame(GroupId group, Replay replay) {
        var texts = new HashMap<ExternalId, String>();
        notes.forEach((id, said) -> {
            if (said.group.equals(group) && !said.deleted) {
                texts.put(id, said.text);
                int likes = said.likes.values().stream().mapToInt(Set::size).sum();
                assertThat(replay.likes.getOrDefault(id, Set.of())).hasSize(likes);
            }
        });
        assertThat(replay.texts).isEqualTo(texts);
    }

    private int newest(ExternalId thread) {
        return notes.values().stream().filter(said -> said.thread.equals(thread)).mapToInt(said -> said.order).max().orElseThrow();
    }

    private Said said(ExternalId note) {
        return Optional.ofNullable(notes.get(note)).orElseThrow();
    }

    private Map<AccountId, Role> roles(GroupId group) {
        return Optional.ofNullable(members.get(group)).orElseThrow();
    }

    private boolean mayRead(AccountId reader, GroupId group) {
        return kinds.get(group) == Kind.OPEN || roles(group).containsKey(reader);
    }

    private boolean isAdmin(AccountId account, GroupId group) {
        return roles(group).get(account) == Role.ADMIN;
    }

    private interface Use<T> {
        T run() throws FeedException;
    }

    private interface Work {
        void run() throws FeedException;
    }

    private static boolean nothing(Work work) throws FeedException {
        work.run();
        return true;
    }

    private <T> Optional<T> attempt(Use<T> use, @Nullable Reason refusal) {
        try {
            T result = use.run();
            assertThat(refusal).as("allowed").isNull();
            return Optional.of(result);
        } catch (FeedException refused) {
            assertThat(refused.reason()).isEqualTo(refusal);
            refusals.merge(refused.reason(), 1, Integer::sum);
            return Optional.empty();
        }
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
