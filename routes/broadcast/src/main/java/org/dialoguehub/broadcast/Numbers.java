package org.dialoguehub.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a broadcast on one channel.
 *
 * @param copies how many posts of it are there
 * @param answers what people said below it, without what they took back
 * @param people who said something
 * @param reactions how many, by emoji
 * @param shares how often it was passed on, as far as the network tells
 * @param open conversations in which somebody waits for an answer
 * @param answered conversations in which the organization spoke last, and closed ones
 * @param firstResponse the median time until the organization's first answer, of the conversations in which there is one
 * @param longestResponse the longest of these
 * @param checked when the channel was last seen to work, in this life of the hub
 */
public record Numbers(
        String channel,
        int copies,
        int answers,
        int people,
        Map<String, Integer> reactions,
        int shares,
        int open,
        int answered,
        Optional<Duration> firstResponse,
        Optional<Duration> longestResponse,
        Optional<Instant> checked) {
    public Numbers {
        reactions = Map.copyOf(reactions);
    }
}
