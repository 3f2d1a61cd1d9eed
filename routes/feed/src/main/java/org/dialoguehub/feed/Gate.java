package org.dialoguehub.feed;

import java.util.Set;
import org.dialoguehub.feed.FeedException.Reason;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.ExternalId;

/** Lets people through to what they may see. The one place where membership is judged. */
record Gate(FeedStore store) {
    static final int LARGEST_PAGE = 200;

    /** The person, who must be known on the feed. */
    Account person(AccountId acting) throws FeedException {
        AccountId identity = Account.folded(acting);
        Account account = store.accounts(Set.of(identity)).get(identity);
        if (account == null) {
            throw new FeedException(Reason.FORBIDDEN, "'" + Wording.oneLine(acting.value()) + "' has no account on the feed");
        }
        return account;
    }

    /** What a known person is to a group that exists, whether or not they may read it. */
    Access known(GroupId group, AccountId account) throws FeedException {
        return store.access(group, Account.folded(account)).orElseThrow(() -> missing(group));
    }

    Access reader(AccountId acting, GroupId group) throws FeedException {
        return store.access(group, Account.folded(acting)).filter(Access::granted).orElseThrow(() -> missing(group));
    }

    Access admin(AccountId acting, GroupId group) throws FeedException {
        Access access = reader(acting, group);
        if (!access.admin()) {
            throw new FeedException(Reason.FORBIDDEN, "Only admins of '" + access.group().name() + "' may do this");
        }
        return access;
    }

    /** A note that the person may read. */
    Seen note(AccountId acting, ExternalId id) throws FeedException {
        FeedNote note = store.note(id).orElseThrow(() -> missing(id));
        Access access = store.access(note.group(), Account.folded(acting))
                .filter(Access::granted)
                .orElseThrow(() -> missing(id));
        return new Seen(note, access);
    }

    static int checked(int limit) throws FeedException {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new FeedException(Reason.INVALID, "'limit' is " + limit + "; 1 to " + LARGEST_PAGE + " are allowed");
        }
        return limit;
    }

    private static FeedException missing(GroupId group) {
        return new FeedException(Reason.MISSING, "There is no group '" + group + "' that you may see");
    }

    private static FeedException missing(ExternalId note) {
        return new FeedException(Reason.MISSING, "There is no note '" + Wording.oneLine(note.value()) + "' that you may see");
    }

    record Seen(FeedNote note, Access access) {}
}
