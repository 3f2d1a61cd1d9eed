package org.dialoguehub.feed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.feed.Change.Origin;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;

/**
 * What the feed keeps. Decides nothing about who may do what: {@link Feed} and {@link Groups} do.
 *
 * <p><b>One call is one transaction.</b> Once it returns, what it wrote is durable and seen by every later call; when it throws, nothing or all
 * of it was written. Safe for use by many threads, virtual ones included; calls may block, and calls that write at the same time may share one
 * commit.
 *
 * <p><b>The order of changes.</b> Each group has a log of changes, numbered by a growing {@link Change#sequence()}, which begins above 0. A
 * change becomes visible to {@link #changes} only when no change with a smaller number can become visible any more: the order of commits is
 * the order of numbers. A reader that goes on after the greatest number it has seen misses nothing. (In SQL: take the number from the row of the
 * group in the same transaction, so that the lock on that row orders the commits; a sequence of the database does not do.)
 *
 * <p>Groups, accounts and notes named in a call exist, unless stated otherwise. Times are kept to the millisecond. Texts may be any valid
 * Unicode without U+0000. Lists have at most {@code limit} items.
 *
 * <p>Every method throws {@link java.io.UncheckedIOException} if the storage cannot be used now (full, locked, away).
 */
public interface FeedStore {
    // Groups and people

    /**
     * Adds a group with its first admins.
     *
     * @return false if there is a group of this id; it is left as it is
     */
    boolean addGroup(Group group, Set<AccountId> admins);

    /** Gives a group another name. */
    void renameGroup(GroupId group, String name);

    Optional<Group> group(GroupId id);

    /**
     * Adds a person or replaces what is known of them, linked accounts included.
     *
     * @return false if one of the {@link Account#identities()} belongs to another person; nothing is changed then
     */
    boolean putAccount(Account account);

    /** Whose these accounts are, be they accounts on the feed or linked ones; those of nobody are left out. */
    Map<AccountId, Account> accounts(Set<AccountId> identities);

    /** What the person with this account (on the feed, or linked) is to a group; empty if either is not known. */
    Optional<Access> access(GroupId group, AccountId identity);

    /** The groups that the person with this account (on the feed, or linked) may read, in any order. */
    List<Access> groupsOf(AccountId identity);

    /** Makes a person a member in this role, or gives a member this role. */
    void putMember(GroupId group, AccountId account, Role role);

    /** Ends a membership, if there is one. */
    void removeMember(GroupId group, AccountId account);

    /** The first members of a group, in an order of the store's own. */
    List<Member> members(GroupId group, int limit);

    /** The members that come after one, which may have left meanwhile. */
    List<Member> membersAfter(GroupId group, AccountId after, int limit);

    Counts counts(GroupId group);

    // Notes

    /**
     * Adds a note, and a {@link Activity.Create} to the changes; does nothing if there is a note of this id already, taken back or not.
     * The thread and what {@link org.dialoguehub.model.Note#inReplyTo()} names are in the same group.
     */
    Added add(NewNote note, Origin origin);

    /** What {@link #add} came to: the note as it is, and whether it is new. */
    record Added(FeedNote note, boolean fresh) {}

    /** A note, be it taken back or not. */
    Optional<FeedNote> note(ExternalId id);

    /**
     * Changes a note to {@link Activity.Update#note()} ({@link FeedNote#edited}), keeps what it said before, and adds the update to the
     * changes.
     *
     * @param version the version that is changed; another one is a {@link Outcome#CONFLICT}
     */
    Outcome update(Activity.Update update, int version, Origin origin);

    /**
     * Leaves only the {@link FeedNote#tombstone} of a note, without its likes and earlier versions; takes all earlier changes of this note out
     * of the log, and adds the deletion to it.
     */
    Outcome delete(Activity.Delete delete, Origin origin);

    /** Adds a like, one for each account, note and emoji, and adds it to the changes. */
    Outcome like(Activity.Like like, Origin origin);

    /** Takes back a like ({@link Activity.Undo#undone()}), and adds that to the changes. */
    Outcome unlike(Activity.Undo undo, Origin origin);

    /** What became of a change. Whatever is not {@link #DONE} has changed nothing, and is not among the changes. */
    enum Outcome {
        /** It is done. */
        DONE,
        /** It was so already. */
        UNCHANGED,
        /** The note has changed meanwhile. */
        CONFLICT,
        /** There is no such note, or it was taken back. Deleting a note that was taken back is {@link #UNCHANGED}. */
        GONE
    }

    /** What a note said, from its first version to the present one; those after a version number. None for a note taken back. */
    List<Version> history(ExternalId note, int after, int limit);

    /** The likes of these notes, in any order; a note without any may be left out. */
    Map<ExternalId, List<LikeCount>> likes(Set<ExternalId> notes, AccountId reader);

    /** The threads of a group, that with the newest note first; those with {@link ThreadHead#last()} below a number. */
    List<ThreadHead> threads(GroupId group, long before, int limit);

    /** The notes of a thread, oldest first; those with {@link FeedNote#sequence()} above a number. */
    List<FeedNote> thread(ExternalId thread, long after, int limit);

    /** The changes in a group, oldest first; those with {@link Change#sequence()} above a number. */
    List<Change> changes(GroupId group, long after, int limit);
}
