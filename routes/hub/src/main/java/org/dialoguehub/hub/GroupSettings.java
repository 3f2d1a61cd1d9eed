package org.dialoguehub.hub;

import java.util.List;
import org.dialoguehub.feed.Group;
import org.dialoguehub.feed.Role;

/**
 * A group of the feed as a user sets it up. What was changed on the feed since is left alone.
 *
 * @param id lasting
 * @param name for people
 */
public record GroupSettings(String id, String name, Group.Kind kind, List<Person> members) {
    public GroupSettings {
        members = List.copyOf(members);
    }

    /**
     * A member from the beginning.
     *
     * @param id of the account on the feed, such as {@code anna}
     * @param mails addresses by which the person is known in mails
     */
    public record Person(String id, String name, List<String> mails, Role role) {
        public Person {
            mails = List.copyOf(mails);
        }
    }
}
