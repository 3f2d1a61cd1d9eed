package org.dialoguehub.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults that a test arms: which, for which requests, how often. Of several that could strike a request, the one armed first does.
 * Safe for use by several threads.
 *
 * <pre>{@code
 * var dropped = network.faults().on("POST", "/v1/notices").next(Fault.dropAnswer());
 * …
 * assertThat(dropped.fired()).isEqualTo(1);
 * }</pre>
 */
public final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final List<Rule> rules = new ArrayList<>();

    Faults() {}

    /** Strikes the next request, whatever it is. */
    public Armed next(Fault fault) {
        return on(request -> true).next(fault);
    }

    /** For requests with that method and path, as in {@link Request#matching}. */
    public Site on(String method, String path) {
        return on(Request.matching(method, path));
    }

    /** For the requests that fit. */
    public Site on(Predicate<Request> where) {
        return new Site(where);
    }

    /** Disarms everything. */
    public synchronized void clear() {
        rules.clear();
    }

    /** The fault that strikes a request, which is the {@code turn}-th on its connection. */
    synchronized Optional<Fault> strike(Request request, int turn) {
        rules.removeIf(rule -> !rule.armed.live());
        Optional<Fault> struck = Optional.empty();
        for (var rule : rules) {
            var fault = rule.meet(request, turn); // every rule counts, also when another strikes
            if (struck.isEmpty() && fault.isPresent()) {
                rule.armed.fire();
                struck = fault;
            }
        }
        return struck;
    }

    private synchronized Armed arm(Rule rule) {
        rules.add(rule);
        return rule.armed;
    }

    /** The requests that a fault is to be armed for. */
    public final class Site {
        private final Predicate<Request> where;

        private Site(Predicate<Request> where) {
            this.where = where;
        }

        /** Strikes the next one that no fault armed before strikes: faults armed one after the other strike one after the other. */
        public Armed next(Fault fault) {
            return next(1, fault);
        }

        /** Strikes the next {@code times} ones that no fault armed before strikes. */
        public Armed next(int times, Fault fault) {
            return arm(fault, (met, fired) -> fired < times);
        }

        /** Strikes the {@code n}-th one from now, counted from 1, those that other faults strike among them. */
        public Armed nth(int n, Fault fault) {
            return arm(fault, (met, fired) -> met == n);
        }

        /** Strikes every one until it is disarmed. */
        public Armed always(Fault fault) {
            return arm(fault, (met, fired) -> true);
        }

        /**
         * Strikes each with that probability, with any one of the faults. The seed is logged, so that a run can be repeated; with several
         * connections at once the order of requests remains their own.
         */
        public Armed sometimes(double probability, long seed, Fault... faults) {
            var choices = List.of(faults);
            var random = new Random(seed);
            LOG.info("faults by chance: probability {}, seed {}, {}", probability, seed, choices);
            return Faults.this.arm(new Rule(where, turn -> true, (met, fired) -> random.nextDouble() < probability
                    ? Optional.of(choices.get(random.nextInt(choices.size())))
                    : Optional.empty()));
        }

        private Armed arm(Fault fault, When when) {
            Plan plan = (met, fired) -> when.holds(met, fired) ? Optional.of(fault) : Optional.empty();
            return Faults.this.arm(new Rule(where, fault::strikes, plan));
        }
    }

    @FunctionalInterface
    private interface When {
        boolean holds(int met, int fired);
    }

    @FunctionalInterface
    private interface Plan {
        Optional<Fault> choose(int met, int fired);
    }

    private static final class Rule {
        private final Predicate<Request> where;
        private final IntPredicate turns;
        private final Plan plan;
        private final Armed armed = new Armed();
        private int met;

        private Rule(Predicate<Request> where, IntPredicate turns, Plan plan) {
            this.where = where;
            this.turns = turns;
            this.plan = plan;
        }

        private Optional<Fault> meet(Request request, int turn) {
            if (!where.test(request) || !turns.test(turn)) {
                return Optional.empty();
            }
            return plan.choose(++met, armed.fired()).filter(fault -> fault.strikes(turn));
        }
    }
}
