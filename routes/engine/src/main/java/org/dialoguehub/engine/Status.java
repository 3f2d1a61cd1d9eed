package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.engine.Delivery.State;

/**
 * What the operator wants to know.
 *
 * @param held deliveries that wait: for money, a time, a note they answer, somebody to sign in
 * @param deadLetters events that a subscription could not handle
 * @param waiting how many events wait for each subscription
 */
public record Status(
        Instant at,
        List<Channel> channels,
        List<Delivery> held,
        List<Delivery> overdue,
        List<Delivery> doubts,
        List<Delivery> rejected,
        List<Queue.Item> deadLetters,
        Map<String, Long> waiting) {
    /**
     * A channel.
     *
     * @param deliveries how many are in each open state, or rejected
     * @param signInEnds when a person must sign in again, where that is known
     * @param pause when its network asked to be left alone for a while
     * @param means the money and the allowances it has
     */
    public record Channel(
            String name,
            String connector,
            Standing standing,
            Map<State, Long> deliveries,
            Optional<Channels.Pause> pause,
            Tally tally,
            Optional<SignInEnd> signInEnds,
            Means means) {}

    /**
     * The end of a sign-in that nothing but another can put off.
     *
     * @param days whole days until then; 0 if there is less than one left, or none
     * @param soon whether the operator should be told
     */
    public record SignInEnd(Instant at, long days, boolean soon) {
        static SignInEnd of(Instant at, Instant now, Duration warning) {
            Duration left = Duration.between(now, at);
            return new SignInEnd(at, Math.max(0, left.toDays()), left.compareTo(warning) < 0);
        }
    }
}
