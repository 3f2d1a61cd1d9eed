package org.dialoguehub.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.adaptation.Overflow;
import org.dialoguehub.broadcast.Broadcast;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.broadcast.Plan;
import org.dialoguehub.broadcast.Schedule;
import org.dialoguehub.broadcast.Schedules;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;

/**
 * What stands in the form in which a broadcast is written, whether or not it makes sense yet.
 *
 * @param version of the broadcast that is changed; 0 for a new one
 * @param texts the fields of one line or text each, by name; those with nothing in them are left out
 * @param to names of channels and groups
 */
record Composition(String key, long version, Map<String, String> texts, List<String> to, List<Attachment> files) {
    /** Fields that are there once. Those of a channel are {@code words.CHANNEL} and {@code overflow.CHANNEL}. */
    private static final List<String> FIELDS =
            List.of("subject", "text", "comment", "campaign", "tags", "when", "at", "zone", "slot", "again", "language");
    private static final List<String> OWN = List.of("words.", "overflow.");
    private static final int MOST_FILES = 50;

    /** How many files can be added at a time. */
    static final int ROWS = 2;

    Composition {
        texts = Map.copyOf(texts);
        to = List.copyOf(to);
        files = List.copyOf(files);
    }

    static Composition blank(String key, String zone) {
        return new Composition(key, 0, Map.of("when", "now", "zone", zone), List.of(), List.of());
    }

    /** A broadcast that was written before. */
    static Composition of(Broadcast broadcast, String zone) {
        Draft draft = broadcast.draft();
        Map<String, String> texts = new HashMap<>(when(broadcast.plan().schedule(), zone));
        draft.subject().ifPresent(subject -> texts.put("subject", subject));
        draft.firstComment().ifPresent(comment -> texts.put("comment", comment));
        draft.language().ifPresent(language -> texts.put("language", language.toLanguageTag()));
        broadcast.plan().campaign().ifPresent(campaign -> texts.put("campaign", campaign));
        texts.put("text", draft.text());
        texts.put("tags", broadcast.plan().tags().stream().sorted().collect(Collectors.joining(", ")));
        draft.overrides().forEach((channel, wording) -> {
            wording.text().ifPresent(words -> texts.put("words." + channel, words));
            wording.overflow().ifPresent(how -> texts.put("overflow." + channel, how.word()));
        });
        return new Composition(broadcast.key(), broadcast.version(), texts, draft.channels(), draft.attachments());
    }

    private static Map<String, String> when(Schedule schedule, String zone) {
        return switch (schedule) {
            case Schedule.Now now -> Map.of("when", "now", "zone", zone);
            case Schedule.At at -> Map.of("when", "at", "at", at.local().toString(), "zone", at.zone().getId());
            case Schedule.NextSlot slot -> Map.of("when", "slot", "slot", slot.plan(), "zone", zone);
            case Schedule.Recurring recurring -> Map.of("when", "again", "again", Schedules.text(recurring), "zone", zone);
        };
    }

    /** What somebody sent; new files are kept. */
    static Composition sent(Visit visit, Broadcasts broadcasts) throws IOException {
        Map<String, String> texts = new HashMap<>();
        FIELDS.forEach(name -> visit.field(name).ifPresent(value -> texts.put(name, value)));
        for (String channel : broadcasts.places().keySet()) {
            OWN.forEach(own -> visit.field(own + channel).ifPresent(value -> texts.put(own + channel, value)));
        }
        List<Attachment> files = new ArrayList<>();
        for (int file = 0; file < MOST_FILES && visit.field("file." + file).isPresent(); file++) {
            if (visit.field("drop." + file).isEmpty()) {
                files.add(Attachments.kept(visit, file, broadcasts.blobs()));
            }
        }
        for (int row = 0; row < ROWS; row++) {
            var uploaded = visit.context().uploadedFile("upload." + row);
            if (uploaded != null && uploaded.size() > 0) {
                try (InputStream bytes = uploaded.content()) {
                    Blobs.Stored stored = broadcasts.blobs().put(bytes);
                    files.add(Attachments.added(uploaded, stored, visit.field("about.new." + row)));
                }
            }
        }
        String key = visit.field("key").orElse("");
        return new Composition(key, visit.number("version", 0), texts, visit.fields("to"), files);
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    private Optional<String> some(String name) {
        return Optional.of(text(name)).filter(value -> !value.isBlank());
    }

    /** @param before what is changed, if it is: what this form does not ask for stays */
    Draft draft(Broadcasts broadcasts, Optional<Draft> before) {
        Map<String, Draft.Wording> different = new HashMap<>();
        for (String channel : broadcasts.places().keySet()) {
            var own = new Draft.Wording(some("words." + channel), some("overflow." + channel).map(Overflow::read));
            if (own.text().isPresent() || own.overflow().isPresent()) {
                different.put(channel, own);
            }
        }
        return new Draft(
                before.map(Draft::author).orElseGet(broadcasts::house),
                some("subject"),
                text("text"),
                to,
                different,
                some("comment"),
                files,
                before.map(Draft::audience).orElseGet(Audience.Everyone::new),
                some("language").map(Locale::forLanguageTag));
    }

    Plan plan(Broadcasts broadcasts) {
        Schedule schedule = switch (text("when")) {
            case "at" -> broadcasts.schedule(text("at") + " " + text("zone"));
            case "slot" -> broadcasts.schedule("slot:" + text("slot"));
            case "again" -> broadcasts.schedule(text("again"));
            default -> new Schedule.Now();
        };
        Set<String> tags = Arrays.stream(text("tags").split(",", -1)).map(String::strip).filter(tag -> !tag.isEmpty())
                .collect(Collectors.toSet());
        return new Plan(schedule, some("campaign"), tags);
    }

    /** SHA-256 of all of it: what was looked at is what is sent. */
    String fingerprint() {
        return Broadcast.sha256(Stream.of(
                Stream.of(key, Long.toString(version)), new TreeMap<>(texts).entrySet().stream().map(Object::toString), to.stream(),
                files.stream().map(Object::toString)).flatMap(all -> all).toList());
    }
}
