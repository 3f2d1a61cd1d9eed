package org.dialoguehub.facebook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.toolkit.Http;

/**
 * Files of others, fetched from where Facebook keeps them: from no other place, since it is strangers who say which.
 *
 * @param server of the Graph API
 */
record FacebookFiles(URI server, Host host) {
    /** More than anybody may send in Messenger. */
    static final long MOST_BYTES = 25L << 20;

    private static final Duration PATIENCE = Duration.ofHours(1);

    /**
     * The file; empty if it is elsewhere, gone, or too large, or cannot be had for an hour: it holds up what was said after it no longer than that.
     *
     * @param said when it was shown
     */
    Optional<Attachment> fetched(URI address, String name, String mediaType, Instant said) throws ConnectorException {
        if (!isOfFacebook(address)) {
            return Optional.empty();
        }
        try (Http http = Http.to(address, host)) {
            var stored = http.get("").keep(host.blobs(), MOST_BYTES);
            return Optional.of(new Attachment(name, mediaType, stored.size(), Optional.empty(), stored.id(), false));
        } catch (ConnectorException failed) {
            if (failed.failure() instanceof Failure.Rejected || host.clock().instant().isAfter(said.plus(PATIENCE))) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private boolean isOfFacebook(URI address) {
        String name = String.valueOf(address.getHost());
        boolean known = "https".equals(address.getScheme()) && (name.endsWith(".fbcdn.net") || name.endsWith(".fbsbx.com"));
        return known || (name.equals(server.getHost()) && address.getPort() == server.getPort());
    }
}
