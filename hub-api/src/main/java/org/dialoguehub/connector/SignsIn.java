package org.dialoguehub.connector;

import java.net.URI;
import java.util.Map;
import org.dialoguehub.settings.Settings;

/**
 * A {@link Connector} whose channels a person signs in with a browser, as with OAuth 2. The hub shows the page, and takes what comes back; sessions
 * find the outcome in {@link Host#credentials()}. Both methods may block as long as {@link Host#requestLimit()}, and may be called while a session
 * of the channel is open.
 */
public interface SignsIn {
    /** The page on which the person agrees. Called again for the same attempt it gives an equally good one. */
    URI page(Settings settings, Host host, SignIn signIn) throws ConnectorException;

    /**
     * Takes what the network sent back, and replaces the channel's credential. Called once for an answer; a second call with the same fails, as the
     * network gives nothing twice, and leaves what the first has kept.
     *
     * @param answer the parameters with which the browser came back, such as {@code code} and {@code state}, or {@code error}
     * @return one line about who is signed in now, without secrets
     * @throws ConnectorException {@link Failure.Rejected} if the person said no, or the answer belongs to another attempt
     */
    String finish(Settings settings, Host host, SignIn signIn, Map<String, String> answer) throws ConnectorException;
}
