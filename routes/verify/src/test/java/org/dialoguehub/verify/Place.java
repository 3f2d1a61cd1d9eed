package org.dialoguehub.verify;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.dialoguehub.sandbox.Armed;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.LinkedInSimulation;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.sandbox.Request;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.XSimulation;

/** A channel of the hub under test, as it is on the side of the network: outlives the hub, makes faults, and knows what is really there. */
sealed interface Place extends AutoCloseable {
    /** How long a post may be there unseen. */
    Duration VISIBLE_AFTER = Duration.ofSeconds(10);

    /** How the text of a post comes to be seen: after half of what is allowed. */
    Duration UNSEEN = VISIBLE_AFTER.dividedBy(2);

    /** Longer than anything a run takes. */
    Duration MONTHS = Duration.ofDays(90);

    /** The kind of network, for the figures. */
    String kind();

    /** What the hub needs to know, its connector among it. */
    Map<String, String> settings();

    /** What can go wrong there once, by name: call one to make it so. */
    Map<String, Supplier<Armed>> faults();

    /** What can go wrong when somebody reads there. */
    default Map<String, Supplier<Armed>> blindness() {
        return Map.of();
    }

    /** Holds the next request until the hub is killed, before or after it has its effect; none if that cannot be. */
    Optional<Armed> hold(boolean afterEffect);

    /** A person agrees that the hub may speak there; what the browser brings back. */
    Optional<URI> agree(URI page);

    /** Whether a look tells what became of a post. */
    boolean shows();

    /** Whether the same text is refused a second time. */
    default boolean refusesRepeats() {
        return false;
    }

    /** Every mark that is there, as often as it is there. The built-in feed is in the hub, and asked otherwise. */
    Optional<List<String>> marks();

    @Override
    void close();

    /**
     * One of each kind.
     *
     * @param sameText how long a network refuses the same text
     */
    static Map<String, Place> each(SandboxClock clock, int number, Duration sameText) {
        var places = new HashMap<String, Place>();
        places.put("facebook-" + number, new Public("Facebook", new PublicNetwork.Facebook(FacebookSimulation.start(
                clock, new FacebookSimulation.Options(4_800, Duration.ofDays(1), sameText, false, List.of("anna"), false, false))), false));
        places.put("x-" + number, new Public("X", new PublicNetwork.X(XSimulation.start(
                clock, new XSimulation.Options(sameText, true))), false));
        places.put("linkedin-" + number, new Public("LinkedIn organization", linkedIn(clock, sameText), false));
        places.put("member-" + number, new Public("LinkedIn member", linkedIn(clock, sameText), true));
        places.put("list-" + number, new Mail(MailingList.of(MailingList.HUB), true));
        places.put("blind-" + number, Mail.blind());
        places.put("feed-" + number, new Feed("feed-" + number));
        return places;
    }

    private static PublicNetwork.LinkedIn linkedIn(SandboxClock clock, Duration sameText) {
        return new PublicNetwork.LinkedIn(LinkedInSimulation.start(
                clock, new LinkedInSimulation.Options(100_000, 100_000, sameText, false, "202510", List.of("anna"), false)));
    }

    /** A simulated network. */
    record Public(String kind, PublicNetwork network, boolean member) implements Place {
        public Public {
            network.network().posts().showAfter(UNSEEN);
        }

        @Override
        public Map<String, String> settings() {
            var settings = new HashMap<>(network.settings());
            settings.put("connector", member ? "linkedin-member" : network.connector());
            if (member) {
                settings.remove("organization");
            }
            return settings;
        }

        @Override
        public Map<String, Supplier<Armed>> faults() {
            return Map.of(
                    "lost on the way", () -> arm(network.publishing(), Fault.reset()),
                    "accepted, answer lost", () -> arm(network.publishing(), Fault.dropAnswer()),
                    "500 before accepting", () -> arm(network.publishing(), Fault.status(500)),
                    "500 after accepting", () -> arm(network.publishing(), Fault.status(500).afterEffect()),
                    "half an answer", () -> arm(network.publishing(), Fault.halfAnswer()),
                    "late effect", () -> arm(network.publishing(), Fault.lateEffect(Duration.ofSeconds(20))),
                    "late answer", () -> arm(network.publishing(), Fault.lateAnswer(Duration.ofSeconds(20))),
                    "throttled", () -> arm(network.publishing(), Fault.throttle(Duration.ofSeconds(30))),
                    "token revoked", () -> arm(network.publishing(), Fault.revokeToken()),
                    "kept-alive connection gone", () -> arm(network.publishing(), Fault.staleConnection()));
        }

        @Override
        public Map<String, Supplier<Armed>> blindness() {
            return Map.of(
                    "a look answered 503", () -> arm(request -> request.method().equals("GET"), Fault.status(503)),
                    "a look cut in half", () -> arm(request -> request.method().equals("GET"), Fault.halfAnswer()));
        }

        private Armed arm(Predicate<Request> where, Fault fault) {
            return network.network().faults().on(where).next(fault);
        }

        @Override
        public Optional<Armed> hold(boolean afterEffect) {
            Duration held = Duration.ofSeconds(30);
            return Optional.of(arm(network.publishing(), afterEffect ? Fault.lateAnswer(held) : Fault.lateEffect(held)));
        }

        @Override
        public Optional<URI> agree(URI page) {
            return Optional.of(network.agree(page));
        }

        @Override
        public boolean shows() {
            return !member;
        }

        @Override
        public boolean refusesRepeats() {
            return true;
        }

        @Override
        public Optional<List<String>> marks() {
            return Optional.of(network.network().posts().all().stream().map(Post::text).flatMap(text -> Marks.in(text).stream()).toList());
        }

        @Override
        public void close() {
            network.close();
        }
    }

    /** A mailing list. */
    record Mail(MailingList list, boolean shows) implements Place {
        /** One that tells its subscribers that there is something new, and does not show what: the hub has no place to look. */
        static Mail blind() {
            var list = MailingList.of(MailingList.HUB);
            list.rewrites(mail -> "From: manager@example.org\r\nSubject: News\r\n\r\nThere is something new.\r\n");
            return new Mail(list, false);
        }

        @Override
        public String kind() {
            return shows ? "e-mail" : "e-mail, no place to look";
        }

        @Override
        public Map<String, String> settings() {
            var settings = new HashMap<>(list.channel("list", MailingList.HUB).settings());
            settings.put("connector", "email");
            settings.put("look-in", shows ? "INBOX" : "none");
            return settings;
        }

        @Override
        public Map<String, Supplier<Armed>> faults() {
            return Map.of(
                    "accepted, answer lost", () -> list.smtp().onServerLine("250.*").afterClientLine("\\.").cut(),
                    "lost on the way", () -> list.smtp().onClientLine("\\.").cut(),
                    "cut in the middle", () -> list.smtp().onClientLine("Subject: .*").cut(),
                    "greylisted", () -> list.smtp().onServerLine("250.*").afterClientLine("RCPT.*").replace("451 4.7.1 Come again later"));
        }

        @Override
        public Optional<Armed> hold(boolean afterEffect) {
            return Optional.empty();
        }

        @Override
        public Optional<URI> agree(URI page) {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> marks() {
            return Optional.of(list.sent().stream().flatMap(mail -> Marks.in(mail.text()).stream()).toList());
        }

        @Override
        public void close() {
            list.close();
        }
    }

    /** A group of the hub's own feed. */
    record Feed(String group) implements Place {
        @Override
        public String kind() {
            return "feed";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("connector", "feed", "group", group);
        }

        @Override
        public Map<String, Supplier<Armed>> faults() {
            return Map.of();
        }

        @Override
        public Optional<Armed> hold(boolean afterEffect) {
            return Optional.empty();
        }

        @Override
        public Optional<URI> agree(URI page) {
            return Optional.empty();
        }

        @Override
        public boolean shows() {
            return true;
        }

        @Override
        public Optional<List<String>> marks() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // it ends with the hub
        }
    }
}
