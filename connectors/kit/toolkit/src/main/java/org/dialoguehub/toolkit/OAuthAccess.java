package org.dialoguehub.toolkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.settings.Secret;

/**
 * A session's access to what a person has granted: gives a token that is good for a while yet, and renews it in time.
 *
 * <p>One renews for all. Threads of a session wait for each other. Of several hubs the one that marks the credential first, by compare-and-set, asks the
 * network; the others use the old token while it lasts, and are {@link Failure.Throttled} for a moment when it does not. So a refresh token that the
 * network changes with each use is never used twice. Whoever marked it and died is waited for no longer than a request may take.
 *
 * <p>What cannot be renewed is {@link Failure.Unauthorized}, with the way out. Safe for use by several threads.
 */
public final class OAuthAccess {
    /** How long a token that is given is good for at least, if it can be renewed. */
    static final Duration MARGIN = Duration.ofMinutes(5);

    /** A token that is refused when it is as young as this is not renewed again: it was not its age. */
    static final Duration YOUNG = Duration.ofMinutes(1);

    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Optional<OAuth> oauth;
    private final Host host;
    private final ReentrantLock renewal = new ReentrantLock();

    private OAuthAccess(Optional<OAuth> oauth, Host host) {
        this.oauth = oauth;
        this.host = host;
    }

    /** Access by a grant that the network renews. */
    public static OAuthAccess renewedBy(OAuth oauth, Host host) {
        return new OAuthAccess(Optional.of(oauth), host);
    }

    /** Access by a grant that is used until it ends. */
    public static OAuthAccess lasting(Host host) {
        return new OAuthAccess(Optional.empty(), host);
    }

    /** Puts what a person has granted in place of whatever was there. */
    public static void keep(Host host, OAuthGrant grant) {
        while (!host.credentials().replace(host.credentials().read(), grant.credential())) {
            // a renewal was faster: what a person has just granted is newer all the same
        }
    }

    /** What is granted now; good for a while yet. */
    public OAuthGrant grant() throws ConnectorException {
        OAuthGrant grant = grant(kept());
        Instant now = host.clock().instant();
        if (isGood(grant, now.plus(MARGIN))) {
            return grant;
        }
        if (oauth.isEmpty() || grant.refresh().isEmpty()) {
            if (isGood(grant, now)) {
                return grant;
            }
            throw ended("it has expired");
        }
        return renewed(grant);
    }

    /**
     * Does something with a token. Where the network refuses it, it is renewed for the next time, and the failure says so: nothing is done twice here.
     *
     * @param call tries once; {@link Failure.Unauthorized} means that the token was refused, and nothing happened
     */
    public <T> T with(Call<T> call) throws ConnectorException {
        OAuthGrant grant = grant();
        try {
            return call.by(grant.access());
        } catch (ConnectorException failed) {
            throw failed.failure() instanceof Failure.Unauthorized refused ? refused(grant, refused) : failed;
        }
    }

    /** One request, or several. */
    @FunctionalInterface
    public interface Call<T> {
        T by(Secret token) throws ConnectorException;
    }

    private ConnectorException refused(OAuthGrant grant, Failure.Unauthorized refused) throws ConnectorException {
        Instant now = host.clock().instant();
        boolean young = Duration.between(grant.issued(), now).compareTo(YOUNG) < 0;
        if (oauth.isEmpty() || grant.refresh().isEmpty() || young) {
            return ended(refused.reason());
        }
        renewed(grant);
        return new ConnectorException(new Failure.Throttled(now, "The access of '" + host.channel() + "' was renewed; again at once"));
    }

    /** What has come in place of a grant: by us, or by somebody who was faster. */
    private OAuthGrant renewed(OAuthGrant old) throws ConnectorException {
        renewal.lock();
        try {
            Credential kept = kept();
            OAuthGrant present = grant(kept);
            if (!present.access().equals(old.access())) {
                return present;
            }
            Instant now = host.clock().instant();
            Optional<Instant> busy = OAuthGrant.renewing(kept).filter(until -> until.isAfter(now));
            if (busy.isPresent()) {
                return meanwhile(present, now);
            }
            Credential marked = present.credential(Optional.of(now.plus(host.requestLimit()).plus(MOMENT)));
            return host.credentials().replace(Optional.of(kept), marked) ? renewed(present, marked, now) : meanwhile(grant(kept()), now);
        } finally {
            renewal.unlock();
        }
    }

    private OAuthGrant renewed(OAuthGrant present, Credential marked, Instant now) throws ConnectorException {
        try {
            OAuthGrant next = oauth.orElseThrow().renew(host, present);
            return host.credentials().replace(Optional.of(marked), next.credential()) ? next : grant(kept());
        } catch (ConnectorException failed) {
            host.credentials().replace(Optional.of(marked), present.credential());
            return afterFailure(failed, present, now);
        }
    }

    private OAuthGrant afterFailure(ConnectorException failed, OAuthGrant present, Instant now) throws ConnectorException {
        boolean endsIt = failed.failure() instanceof Failure.Rejected || failed.failure() instanceof Failure.Unauthorized;
        if (endsIt) {
            throw ended(failed.failure().reason());
        }
        if (isGood(present, now)) {
            return present; // the network is away for now; the margin is there for this
        }
        throw failed;
    }

    /** While another hub renews. */
    private OAuthGrant meanwhile(OAuthGrant present, Instant now) throws ConnectorException {
        if (isGood(present, now)) {
            return present;
        }
        throw new ConnectorException(
                new Failure.Throttled(now.plus(MOMENT), "Another hub renews the access of '" + host.channel() + "' just now"));
    }

    private static boolean isGood(OAuthGrant grant, Instant at) {
        return grant.expires().map(end -> end.isAfter(at)).orElse(true);
    }

    private Credential kept() throws ConnectorException {
        return host.credentials().read().orElseThrow(() -> new ConnectorException(
                new Failure.Unauthorized("Nobody has signed in to '" + host.channel() + "' yet: ./hub login " + host.channel())));
    }

    private OAuthGrant grant(Credential kept) throws ConnectorException {
        try {
            return OAuthGrant.of(kept);
        } catch (JsonException other) {
            throw ended("it was kept by another connector");
        }
    }

    private ConnectorException ended(String why) {
        return new ConnectorException(new Failure.Unauthorized(
                "The sign-in of '" + host.channel() + "' has ended: " + why + ". Sign in again: ./hub login " + host.channel()));
    }
}
