package org.dialoguehub.testkit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.model.ExternalId;

/**
 * A network as a contract sees it: it lets strangers speak, shows what is out, counts requests and misbehaves when asked to. Implement it for
 * a simulated network, a local server behind a faulty proxy, or a network within the process; {@link SandboxNetwork} is ready to use.
 *
 * <p>Each test asks for a new one, with nothing on it. Called by the thread of the test alone.
 */
public interface NetworkUnderTest extends AutoCloseable {
    /** What a user would set to reach this network, each time the same. */
    Map<String, String> settings();

    /** What a sign-in has left for the account of the settings; empty where nobody signs in with a browser. */
    default Optional<Credential> credential() {
        return Optional.empty();
    }

    /** What nobody may read, beside the secret settings: the tokens in that credential. */
    default Set<String> secrets() {
        return Set.of();
    }

    /** The time that the network and the hub share; best one that stands still far from today, so that nobody can ask another. */
    InstantSource clock();

    /**
     * Lets time pass, on the network's clock.
     *
     * @return whether it could; a network that lives on the machine's clock cannot
     */
    boolean pass(Duration time);

    /** What every note of ours must answer, on a network where others have to begin; empty where we may. It is not out itself. */
    default Optional<ExternalId> begun() {
        return Optional.empty();
    }

    /** Somebody else says something. */
    ExternalId say(String text);

    /**
     * Something happens that the connector cannot make sense of, though it can be told apart from other events.
     *
     * @return whether this network has such a thing
     */
    boolean sayUnreadable();

    /** The truth: all that is out, whoever said it, visible to readers or not yet, oldest first; what was taken back is not in it. */
    List<Out> out();

    /** How many requests of that kind have reached the network so far, whatever came of them. */
    long requests(Work work);

    /**
     * Makes the next request of that kind go wrong, and no other; what lasts longer ends with {@link #recover}.
     *
     * @return whether this network knows such trouble; the test is passed over if not
     */
    boolean cause(Trouble trouble, Work work);

    /** Ends every trouble. */
    void recover();

    /** Ends every thread and port that it has. */
    @Override
    void close();

    /**
     * A note that is out.
     *
     * @param ours whether the account of the session wrote it
     * @param likes the emoji with which that account likes it
     */
    record Out(ExternalId id, String text, boolean ours, Optional<ExternalId> inReplyTo, Set<String> likes) {
        public Out {
            likes = Set.copyOf(likes);
        }
    }

    /** Kinds of requests. */
    enum Work {
        /** Asks what has happened. */
        READ,
        /** The one request by which a new note comes out. */
        PUBLISH,
        /** Changes or takes back a note, or likes one. */
        CHANGE
    }

    /** What may go wrong with a request. */
    enum Trouble {
        /** The network is away: it refuses every connection, for whatever work. */
        REFUSED,
        /** The request is read and lost; the connection is reset. */
        REQUEST_LOST,
        /** The network does what it was asked, and the connection is reset in place of the answer. */
        ANSWER_LOST,
        /** The network does what it was asked, and its answer comes after any patience. */
        ANSWER_LATE,
        /** The network does what it was asked, and half of its answer comes. */
        ANSWER_HALF,
        /** The network does what it was asked, and says that it failed: HTTP 500. */
        SERVER_FAILS,
        /** The network says that the request came too slowly, and forgets it: HTTP 408. */
        TIMED_OUT,
        /** The network says that it is overloaded, and that one may come again at once: HTTP 503 with {@code Retry-After: 0}. */
        OVERLOADED,
        /** A connection that is reused was closed by the other side meanwhile; the request is lost. */
        STALE_CONNECTION,
        /** Too many requests: again in {@link #THROTTLE}. */
        THROTTLED,
        /** The access is revoked, from this request on. */
        REVOKED,
        /** The note that the request makes can be read only after the connector's declared delay. */
        HIDDEN;

        /** How long a {@link #THROTTLED} client must wait. */
        public static final Duration THROTTLE = Duration.ofMinutes(2);
    }
}
