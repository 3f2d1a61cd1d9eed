package org.dialoguehub.feed;

import java.util.Optional;

/**
 * What a person is to a group.
 *
 * @param role absent if they are not a member
 */
public record Access(Group group, Account account, Optional<Role> role) {
    /** Whether they may read and write there. */
    public boolean granted() {
        return role.isPresent() || group.kind() == Group.Kind.OPEN;
    }

    /** Whether they may rename the group, choose its members, and take back anybody's notes. */
    public boolean admin() {
        return role.equals(Optional.of(Role.ADMIN));
    }
}
