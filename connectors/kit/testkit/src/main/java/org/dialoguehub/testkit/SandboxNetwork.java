package org.dialoguehub.testkit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.NetworkSimulation;
import org.dialoguehub.sandbox.Outage;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.sandbox.Request;

/** A network that the sandbox simulates, as contracts see it. */
public final class SandboxNetwork implements NetworkUnderTest {
    private static final String STRANGER = "stranger";
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final NetworkSimulation simulation;
    private final String account;
    private final Map<String, String> settings;
    private final Map<Work, Predicate<Request>> works;
    private final Duration visibleAfter;
    private final Runnable unreadable;
    private final Optional<Credential> credential;
    private final Set<String> secrets;
    private final List<Outage> outages = new ArrayList<>();

    private SandboxNetwork(
            NetworkSimulation simulation,
            String account,
            Map<String, String> settings,
            Map<Work, Predicate<Request>> works,
            Duration visibleAfter,
            Runnable unreadable,
            Optional<Credential> credential,
            Set<String> secrets) {
        this.simulation = simulation;
        this.account = account;
        this.settings = settings;
        this.works = works;
        this.visibleAfter = visibleAfter;
        this.unreadable = unreadable;
        this.credential = credential;
        this.secrets = Set.copyOf(secrets);
    }

    /**
     * A simulated network.
     *
     * @param account whose settings these are
     * @param settings what a user would set to reach it
     * @param works which requests do which work
     */
    public static SandboxNetwork of(
            NetworkSimulation simulation, String account, Map<String, String> settings, Map<Work, Predicate<Request>> works) {
        return new SandboxNetwork(simulation, account, Map.copyOf(settings), Map.copyOf(works), Duration.ZERO, () -> {}, Optional.empty(),
                Set.of());
    }

    /** The same network, on which a hidden post becomes visible after that time. */
    public SandboxNetwork hidingFor(Duration time) {
        return new SandboxNetwork(simulation, account, settings, works, time, unreadable, credential, secrets);
    }

    /** The same network, with something that nobody can read. */
    public SandboxNetwork unreadableBy(Runnable happening) {
        return new SandboxNetwork(simulation, account, settings, works, visibleAfter, happening, credential, secrets);
    }

    /**
     * The same network, to which somebody has signed in.
     *
     * @param left what that has left, as the connector's own sign-in would leave it
     * @param tokens in it, which nobody may read
     */
    public SandboxNetwork signedIn(Credential left, String... tokens) {
        return new SandboxNetwork(simulation, account, settings, works, visibleAfter, unreadable, Optional.of(left), Set.of(tokens));
    }

    @Override
    public Optional<Credential> credential() {
        return credential;
    }

    @Override
    public Set<String> secrets() {
        return secrets;
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public InstantSource clock() {
        return simulation.clock();
    }

    @Override
    public boolean pass(Duration time) {
        simulation.clock().advance(time);
        return true;
    }

    @Override
    public ExternalId say(String text) {
        return new ExternalId(simulation.posts().create(Post.Draft.of(STRANGER, text)).id());
    }

    @Override
    public boolean sayUnreadable() {
        long before = simulation.posts().lastSequence();
        unreadable.run();
        return simulation.posts().lastSequence() > before;
    }

    @Override
    public List<Out> out() {
        return simulation.posts().all().stream().filter(post -> !post.deleted()).map(this::out).toList();
    }

    @Override
    public long requests(Work work) {
        Predicate<Request> kind = works.get(work);
        return kind == null ? 0 : simulation.journal().exchanges(kind).size();
    }

    @Override
    public boolean cause(Trouble trouble, Work work) {
        Predicate<Request> kind = works.get(work);
        if (kind == null || (trouble == Trouble.HIDDEN && visibleAfter.isZero())) {
            return false;
        }
        if (trouble == Trouble.REFUSED) {
            outages.add(simulation.outage());
        } else {
            simulation.faults().on(kind).next(fault(trouble));
        }
        return true;
    }

    @Override
    public void recover() {
        outages.forEach(Outage::end);
        outages.clear();
        simulation.faults().clear();
    }

    @Override
    public void close() {
        simulation.close();
    }

    private Fault fault(Trouble trouble) {
        return switch (trouble) {
            case REFUSED -> throw new IllegalArgumentException("A refused connection is no fault of a request");
            case REQUEST_LOST -> Fault.reset();
            case ANSWER_LOST -> Fault.dropAnswer();
            case ANSWER_LATE -> Fault.lateAnswer(FOR_EVER);
            case ANSWER_HALF -> Fault.halfAnswer();
            case SERVER_FAILS -> Fault.status(500).afterEffect();
            case TIMED_OUT -> Fault.status(408);
            case OVERLOADED -> Fault.overloaded(Duration.ZERO);
            case STALE_CONNECTION -> Fault.staleConnection();
            case THROTTLED -> Fault.throttle(Trouble.THROTTLE);
            case REVOKED -> Fault.revokeToken();
            case HIDDEN -> Fault.hidePost(visibleAfter);
        };
    }

    private Out out(Post post) {
        Set<String> likes = post.likes().entrySet().stream()
                .filter(like -> like.getValue().contains(account))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return new Out(
                new ExternalId(post.id()), post.text(), post.account().equals(account), post.inReplyTo().map(ExternalId::new), likes);
    }
}
