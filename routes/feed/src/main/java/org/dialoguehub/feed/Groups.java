package org.dialoguehub.feed;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.dialoguehub.feed.FeedException.Reason;
import org.dialoguehub.model.AccountId;

/**
 * Who talks where: people, groups, members. {@code acting} is the account of whom the work is done for, and must be known for sure: it
 * decides what they may see.
 *
 * <p>A closed group does not exist for those who are not its members: what they ask of it is {@link Reason#MISSING}. Safe for use by many
 * threads.
 */
public final class Groups {
    private final FeedStore store;
    private final InstantSource clock;
    private final Ids ids;
    private final Gate gate;

    /** @param random safe for use by many threads, and hard to guess, as {@link java.security.SecureRandom} is */
    public Groups(FeedStore store, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.ids = new Ids(random);
        this.gate = new Gate(store);
    }

    /**
     * Adds a person to the feed, or replaces what is known of them. Those who call this know who the person is and have their consent for each
     * linked account.
     *
     * @throws FeedException {@link Reason#CONFLICT} if an account belongs to another person
     */
    public void enrol(Account account) throws FeedException {
        Account named = new Account(account.id(), Wording.name("person", account.name()), account.linked());
        if (!store.putAccount(named)) {
            throw new FeedException(
                    Reason.CONFLICT,
                    "One of the accounts of " + named.name() + " belongs to another person on the feed: unlink it there first");
        }
    }

    /** Sees to it that a group of this id is there, for settings that name it. One that is there keeps its name, kind and members. */
    public Group declare(GroupId id, String name, Group.Kind kind) throws FeedException {
        store.addGroup(new Group(id, Wording.name("group", name), kind, Wording.time(clock.instant())), Set.of());
        return store.group(id).orElseThrow();
    }

    /** Makes a person a member on behalf of the operator, who needs no role in the group. */
    public void appoint(GroupId group, AccountId account, Role role) throws FeedException {
        Access access = gate.known(group, account);
        store.putMember(group, access.account().id(), role);
    }

    /** A new group; the person becomes its first admin. */
    public Group create(AccountId acting, String name, Group.Kind kind) throws FeedException {
        Account founder = gate.person(acting);
        var group = new Group(
                new GroupId(ids.next()), Wording.name("group", name), kind, Wording.time(clock.instant()));
        store.addGroup(group, Set.of(founder.id()));
        return group;
    }

    public void rename(AccountId acting, GroupId group, String name) throws FeedException {
        gate.admin(acting, group);
        store.renameGroup(group, Wording.name("group", name));
    }

    /** What the person may read, by name. */
    public List<Access> of(AccountId acting) {
        return store.groupsOf(Account.folded(acting)).stream()
                .sorted(Comparator.comparing((Access access) -> access.group().name()).thenComparing(access -> access.group().id().value()))
                .toList();
    }

    /** A group, and what the person is to it. */
    public Access access(AccountId acting, GroupId group) throws FeedException {
        return gate.reader(acting, group);
    }

    public Counts counts(AccountId acting, GroupId group) throws FeedException {
        gate.reader(acting, group);
        return store.counts(group);
    }

    /**
     * Some members. The linked accounts of others are shown to admins only.
     *
     * @param limit 1 to {@value Gate#LARGEST_PAGE}
     */
    public List<Member> members(AccountId acting, GroupId group, int limit) throws FeedException {
        Access reader = gate.reader(acting, group);
        return shown(reader, store.members(group, Gate.checked(limit)));
    }

    /** The members that come after one, in the same order. */
    public List<Member> membersAfter(AccountId acting, GroupId group, AccountId after, int limit) throws FeedException {
        Access reader = gate.reader(acting, group);
        return shown(reader, store.membersAfter(group, after, Gate.checked(limit)));
    }

    /** Adds a member or changes their role: admins may; besides, everybody may join an open group as a member. */
    public void add(AccountId acting, GroupId group, AccountId account, Role role) throws FeedException {
        Access access = gate.reader(acting, group);
        Account added = gate.person(account);
        boolean joining = access.account().equals(added) && access.role().isEmpty() && role == Role.MEMBER;
        if (!access.admin() && !joining) {
            throw new FeedException(Reason.FORBIDDEN, "Only admins of '" + access.group().name() + "' may choose its members");
        }
        store.putMember(group, added.id(), role);
    }

    /** Ends a membership: admins may for everybody, and everybody may leave. */
    public void remove(AccountId acting, GroupId group, AccountId account) throws FeedException {
        Access access = gate.reader(acting, group);
        AccountId removed = Account.folded(account);
        if (!access.admin() && !access.account().identities().contains(removed)) {
            throw new FeedException(Reason.FORBIDDEN, "Only admins of '" + access.group().name() + "' may remove others from it");
        }
        Account person = gate.person(removed);
        store.removeMember(group, person.id());
    }

    private static List<Member> shown(Access reader, List<Member> members) {
        if (reader.admin()) {
            return members;
        }
        return members.stream()
                .map(member -> member.account().equals(reader.account())
                        ? member
                        : new Member(new Account(member.account().id(), member.account().name(), Set.of()), member.role()))
                .toList();
    }
}
