package org.dialoguehub.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dialoguehub.engine.StoreException;
import org.dialoguehub.feed.Access;
import org.dialoguehub.feed.Account;
import org.dialoguehub.feed.Change;
import org.dialoguehub.feed.Change.Origin;
import org.dialoguehub.feed.Counts;
import org.dialoguehub.feed.FeedNote;
import org.dialoguehub.feed.FeedStore;
import org.dialoguehub.feed.Group;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.feed.LikeCount;
import org.dialoguehub.feed.Member;
import org.dialoguehub.feed.NewNote;
import org.dialoguehub.feed.Role;
import org.dialoguehub.feed.ThreadHead;
import org.dialoguehub.feed.Version;
import org.dialoguehub.json.ActivityJson;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;

/** Each call in a transaction of its own. */
final class SqlFeedStore implements FeedStore {
    private final Database database;
    private final ActivityJson json;

    SqlFeedStore(Database database, ActivityJson json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public boolean addGroup(Group group, Set<AccountId> admins) {
        return changePeople(people -> people.addGroup(group, admins));
    }

    @Override
    public void renameGroup(GroupId group, String name) {
        changePeople(people -> people.renameGroup(group, name));
    }

    @Override
    public Optional<Group> group(GroupId id) {
        return people(people -> people.group(id));
    }

    @Override
    public boolean putAccount(Account account) {
        return changePeople(people -> people.putAccount(account));
    }

    @Override
    public Map<AccountId, Account> accounts(Set<AccountId> identities) {
        return people(people -> people.accounts(identities));
    }

    @Override
    public Optional<Access> access(GroupId group, AccountId identity) {
        return people(people -> people.access(group, identity));
    }

    @Override
    public List<Access> groupsOf(AccountId identity) {
        return people(people -> people.groupsOf(identity));
    }

    @Override
    public void putMember(GroupId group, AccountId account, Role role) {
        changePeople(people -> people.putMember(group, account, role));
    }

    @Override
    public void removeMember(GroupId group, AccountId account) {
        changePeople(people -> people.removeMember(group, account));
    }

    @Override
    public List<Member> members(GroupId group, int limit) {
        return people(people -> people.members(group, limit));
    }

    @Override
    public List<Member> membersAfter(GroupId group, AccountId after, int limit) {
        return people(people -> people.membersAfter(group, after, limit));
    }

    @Override
    public Counts counts(GroupId group) {
        return people(people -> people.counts(group));
    }

    @Override
    public Added add(NewNote note, Origin origin) {
        String first = FeedNotes.first(note, json);
        return changeNotes(notes -> notes.add(note, first, origin));
    }

    @Override
    public Optional<FeedNote> note(ExternalId id) {
        return notes(notes -> notes.note(id));
    }

    @Override
    public Outcome update(Activity.Update update, int version, Origin origin) {
        return changeNotes(notes -> notes.update(update, version, origin));
    }

    @Override
    public Outcome delete(Activity.Delete delete, Origin origin) {
        return changeNotes(notes -> notes.delete(delete, origin));
    }

    @Override
    public Outcome like(Activity.Like like, Origin origin) {
        return changeNotes(notes -> notes.like(like, origin));
    }

    @Override
    public Outcome unlike(Activity.Undo undo, Origin origin) {
        return changeNotes(notes -> notes.unlike(undo, origin));
    }

    @Override
    public List<Version> history(ExternalId note, int after, int limit) {
        return notes(notes -> notes.history(note, after, limit));
    }

    @Override
    public Map<ExternalId, List<LikeCount>> likes(Set<ExternalId> ids, AccountId reader) {
        return notes(notes -> notes.likes(ids, reader));
    }

    @Override
    public List<ThreadHead> threads(GroupId group, long before, int limit) {
        return notes(notes -> notes.threads(group, before, limit));
    }

    @Override
    public List<FeedNote> thread(ExternalId thread, long after, int limit) {
        return notes(notes -> notes.thread(thread, after, limit));
    }

    @Override
    public List<Change> changes(GroupId group, long after, int limit) {
        return notes(notes -> notes.changes(group, after, limit));
    }

    private <T> T people(Function<FeedPeople, T> work) {
        return usable(() -> database.read(sql -> work.apply(new FeedPeople(sql))));
    }

    private <T> T changePeople(Function<FeedPeople, T> work) {
        return usable(() -> database.write(sql -> work.apply(new FeedPeople(sql))));
    }

    private <T> T notes(Function<FeedNotes, T> work) {
        return usable(() -> database.read(sql -> work.apply(new FeedNotes(sql, json))));
    }

    private <T> T changeNotes(Function<FeedNotes, T> work) {
        return usable(() -> database.write(sql -> work.apply(new FeedNotes(sql, json))));
    }

    private static <T> T usable(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreException unusable) {
            throw new UncheckedIOException(new IOException(unusable.getMessage(), unusable));
        }
    }
}
