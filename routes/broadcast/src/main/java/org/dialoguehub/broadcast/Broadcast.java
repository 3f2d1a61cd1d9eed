package org.dialoguehub.broadcast;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dialoguehub.model.Audience;

/**
 * Something to be said, from its first draft on.
 *
 * @param key unlike that of any other broadcast
 * @param version counts the changes
 * @param since up to when its recurring times have been looked at
 * @param next its next recurring time, while it is approved
 * @param history what was done to it, by whom; the first is its writing
 */
public record Broadcast(
        String key, long version, Draft draft, Plan plan, Stage stage, Instant since, Optional<Instant> next, List<Step> history) {
    public Broadcast {
        history = List.copyOf(history);
    }

    /** Who wrote the present text. */
    public String writer() {
        return history.reversed().stream().filter(step -> step.deed() == Step.Deed.WRITTEN).findFirst().map(Step::who).orElse("");
    }

    /** When it was last changed by somebody. */
    public Instant changed() {
        return history.getLast().at();
    }

    /** SHA-256 of all that it says, where and when, in hexadecimal digits. An approval is for one of these. */
    public String fingerprint() {
        return fingerprint(draft, plan);
    }

    static String fingerprint(Draft draft, Plan plan) {
        List<String> words = new ArrayList<>(List.of(
                draft.author().toString(), draft.subject().toString(), draft.text(), draft.firstComment().toString(),
                draft.attachments().toString(), readers(draft.audience()), draft.language().toString(),
                Schedules.text(plan.schedule()), plan.campaign().toString()));
        words.addAll(draft.channels());
        new TreeMap<>(draft.overrides()).forEach((channel, wording) -> words.add(channel + wording));
        words.addAll(new TreeSet<>(plan.tags()));
        return sha256(words);
    }

    /** SHA-256 of texts in their order, in hexadecimal digits. */
    public static String sha256(List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }

    /** The same whatever the order in which a set gives them. */
    private static String readers(Audience audience) {
        return switch (audience) {
            case Audience.Everyone everyone -> "everyone";
            case Audience.Organization organization -> "organization";
            case Audience.Circles(var circles) -> "circles " + circles.stream().map(Object::toString).sorted().toList();
            case Audience.Persons(var persons) -> "persons " + persons.stream().map(Object::toString).sorted().toList();
        };
    }

    Broadcast looked(Stage value, Instant upTo, Optional<Instant> later) {
        return new Broadcast(key, version, draft, plan, value, upTo, later, history);
    }

    Broadcast done(Stage value, Step step) {
        List<Step> steps = new ArrayList<>(history);
        steps.add(step);
        return new Broadcast(key, version, draft, plan, value, since, value == Stage.APPROVED ? next : Optional.empty(), steps);
    }

    Broadcast saying(Draft words, Plan when) {
        return new Broadcast(key, version, words, when, stage, since, next, history);
    }

    /** Whether it comes more than once. */
    boolean recurs() {
        return plan.schedule() instanceof Schedule.Recurring;
    }
}
