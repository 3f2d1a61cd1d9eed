package org.dialoguehub.toolkit;

import java.time.Instant;
import java.util.Optional;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.settings.Secret;

/**
 * What a person has granted us: a token, and where the network gives one, what renews it. Kept as the credential of the channel.
 *
 * @param access goes with each request
 * @param issued when it was given, by our clock
 * @param expires when the access token ends; absent if it lasts until somebody revokes it
 * @param refresh what renews it
 * @param refreshExpires when that ends
 * @param note whatever else the connector must know, such as the id of the account; not secret
 */
public record OAuthGrant(
        Secret access,
        Instant issued,
        Optional<Instant> expires,
        Optional<Secret> refresh,
        Optional<Instant> refreshExpires,
        String note) {
    /** A token that cannot be renewed, such as that of a Facebook Page. */
    public static OAuthGrant lasting(Secret access, Instant issued, Optional<Instant> expires) {
        return new OAuthGrant(access, issued, expires, Optional.empty(), Optional.empty(), "");
    }

    /** The same with a note. */
    public OAuthGrant noting(String value) {
        return new OAuthGrant(access, issued, expires, refresh, refreshExpires, value);
    }

    /** When a person must sign in again, whatever is done until then. */
    public Optional<Instant> until() {
        return refresh.isPresent() ? refreshExpires : expires;
    }

    /** As the hub keeps it. */
    public Credential credential() {
        return credential(Optional.empty());
    }

    /** As the hub keeps it while one of us renews it, and is given until then. */
    Credential credential(Optional<Instant> renewing) {
        Json json = Json.object()
                .with("access", access.reveal())
                .with("issued", issued.toString())
                .with("expires", expires.map(Instant::toString))
                .with("refresh", refresh.map(Secret::reveal))
                .with("refreshExpires", refreshExpires.map(Instant::toString))
                .with("note", note)
                .with("renewing", renewing.map(Instant::toString));
        return new Credential(new Secret(json.written()), until());
    }

    /** What {@link #credential} made. */
    public static OAuthGrant of(Credential credential) {
        Json json = Json.read(credential.value().reveal());
        return new OAuthGrant(
                new Secret(json.text("access")),
                json.time("issued"),
                time(json, "expires"),
                json.optionalText("refresh").map(Secret::new),
                time(json, "refreshExpires"),
                json.text("note"));
    }

    static Optional<Instant> renewing(Credential credential) {
        return time(Json.read(credential.value().reveal()), "renewing");
    }

    private static Optional<Instant> time(Json json, String name) {
        return json.has(name) ? Optional.of(json.time(name)) : Optional.empty();
    }
}
