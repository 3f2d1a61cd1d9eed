package org.dialoguehub.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a trial has counted. */
final class Tallies {
    /** One kind of network. */
    static final class Tally {
        private final Map<String, Integer> states = new TreeMap<>();
        private final Map<String, Integer> reasons = new TreeMap<>();
        private final Map<String, Integer> repeats = new TreeMap<>();
        private final List<String> wrong = new ArrayList<>();
        private int wanted;
        private int once;
        private int lost;
        private int twice;
        private int unknown;
        private int looked;
        private int attempts;

        void unknown() {
            unknown++;
        }

        void count(String channel, List<String> marks, List<String> there) {
            for (String mark : marks) {
                int times = Collections.frequency(there, mark);
                if (times != 1) {
                    wrong.add(mark + " is " + times + " times on " + channel);
                }
                wanted++;
                once += times == 1 ? 1 : 0;
                lost += times == 0 ? 1 : 0;
                twice += times > 1 ? 1 : 0;
            }
        }

        void receipt(String state, String proof, int tried, String reason) {
            states.merge(state, 1, Integer::sum);
            looked += proof.equals("LOOK") || proof.equals("ECHO") ? 1 : 0;
            attempts += tried;
            if (!state.equals("DELIVERED")) {
                reasons.merge(state + ": " + reason, 1, Integer::sum);
            }
        }

        /** What became of a text that was there already. */
        void repeated(String state) {
            repeats.merge(state, 1, Integer::sum);
        }

        int lost() {
            return lost;
        }

        int twice() {
            return twice;
        }

        int unknowns() {
            return unknown;
        }
    }

    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Map<String, Integer> kills = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<String> decisions = new ArrayList<>();
    private int signIns;
    private boolean calm;
    private String left = "";
    private Duration virtual = Duration.ZERO;
    private Duration real = Duration.ZERO;

    Tally of(String kind) {
        return tallies.computeIfAbsent(kind, name -> new Tally());
    }

    void killed(String when) {
        kills.merge(when, 1, Integer::sum);
    }

    void fault(String name, int fired) {
        faults.merge(name, fired, Integer::sum);
    }

    void refused(String why) {
        refusals.merge(why, 1, Integer::sum);
    }

    void decided(String what) {
        decisions.add(what);
    }

    void signedIn() {
        signIns++;
    }

    void ended(boolean all, String open, Duration shared, Duration taken) {
        calm = all;
        left = open;
        virtual = shared;
        real = taken;
    }

    boolean calm() {
        return calm;
    }

    Map<String, Integer> kills() {
        return Map.copyOf(kills);
    }

    Map<String, Integer> faults() {
        return Map.copyOf(faults);
    }

    int lost() {
        return tallies.values().stream().mapToInt(Tally::lost).sum();
    }

    int twice() {
        return tallies.values().stream().mapToInt(Tally::twice).sum();
    }

    /** What became, on each kind of network, of a text that was there already. */
    Map<String, Set<String>> repeats() {
        return tallies.entrySet().stream().filter(entry -> !entry.getValue().repeats.isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue().repeats.keySet())));
    }

    /** The kinds of networks on which something was unknown. */
    List<String> unknown() {
        return tallies.entrySet().stream().filter(entry -> entry.getValue().unknowns() > 0).map(Map.Entry::getKey).toList();
    }

    /** All of it, as a page of Markdown shows it. */
    @Override
    public String toString() {
        var text = new StringBuilder("| network | wanted | once | lost | twice | unknown | found by a look | requests |\n");
        text.append("|---|---|---|---|---|---|---|---|\n");
        tallies.forEach((kind, tally) -> text.append(String.format(Locale.ROOT, "| %s | %d | %d | %d | %d | %d | %d | %d |%n",
                kind, tally.wanted, tally.once, tally.lost, tally.twice, tally.unknown, tally.looked, tally.attempts)));
        text.append("\nKills: ").append(lines(kills));
        text.append("\nFaults: ").append(lines(faults)).append("; sign-ins: ").append(signIns);
        tallies.forEach((kind, tally) -> tally.reasons.forEach((why, times) -> text.append('\n').append(kind).append(": ").append(times)
                .append(" × ").append(why)));
        tallies.forEach((kind, tally) -> tally.wrong.forEach(what -> text.append('\n').append(what)));
        decisions.forEach(what -> text.append('\n').append(what));
        tallies.forEach((kind, tally) -> tally.repeats.forEach((state, times) -> text.append("\nThe same text again on ").append(kind)
                .append(": ").append(times).append(" × ").append(state)));
        refusals.forEach((why, times) -> text.append("\nThe hub: ").append(times).append(" × ").append(why));
        text.append("\nDuration: ").append(real.toSeconds()).append(" s, in which ").append(virtual.toMinutes())
                .append(" minutes went by on the shared clock").append(calm ? "" : "; not at its end: " + left).append('\n');
        return text.toString();
    }

    private static String lines(Map<String, Integer> counts) {
        return counts.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining("; "));
    }
}
