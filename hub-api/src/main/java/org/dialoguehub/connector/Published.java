package org.dialoguehub.connector;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.dialoguehub.model.ExternalId;

/**
 * A post that is out.
 *
 * @param url where people can see it, if there is such a place
 * @param at when, by the network's clock where it tells
 */
public record Published(ExternalId id, Optional<URI> url, Instant at) {}
