package org.dialoguehub.broadcast;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When which channels must stay quiet. Rules may overlap; a channel is quiet while any of them says so. */
public record Quiet(List<Rule> rules) {
    /**
     * Where looking for the end of quiet begins when rules are checked. Any year does: within one each zone has been through its offsets.
     */
    private static final Instant SOME_YEAR = LocalDateTime.of(2030, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);

    /** So many windows one after the other are more than a year of quiet. */
    private static final int MOST_WINDOWS = 2_000;

    /**
     * Quiet time of some channels.
     *
     * @param channels their names; empty for all
     */
    public record Rule(Set<String> channels, QuietTime time) {
        public Rule {
            channels = Set.copyOf(channels);
        }

        private boolean concerns(String channel) {
            return channels.isEmpty() || channels.contains(channel);
        }
    }

    /** @throws IllegalArgumentException if a channel would be quiet for ever */
    public Quiet {
        rules = List.copyOf(rules);
        var everywhere = rules.stream().filter(rule -> rule.channels().isEmpty()).toList();
        refuseEndless("Every channel", weekly(everywhere.stream()));
        for (String channel : rules.stream().flatMap(rule -> rule.channels().stream()).collect(Collectors.toSet())) {
            refuseEndless("The channel '" + channel + "'", weekly(rules.stream().filter(rule -> rule.concerns(channel))));
        }
    }

    /** No quiet at all. */
    public static Quiet never() {
        return new Quiet(List.of());
    }

    /**
     * When the channel may be spoken on again; empty if it may at that instant. Windows that overlap or follow each other without a break
     * count as one. Where they do so for more than a year, an instant within that time is returned; ask again then.
     */
    public Optional<Instant> until(String channel, Instant instant) {
        Instant end = end(rules.stream().filter(rule -> rule.concerns(channel)).map(Rule::time).toList(), instant);
        return end.equals(instant) ? Optional.empty() : Optional.of(end);
    }

    private static Instant end(List<QuietTime> times, Instant instant) {
        Instant end = instant;
        for (int windows = 0; windows < MOST_WINDOWS; windows++) {
            Instant within = end;
            Optional<Instant> later = times.stream().flatMap(time -> time.until(within).stream()).max(Instant::compareTo);
            if (later.isEmpty()) {
                return end;
            }
            end = later.get();
        }
        return end;
    }

    private static List<QuietTime> weekly(Stream<Rule> rules) {
        return rules.map(Rule::time).filter(QuietTime.Weekly.class::isInstance).toList();
    }

    private static void refuseEndless(String who, List<QuietTime> weekly) {
        Instant end = end(weekly, SOME_YEAR);
        if (!weekly.isEmpty() && !QuietTime.isFree(weekly, end)) {
            throw new IllegalArgumentException(
                    who + " would be quiet for ever (" + weekly.stream().map(QuietTime::text).collect(Collectors.joining("; "))
                            + "); leave some time of the week free, or take the channel out of the broadcast");
        }
    }
}
