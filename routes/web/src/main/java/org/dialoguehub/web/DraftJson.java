package org.dialoguehub.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.adaptation.Overflow;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.broadcast.Plan;
import org.dialoguehub.broadcast.Schedule;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;

/** Drafts and their plans as somebody sent them in JSON. */
record DraftJson(Broadcasts broadcasts) {
    /** What a draft has. */
    static final Set<String> DRAFT = Set.of("subject", "text", "channels", "different", "first-comment", "files", "language");

    private static final Set<String> PLAN = Set.of("at", "campaign", "tags");
    private static final Set<String> DIFFERENT = Set.of("text", "overflow");
    private static final Set<String> FILE = Set.of("name", "type", "content", "description");

    /** What a draft with its plan has, and more. */
    static Set<String> planned(String... more) {
        return Stream.of(DRAFT.stream(), PLAN.stream(), Stream.of(more)).flatMap(fields -> fields).collect(Collectors.toSet());
    }

    Plan plan(Asked asked) {
        Schedule schedule = asked.optionalText("at").map(broadcasts::schedule).orElseGet(Schedule.Now::new);
        return new Plan(schedule, asked.optionalText("campaign"), Set.copyOf(asked.texts("tags")));
    }

    Draft draft(Asked asked) {
        Map<String, Draft.Wording> different = new LinkedHashMap<>();
        asked.each("different", DIFFERENT).forEach((channel, words) -> different.put(
                channel, new Draft.Wording(words.optionalText("text"), words.optionalText("overflow").map(Overflow::read))));
        return new Draft(
                broadcasts.house(),
                asked.optionalText("subject"),
                asked.optionalText("text").orElse(""),
                asked.texts("channels"),
                different,
                asked.optionalText("first-comment"),
                asked.list("files", FILE).stream().map(this::attachment).toList(),
                new Audience.Everyone(),
                asked.optionalText("language").map(Locale::forLanguageTag));
    }

    private Attachment attachment(Asked file) {
        var content = new BlobId(file.text("content"));
        return new Attachment(file.text("name"), file.text("type"), size(content), file.optionalText("description"), content, false);
    }

    /** Bytes that are not there could never be sent. */
    private long size(BlobId content) {
        try (InputStream bytes = broadcasts.blobs().open(content)) {
            return bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException missing) {
            throw new IllegalArgumentException("There is no file with the content " + content.value() + "; send it to /api/files first",
                    missing);
        }
    }

    /** The words for one of some constants. */
    static <E extends Enum<E>> Set<E> constants(Class<E> type, String name, List<String> words) {
        return words
                .stream().map(word -> Stream.of(type.getEnumConstants()).filter(value -> value.name().equalsIgnoreCase(word)).findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is '" + word + "'; it can be "
                                + Stream.of(type.getEnumConstants()).map(value -> value.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))))
                .collect(Collectors.toSet());
    }

    static Optional<String> some(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
