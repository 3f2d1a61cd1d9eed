package org.dialoguehub.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.feed.Access;
import org.dialoguehub.feed.Account;
import org.dialoguehub.feed.Counts;
import org.dialoguehub.feed.Group;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.feed.Member;
import org.dialoguehub.feed.Role;
import org.dialoguehub.model.AccountId;

/** The groups of the feed and the people in them. */
record FeedPeople(Sql sql) {
    boolean addGroup(Group group, Set<AccountId> admins) {
        int added = sql.update(
                """
                INSERT INTO hub_feed_groups (id, name, kind, created, sequence) VALUES (?, ?, ?, ?, 0)
                ON CONFLICT (id) DO NOTHING""",
                group.id(),
                group.name(),
                group.kind(),
                group.created());
        if (added == 1) {
            admins.forEach(admin -> putMember(group.id(), admin, Role.ADMIN));
        }
        return added == 1;
    }

    int renameGroup(GroupId group, String name) {
        return sql.update("UPDATE hub_feed_groups SET name = ? WHERE id = ?", name, group);
    }

    Optional<Group> group(GroupId id) {
        return sql.first(
                FeedPeople::group, "SELECT id, name, kind, created FROM hub_feed_groups WHERE id = ?", id);
    }

    boolean putAccount(Account account) {
        List<AccountId> identities = List.copyOf(account.identities());
        AccountId id = account.id();
        boolean taken = !sql.among(
                Row::text,
                "SELECT identity FROM hub_feed_identities WHERE account <> ? AND identity IN (*)",
                identities,
                id)
                .isEmpty();
        if (!taken) {
            replace(account, identities);
        }
        return !taken;
    }

    private void replace(Account account, List<AccountId> identities) {
        AccountId id = account.id();
        sql.update(
                "INSERT INTO hub_feed_accounts (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
                id,
                account.name());
        sql.update("DELETE FROM hub_feed_identities WHERE account = ?", id);
        for (AccountId identity : identities) {
            sql.update("INSERT INTO hub_feed_identities (identity, account) VALUES (?, ?)", identity, id);
        }
    }

    Map<AccountId, Account> accounts(Set<AccountId> identities) {
        List<Map.Entry<AccountId, AccountId>> owners = sql.among(
                row -> Map.entry(new AccountId(row.name()), new AccountId(row.name())),
                "SELECT identity, account FROM hub_feed_identities WHERE identity IN (*)",
                identities);
        Map<AccountId, Account> people = people(owners.stream().map(Map.Entry::getValue).toList());
        var found = new HashMap<AccountId, Account>();
        owners.forEach(owner -> found.put(owner.getKey(), Objects.requireNonNull(people.get(owner.getValue()))));
        return found;
    }

    /** These people by their id on the feed. */
    private Map<AccountId, Account> people(Collection<AccountId> ids) {
        var linked = new HashMap<AccountId, Set<AccountId>>();
        sql.among(
                row -> Map.entry(new AccountId(row.name()), new AccountId(row.name())),
                "SELECT account, identity FROM hub_feed_identities WHERE identity <> account AND account IN (*)",
                ids)
                .forEach(link -> linked.computeIfAbsent(link.getKey(), id -> new HashSet<>()).add(link.getValue()));
        var people = new HashMap<AccountId, Account>();
        sql.among(
                row -> Map.entry(new AccountId(row.name()), row.text()), "SELECT id, name FROM hub_feed_accounts WHERE id IN (*)", ids)
                .forEach(named -> people.put(
                        named.getKey(),
                        new Account(named.getKey(), named.getValue(), linked.getOrDefault(named.getKey(), Set.of()))));
        return people;
    }

    private Optional<Account> person(AccountId identity) {
        return Optional.ofNullable(accounts(Set.of(identity)).get(identity));
    }

    Optional<Access> access(GroupId group, AccountId identity) {
        return person(identity).flatMap(person -> group(group).map(found -> new Access(found, person, role(group, person))));
    }

    private Optional<Role> role(GroupId group, Account person) {
        return sql.first(
                row -> Role.valueOf(row.text()),
                "SELECT role FROM hub_feed_members WHERE group_id = ? AND account = ?",
                group,
                person.id());
    }

    List<Access> groupsOf(AccountId identity) {
        return person(identity).stream().flatMap(this::groupsOf).toList();
    }

    private Stream<Access> groupsOf(Account person) {
        return sql
                .list(
                        row -> new Access(group(row), person, row.optional().map(Role::valueOf)),
                        """
                        SELECT id, name, kind, created, role FROM hub_feed_groups
                        LEFT JOIN hub_feed_members ON group_id = id AND account = ?
                        WHERE role IS NOT NULL OR kind = 'OPEN'""",
                        person.id())
                .stream();
    }

    int putMember(GroupId group, AccountId account, Role role) {
        return sql.update(
                """
                INSERT INTO hub_feed_members (group_id, account, role) VALUES (?, ?, ?)
                ON CONFLICT (group_id, account) DO UPDATE SET role = excluded.role""",
                group,
                account,
                role);
    }

    int removeMember(GroupId group, AccountId account) {
        return sql.update(
                "DELETE FROM hub_feed_members WHERE group_id = ? AND account = ?", group, account);
    }

    List<Member> members(GroupId group, int limit) {
        return membersBehind(group, "", limit);
    }

    List<Member> membersAfter(GroupId group, AccountId after, int limit) {
        return membersBehind(group, after, limit);
    }

    private List<Member> membersBehind(GroupId group, Object after, int limit) {
        List<Map.Entry<AccountId, Role>> roles = sql.list(
                row -> Map.entry(new AccountId(row.name()), Role.valueOf(row.text())),
                "SELECT account, role FROM hub_feed_members WHERE group_id = ? AND account > ? ORDER BY account LIMIT ?",
                group,
                after,
                limit);
        Map<AccountId, Account> people = people(roles.stream().map(Map.Entry::getKey).toList());
        return roles.stream()
                .map(role -> new Member(Objects.requireNonNull(people.get(role.getKey())), role.getValue()))
                .toList();
    }

    Counts counts(GroupId group) {
        return sql
                .first(
                        row -> new Counts(row.number(), row.number(), row.number()),
                        """
                        SELECT (SELECT COUNT(*) FROM hub_feed_members WHERE group_id = ?),
                            (SELECT COUNT(*) FROM hub_feed_threads WHERE group_id = ?),
                            (SELECT COUNT(*) FROM hub_feed_notes WHERE group_id = ? AND deleted = 0)""",
                        group,
                        group,
                        group)
                .orElseThrow();
    }

    private static Group group(Row row) throws SQLException {
        return new Group(new GroupId(row.text()), row.text(), Group.Kind.valueOf(row.text()), row.time());
    }
}
