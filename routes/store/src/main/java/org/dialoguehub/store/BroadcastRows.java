package org.dialoguehub.store;

import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.adaptation.Overflow;
import org.dialoguehub.broadcast.Broadcast;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.broadcast.Plan;
import org.dialoguehub.broadcast.Schedules;
import org.dialoguehub.broadcast.Stage;
import org.dialoguehub.broadcast.Step;
import org.dialoguehub.json.ActivityJson;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.BlobId;

/** Broadcasts as rows, and back, within one transaction. */
record BroadcastRows(Sql sql, ActivityJson json) {
    private static final List<String> PARTS = List.of("channels", "words", "files", "tags");
    private static final String COLUMNS = "version, stage, since, next, author, author_name, author_page, subject, content, "
            + "first_comment, audience, language, schedule, campaign, changed";

    boolean add(Broadcast broadcast) {
        Object[] values = Stream.concat(Stream.of(new Sql.Name(broadcast.key())), values(broadcast, broadcast.version())).toArray();
        boolean added = sql.update("INSERT INTO hub_broadcasts (key, " + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING", values) == 1;
        if (added) {
            addParts(broadcast);
            addSteps(broadcast);
        }
        return added;
    }

    boolean replace(Broadcast broadcast) {
        boolean alike = find(broadcast.key()).filter(before -> before.draft().equals(broadcast.draft())
                && before.plan().tags().equals(broadcast.plan().tags())).isPresent();
        Object[] values = Stream.concat(
                values(broadcast, broadcast.version() + 1), Stream.of(new Sql.Name(broadcast.key()), broadcast.version())).toArray();
        boolean replaced = sql.update(
                "UPDATE hub_broadcasts SET " + COLUMNS.replace(",", " = ?,") + " = ? WHERE key = ? AND version = ?", values) == 1;
        if (replaced && !alike) {
            PARTS.forEach(part -> remove(part, broadcast.key()));
            addParts(broadcast);
        }
        if (replaced) {
            remove("steps", broadcast.key());
            addSteps(broadcast);
        }
        return replaced;
    }

    private Stream<Object> values(Broadcast broadcast, long version) {
        Draft draft = broadcast.draft();
        return Stream.of(
                version,
                broadcast.stage(),
                broadcast.since(),
                broadcast.next(),
                draft.author().account(),
                draft.author().name(),
                draft.author().page().map(URI::toString),
                draft.subject(),
                draft.text(),
                draft.firstComment(),
                json.compact(draft.audience()),
                draft.language().map(Locale::toLanguageTag),
                Schedules.text(broadcast.plan().schedule()),
                broadcast.plan().campaign(),
                broadcast.changed());
    }

    private void addParts(Broadcast broadcast) {
        var key = new Sql.Name(broadcast.key());
        Draft draft = broadcast.draft();
        for (int place = 0; place < draft.channels().size(); place++) {
            sql.update("INSERT INTO hub_broadcast_channels (broadcast, place, name) VALUES (?, ?, ?)", key, place,
                    draft.channels().get(place));
        }
        draft.overrides().forEach((channel, wording) -> sql.update(
                "INSERT INTO hub_broadcast_words (broadcast, channel, content, overflow) VALUES (?, ?, ?, ?)",
                key, channel, wording.text(), wording.overflow()));
        for (int place = 0; place < draft.attachments().size(); place++) {
            Attachment file = draft.attachments().get(place);
            sql.update(
                    """
                    INSERT INTO hub_broadcast_files (broadcast, place, name, type, size, description, content, inline)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                    key, place, file.name(), file.mediaType(), file.size(), file.description(), file.content().value(), file.inline());
        }
        broadcast.plan().tags().forEach(tag -> sql.update("INSERT INTO hub_broadcast_tags (broadcast, tag) VALUES (?, ?)", key, tag));
    }

    private void remove(String part, String key) {
        sql.update("DELETE FROM hub_broadcast_" + part + " WHERE broadcast = ?", new Sql.Name(key));
    }

    private void addSteps(Broadcast broadcast) {
        var key = new Sql.Name(broadcast.key());
        for (int place = 0; place < broadcast.history().size(); place++) {
            Step step = broadcast.history().get(place);
            sql.update(
                    "INSERT INTO hub_broadcast_steps (broadcast, place, at, who, deed, fingerprint, remark) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    key, place, step.at(), step.who(), step.deed(), step.fingerprint(), step.remark());
        }
    }

    Optional<Broadcast> find(String key) {
        return sql.first(Head::of, "SELECT " + COLUMNS + " FROM hub_broadcasts WHERE key = ?", new Sql.Name(key))
                .map(head -> broadcast(key, head));
    }

    private Broadcast broadcast(String key, Head head) {
        var draft = new Draft(
                head.author, head.subject, head.text, parts(Row::text, "name FROM hub_broadcast_channels", "place", key), words(key),
                head.firstComment, parts(BroadcastRows::file,
                        "name, type, size, description, content, inline FROM hub_broadcast_files", "place", key),
                json.readAudience(head.audience), head.language);
        var plan = new Plan(Schedules.stored(head.schedule), head.campaign,
                Set.copyOf(parts(Row::text, "tag FROM hub_broadcast_tags", "tag", key)));
        return new Broadcast(key, head.version, draft, plan, head.stage, head.since, head.next,
                parts(BroadcastRows::step, "at, who, deed, fingerprint, remark FROM hub_broadcast_steps", "place", key));
    }

    private <T> List<T> parts(Row.Reader<T> reader, String what, String order, String key) {
        return sql.list(reader, "SELECT " + what + " WHERE broadcast = ? ORDER BY " + order, new Sql.Name(key));
    }

    private Map<String, Draft.Wording> words(String key) {
        var words = new HashMap<String, Draft.Wording>();
        parts(row -> words.put(row.text(), new Draft.Wording(row.optional(), row.optional().map(Overflow::valueOf))),
                "channel, content, overflow FROM hub_broadcast_words", "channel", key);
        return words;
    }

    private static Attachment file(Row row) throws SQLException {
        return new Attachment(row.text(), row.text(), row.number(), row.optional(), new BlobId(row.text()), row.truth());
    }

    private static Step step(Row row) throws SQLException {
        return new Step(row.time(), row.text(), Step.Deed.valueOf(row.text()), row.text(), row.text());
    }

    /** What stands in the row of the broadcast itself. */
    private record Head(
            long version,
            Stage stage,
            Instant since,
            Optional<Instant> next,
            Actor author,
            Optional<String> subject,
            String text,
            Optional<String> firstComment,
            String audience,
            Optional<Locale> language,
            String schedule,
            Optional<String> campaign) {
        static Head of(Row row) throws SQLException {
            return new Head(
                    row.number(), Stage.valueOf(row.text()), row.time(), row.optionalTime(),
                    new Actor(new AccountId(row.name()), row.text(), row.optional().map(URI::create)),
                    row.optional(), row.text(), row.optional(), row.text(), row.optional().map(Locale::forLanguageTag), row.text(),
                    row.optional());
        }
    }
}
