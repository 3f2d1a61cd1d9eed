package org.dialoguehub.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.dialoguehub.feed.Change.Origin;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.testkit.NetworkUnderTest.Work;

/** A storage that fails when it is told to, and counts what it is asked for; what people change is spared and not counted. For one thread. */
final class FaultyFeedStore implements FeedStore {
    private final FeedStore sound;
    private final Map<Work, Long> requests = new EnumMap<>(Work.class);
    private final Set<Work> losingRequest = EnumSet.noneOf(Work.class);
    private final Set<Work> losingAnswer = EnumSet.noneOf(Work.class);
    private boolean away;

    FaultyFeedStore(FeedStore sound) {
        this.sound = sound;
    }

    /** The same storage without faults. */
    FeedStore sound() {
        return sound;
    }

    /** Whether every call fails. */
    void away(boolean value) {
        away = value;
    }

    /** Lets the next call of this kind fail before it does anything. */
    void loseNextRequest(Work work) {
        losingRequest.add(work);
    }

    /** Lets the next call of this kind do its work, and fail. */
    void loseNextAnswer(Work work) {
        losingAnswer.add(work);
    }

    void recover() {
        away = false;
        losingRequest.clear();
        losingAnswer.clear();
    }

    long requests(Work work) {
        return requests.getOrDefault(work, 0L);
    }

    private <T> T asked(Supplier<T> call) {
        if (away) {
            throw failure();
        }
        return call.get();
    }

    private <T> T made(Work work, Origin origin, Supplier<T> call) {
        return origin == Origin.HUB ? counted(work, call) : asked(call);
    }

    private <T> T counted(Work work, Supplier<T> call) {
        requests.merge(work, 1L, Long::sum);
        if (away || losingRequest.remove(work)) {
            throw failure();
        }
        T result = call.get();
        if (losingAnswer.remove(work)) {
            throw failure();
        }
        return result;
    }

    private static UncheckedIOException failure() {
        return new UncheckedIOException(new IOException("the disk is full"));
    }

    @Override
    public boolean addGroup(Group group, Set<AccountId> admins) {
        return asked(() -> sound.addGroup(group, admins));
    }

    @Override
    public void renameGroup(GroupId group, String name) {
        sound.renameGroup(group, name);
    }

    @Override
    public Optional<Group> group(GroupId id) {
        return asked(() -> sound.group(id));
    }

    @Override
    public boolean putAccount(Account account) {
        return asked(() -> sound.putAccount(account));
    }

    @Override
    public Map<AccountId, Account> accounts(Set<AccountId> identities) {
        return asked(() -> sound.accounts(identities));
    }

    @Override
    public Optional<Access> access(GroupId group, AccountId identity) {
        return asked(() -> sound.access(group, identity));
    }

    @Override
    public List<Access> groupsOf(AccountId identity) {
        return asked(() -> sound.groupsOf(identity));
    }

    @Override
    public void putMember(GroupId group, AccountId account, Role role) {
        sound.putMember(group, account, role);
    }

    @Override
    public void removeMember(GroupId group, AccountId account) {
        sound.removeMember(group, account);
    }

    @Override
    public List<Member> members(GroupId group, int limit) {
        return asked(() -> sound.members(group, limit));
    }

    @Override
    public List<Member> membersAfter(GroupId group, AccountId after, int limit) {
        return asked(() -> sound.membersAfter(group, after, limit));
    }

    @Override
    public Counts counts(GroupId group) {
        return counted(Work.READ, () -> sound.counts(group));
    }

    @Override
    public Added add(NewNote note, Origin origin) {
        return made(Work.PUBLISH, origin, () -> sound.add(note, origin));
    }

    @Override
    public Optional<FeedNote> note(ExternalId id) {
        return counted(Work.READ, () -> sound.note(id));
    }

    @Override
    public Outcome update(Activity.Update update, int version, Origin origin) {
        return made(Work.CHANGE, origin, () -> sound.update(update, version, origin));
    }

    @Override
    public Outcome delete(Activity.Delete delete, Origin origin) {
        return made(Work.CHANGE, origin, () -> sound.delete(delete, origin));
    }

    @Override
    public Outcome like(Activity.Like like, Origin origin) {
        return made(Work.CHANGE, origin, () -> sound.like(like, origin));
    }

    @Override
    public Outcome unlike(Activity.Undo undo, Origin origin) {
        return made(Work.CHANGE, origin, () -> sound.unlike(undo, origin));
    }

    @Override
    public List<Version> history(ExternalId note, int after, int limit) {
        return asked(() -> sound.history(note, after, limit));
    }

    @Override
    public Map<ExternalId, List<LikeCount>> likes(Set<ExternalId> notes, AccountId reader) {
        return asked(() -> sound.likes(notes, reader));
    }

    @Override
    public List<ThreadHead> threads(GroupId group, long before, int limit) {
        return asked(() -> sound.threads(group, before, limit));
    }

    @Override
    public List<FeedNote> thread(ExternalId thread, long after, int limit) {
        return asked(() -> sound.thread(thread, after, limit));
    }

    @Override
    public List<Change> changes(GroupId group, long after, int limit) {
        return counted(Work.READ, () -> sound.changes(group, after, limit));
    }
}
