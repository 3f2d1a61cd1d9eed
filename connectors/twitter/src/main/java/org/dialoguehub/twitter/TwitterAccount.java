package org.dialoguehub.twitter;

import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.toolkit.OAuthAccess;
import org.dialoguehub.toolkit.OAuthGrant;
import org.dialoguehub.twitter.TwitterJson.User;

/** The account that has signed in: who it is stands in the note beside its tokens, so that nobody has to ask before each call. */
record TwitterAccount(TwitterApi api, OAuthAccess access) {
    /** Who signed in: id and name. */
    record Who(String id, String name) {}

    static OAuthGrant remembering(OAuthGrant grant, User user) {
        return grant.noting(user.id() + " " + user.name());
    }

    Who who() throws ConnectorException {
        String[] parts = access.grant().note().split(" ", -1);
        if (parts.length != 2) {
            throw new ConnectorException(new Failure.Unauthorized("It is not known who has signed in; sign in again"));
        }
        return new Who(parts[0], parts[1]);
    }

    <T> T asking(Call<T> call) throws ConnectorException {
        return access.with((Secret token) -> call.of(api.bearing(token)));
    }

    /** One call of X. */
    @FunctionalInterface
    interface Call<T> {
        T of(TwitterApi api) throws ConnectorException;
    }
}
