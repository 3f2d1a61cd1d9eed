package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.Budget;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Credentials;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Session;
import org.dialoguehub.engine.Standing.Way;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel in this life of the hub: its session, opened when first needed, and how it is. Safe for use by several threads. */
final class Outlet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);
    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);

    private final ChannelId id;
    private final ChannelSetup setup;
    private final InstantSource clock;
    private final Staging staging;
    private final Host host;
    private final Purse purse;
    private Optional<Loop> courier = Optional.empty();
    private final ReentrantLock opening = new ReentrantLock();
    private Optional<Session> session = Optional.empty();
    private Standing standing = Standing.UNTRIED;
    private Duration rest = FIRST_REST;
    private Instant restUntil = Instant.EPOCH;
    private boolean closed;
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private final LongAdder received = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failures = new LongAdder();

    Outlet(ChannelId id, ChannelSetup setup, InstantSource clock, Staging staging, Duration requestLimit, Credentials credentials,
            Purse purse, String hubName) {
        this.id = id;
        this.setup = setup;
        this.clock = clock;
        this.staging = staging;
        this.purse = purse;
        this.host = new Lent(clock, staging, requestLimit, setup.audience(), setup.name(), credentials, purse, hubName);
    }

    ChannelId id() {
        return id;
    }

    String name() {
        return setup.name();
    }

    ChannelSetup setup() {
        return setup;
    }

    Staging staging() {
        return staging;
    }

    /** What it may spend. */
    Purse purse() {
        return purse;
    }

    /** What the session is lent. */
    Host host() {
        return host;
    }

    /** Whether its sessions can do that, by what the connector declares. */
    boolean can(Capability capability) {
        return setup.connector().spec().capabilities().contains(capability);
    }

    /** Who is rung when there is something to deliver. */
    synchronized void rings(Loop loop) {
        courier = Optional.of(loop);
    }

    synchronized void ring() {
        courier.ifPresent(Loop::ring);
    }

    /** The session, opened now if it is not yet. */
    Session session() throws ConnectorException {
        opening.lock();
        try {
            if (closed) {
                throw new ConnectorException(new Failure.Unreachable("'" + name() + "' is closed"));
            }
            if (session.isEmpty()) {
                session = Optional.of(setup.connector().open(setup.settings(), host));
            }
            return session.get();
        } finally {
            opening.unlock();
        }
    }

    /** The session as what it must be for a capability. */
    <C> C as(Class<C> capability) throws ConnectorException {
        Session open = session();
        if (!capability.isInstance(open)) {
            throw new ConnectorException(new Failure.Rejected("'" + name() + "' is a channel of "
                    + setup.connector().spec().title() + ", which is no "
                    + capability.getSimpleName()));
        }
        return capability.cast(open);
    }

    /** The request of a delivery may be under way from now on, until it has {@linkplain #ended}. */
    void begins(long delivery) {
        underWay.add(delivery);
    }

    void ended(long delivery) {
        underWay.remove(delivery);
    }

    boolean isUnderWay(long delivery) {
        return underWay.contains(delivery);
    }

    /** How many requests are under way. */
    int underWay() {
        return underWay.size();
    }

    /** What went through in this life of the hub. */
    Tally tally() {
        return new Tally(received.sum(), delivered.sum(), failures.sum());
    }

    void received(int events) {
        received.add(events);
    }

    void delivered() {
        delivered.increment();
    }

    synchronized Standing standing() {
        return standing;
    }

    /** Before this time there is no use in trying. */
    synchronized Instant restUntil() {
        return restUntil;
    }

    synchronized void worked(String what) {
        stands(standing.up(clock.instant(), what));
        rested();
    }

    /** Nothing known speaks against trying now. */
    synchronized void rested() {
        rest = FIRST_REST;
        restUntil = Instant.EPOCH;
    }

    /** Notes what a failure says of the channel as a whole, and rests if that is wise. */
    synchronized void failed(Failure failure) {
        failures.increment();
        Instant now = clock.instant();
        switch (failure) {
            case Failure.Unreachable unreachable -> {
                stands(standing.not(Way.DOWN, now, unreachable.reason()));
                restUntil = now.plus(rest);
                rest = rest.multipliedBy(2).compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest.multipliedBy(2);
            }
            case Failure.Unauthorized unauthorized -> {
                stands(standing.not(Way.SIGN_IN, now, unauthorized.reason()));
                restUntil = now.plus(LONGEST_REST);
            }
            case Failure.Throttled throttled -> restUntil = later(restUntil, throttled.until());
            case Failure.Uncertain uncertain -> stands(standing.not(Way.DOWN, now, uncertain.reason()));
            case Failure.Duplicate duplicate -> {}
            case Failure.Rejected rejected -> {}
        }
    }

    /** Says in the log when the channel has come or gone; how long it has been so is in its standing. */
    private void stands(Standing next) {
        boolean asExpected = standing.way() == Way.UNTRIED && next.way() == Way.UP;
        if (next.way() != standing.way() && !asExpected) {
            switch (next.way()) {
                case UNTRIED -> {}
                case UP -> LOG.info("'{}' works again: {}", name(), next.word());
                case DOWN -> LOG.warn("'{}' cannot be reached: {}. The hub keeps trying", name(), next.word());
                case SIGN_IN -> LOG.warn("'{}' waits for somebody to sign in: {}", name(), next.word());
            }
        }
        standing = next;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public void close() {
        opening.lock();
        try {
            closed = true;
            session.ifPresent(Session::close);
            session = Optional.empty();
        } finally {
            opening.unlock();
        }
    }

    private record Lent(
            InstantSource clock,
            Blobs blobs,
            Duration requestLimit,
            Audience audience,
            String channel,
            Credentials credentials,
            Budget budget,
            String hubName)
            implements
                Host {}
}
