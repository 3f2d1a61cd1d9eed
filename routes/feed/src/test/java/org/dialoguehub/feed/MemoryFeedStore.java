package org.dialoguehub.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dialoguehub.feed.Change.Origin;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.ExternalId;

/** The feed's storage in memory, one call at a time; passes the contract, and is gone with the process. */
public final class MemoryFeedStore implements FeedStore {
    private final Map<GroupId, Group> groups = new LinkedHashMap<>();
    private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
    private final Map<GroupId, NavigableMap<String, Role>> members = new HashMap<>();
    private final Map<GroupId, Long> sequences = new HashMap<>();
    private final Map<GroupId, NavigableMap<Long, Change>> changes = new HashMap<>();
    private final Map<ExternalId, FeedNote> notes = new LinkedHashMap<>();
    private final Map<ExternalId, List<FeedNote>> threads = new LinkedHashMap<>();
    private final Map<ExternalId, List<Version>> versions = new HashMap<>();
    private final Map<ExternalId, Set<Liker>> likes = new HashMap<>();

    private record Liker(AccountId account, String emoji) {}

    @Override
    public synchronized boolean addGroup(Group group, Set<AccountId> admins) {
        if (groups.putIfAbsent(group.id(), group) != null) {
            return false;
        }
        members.put(group.id(), new TreeMap<>());
        changes.put(group.id(), new TreeMap<>());
        admins.forEach(admin -> putMember(group.id(), admin, Role.ADMIN));
        return true;
    }

    @Override
    public synchronized void renameGroup(GroupId id, String name) {
        groups.computeIfPresent(id, (same, group) -> new Group(id, name, group.kind(), group.created()));
    }

    @Override
    public synchronized Optional<Group> group(GroupId id) {
        return Optional.ofNullable(groups.get(id));
    }

    @Override
    public synchronized boolean putAccount(Account account) {
        boolean taken = account.identities().stream()
                .flatMap(identity -> person(identity).stream())
                .anyMatch(owner -> !owner.id().equals(account.id()));
        if (!taken) {
            accounts.put(account.id(), account);
        }
        return !taken;
    }

    @Override
    public synchronized Map<AccountId, Account> accounts(Set<AccountId> identities) {
        var found = new HashMap<AccountId, Account>();
        identities.forEach(identity -> person(identity).ifPresent(account -> found.put(identity, account)));
        return found;
    }

    @Override
    public synchronized Optional<Access> access(GroupId group, AccountId identity) {
        return person(identity).flatMap(account -> group(group).map(found -> access(found, account)));
    }

    @Override
    public synchronized List<Access> groupsOf(AccountId identity) {
        return groups.keySet().stream()
                .flatMap(group -> access(group, identity).stream())
                .filter(Access::granted)
                .toList();
    }

    @Override
    public synchronized void putMember(GroupId group, AccountId account, Role role) {
        membersOf(group).put(account.value(), role);
    }

    @Override
    public synchronized void removeMember(GroupId group, AccountId account) {
        membersOf(group).remove(account.value());
    }

    @Override
    public synchronized List<Member> members(GroupId group, int limit) {
        return membersAfter(group, new AccountId("\u0000a"), limit);
    }

    @Override
    public synchronized List<Member> membersAfter(GroupId group, AccountId after, int limit) {
        return membersOf(group).tailMap(after.value(), false).entrySet().stream()
                .limit(limit)
                .map(entry -> new Member(person(new AccountId(entry.getKey())).orElseThrow(), entry.getValue()))
                .toList();
    }

    @Override
    public synchronized Counts counts(GroupId group) {
        List<FeedNote> all = notes.values().stream().filter(note -> note.group().equals(group)).toList();
        return new Counts(
                membersOf(group).size(),
                all.stream().filter(note -> note.depth() == 0).count(),
                all.stream().filter(note -> !note.deleted()).count());
    }

    @Override
    public synchronized Added add(NewNote added, Origin origin) {
        FeedNote there = notes.get(added.id());
        if (there != null) {
            return new Added(there, false);
        }
        FeedNote note = added.added(log(added.group(), origin, new Activity.Create(added.id(), added.note())));
        notes.put(note.id(), note);
        threads.computeIfAbsent(note.thread(), none -> new ArrayList<>()).add(note);
        versions.put(note.id(), new ArrayList<>(List.of(version(note, note.note().author()))));
        likes.put(note.id(), new LinkedHashSet<>());
        return new Added(note, true);
    }

    @Override
    public synchronized Optional<FeedNote> note(ExternalId id) {
        return Optional.ofNullable(notes.get(id));
    }

    @Override
    public synchronized Outcome update(Activity.Update update, int version, Origin origin) {
        return alive(update)
                .map(note -> {
                    if (note.version() != version) {
                        return Outcome.CONFLICT;
                    }
                    FeedNote edited = note.edited(update.note(), update.published());
                    replace(edited);
                    history(edited.id()).add(version(edited, update.actor()));
                    log(note.group(), origin, update);
                    return Outcome.DONE;
                })
                .orElse(Outcome.GONE);
    }

    @Override
    public synchronized Outcome delete(Activity.Delete delete, Origin origin) {
        Optional<FeedNote> there = note(new ExternalId(delete.object().value()));
        if (there.isEmpty() || there.get().deleted()) {
            return there.isEmpty() ? Outcome.GONE : Outcome.UNCHANGED;
        }
        FeedNote note = there.get();
        replace(note.tombstone(delete.published()));
        history(note.id()).clear();
        likers(note.id()).clear();
        log(note.group()).values().removeIf(change -> change.activity().object().equals(note.id()));
        log(note.group(), origin, delete);
        return Outcome.DONE;
    }

    @Override
    public synchronized Outcome like(Activity.Like like, Origin origin) {
        return alive(like)
                .map(note -> {
                    if (!likers(note.id()).add(liker(like))) {
                        return Outcome.UNCHANGED;
                    }
                    log(note.group(), origin, like);
                    return Outcome.DONE;
                })
                .orElse(Outcome.GONE);
    }

    @Override
    public synchronized Outcome unlike(Activity.Undo undo, Origin origin) {
        return alive(undo)
                .map(note -> {
                    if (!(undo.undone() instanceof Activity.Like like) || !likers(note.id()).remove(liker(like))) {
                        return Outcome.UNCHANGED;
                    }
                    log(note.group(), origin, undo);
                    return Outcome.DONE;
                })
                .orElse(Outcome.GONE);
    }

    @Override
    public synchronized List<Version> history(ExternalId note, int after, int limit) {
        return history(note).stream().filter(version -> version.number() > after).limit(limit).toList();
    }

    @Override
    public synchronized Map<ExternalId, List<LikeCount>> likes(Set<ExternalId> ids, AccountId reader) {
        return ids.stream().collect(Collectors.toMap(Function.identity(), id -> counted(likers(id), reader)));
    }

    @Override
    public synchronized List<ThreadHead> threads(GroupId group, long before, int limit) {
        return threads.values().stream()
                .filter(thread -> thread.getFirst().group().equals(group))
                .map(thread -> new ThreadHead(thread.getFirst(), thread.size() - 1, thread.getLast().sequence()))
                .filter(head -> head.last() < before)
                .sorted(Comparator.comparingLong(ThreadHead::last).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<FeedNote> thread(ExternalId thread, long after, int limit) {
        return threads.getOrDefault(thread, List.of()).stream()
                .filter(note -> note.sequence() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Change> changes(GroupId group, long after, int limit) {
        return log(group).tailMap(after, false).values().stream().limit(limit).toList();
    }

    private Optional<Account> person(AccountId identity) {
        return accounts.values().stream().filter(account -> account.identities().contains(identity)).findFirst();
    }

    private Access access(Group group, Account account) {
        return new Access(group, account, Optional.ofNullable(membersOf(group.id()).get(account.id().value())));
    }

    private NavigableMap<String, Role> membersOf(GroupId group) {
        return members.getOrDefault(group, new TreeMap<>());
    }

    private NavigableMap<Long, Change> log(GroupId group) {
        return changes.getOrDefault(group, new TreeMap<>());
    }

    private long log(GroupId group, Origin origin, Activity activity) {
        long sequence = sequences.merge(group, 1L, Long::sum);
        log(group).put(sequence, new Change(sequence, origin, activity));
        return sequence;
    }

    private Optional<FeedNote> alive(Activity activity) {
        return note(new ExternalId(activity.object().value())).filter(note -> !note.deleted());
    }

    private void replace(FeedNote changed) {
        notes.put(changed.id(), changed);
        threads.getOrDefault(changed.thread(), new ArrayList<>())
                .replaceAll(note -> note.id().equals(changed.id()) ? changed : note);
    }

    private List<Version> history(ExternalId note) {
        return versions.getOrDefault(note, new ArrayList<>());
    }

    private Set<Liker> likers(ExternalId note) {
        return likes.getOrDefault(note, new LinkedHashSet<>());
    }

    private static Liker liker(Activity.Like like) {
        return new Liker(like.actor().account(), like.emoji());
    }

    private static Version version(FeedNote note, Actor by) {
        return new Version(note.version(), by, note.changed(), note.note());
    }

    private static List<LikeCount> counted(Set<Liker> likers, AccountId reader) {
        return likers.stream()
                .collect(Collectors.groupingBy(Liker::emoji, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new LikeCount(
                        entry.getKey(),
                        entry.getValue().size(),
                        entry.getValue().stream().anyMatch(liker -> liker.account().equals(reader))))
                .toList();
    }
}
