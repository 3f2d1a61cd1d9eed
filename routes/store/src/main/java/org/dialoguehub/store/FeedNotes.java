package org.dialoguehub.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.dialoguehub.feed.Change;
import org.dialoguehub.feed.Change.Origin;
import org.dialoguehub.feed.FeedNote;
import org.dialoguehub.feed.FeedStore.Added;
import org.dialoguehub.feed.FeedStore.Outcome;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.feed.LikeCount;
import org.dialoguehub.feed.NewNote;
import org.dialoguehub.feed.ThreadHead;
import org.dialoguehub.feed.Version;
import org.dialoguehub.json.ActivityJson;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteRef;

/** The notes of the feed, their versions, likes and threads, and the log of what happened to them. */
record FeedNotes(Sql sql, ActivityJson json) {
    private static final String SELECT = """
            SELECT n.id, n.group_id, n.thread, n.depth, n.sequence, n.version, n.added, n.changed, n.deleted, v.activity
            FROM hub_feed_notes n JOIN hub_feed_versions v ON v.note = n.id AND v.number = n.version\s""";

    /** @param first its first version, as {@link #first} says it */
    Added add(NewNote added, String first, Origin origin) {
        Optional<FeedNote> there = note(added.id());
        if (there.isPresent()) {
            return new Added(there.get(), false);
        }
        FeedNote note = added.added(nextSequence(added.group()));
        insert(note);
        thread(note);
        version(note.id(), 1, first);
        log(note.group(), note.sequence(), origin, note.id(), OptionalLong.of(1), Optional.empty());
        return new Added(note, true);
    }

    private void insert(FeedNote note) {
        sql.update(
                """
                INSERT INTO hub_feed_notes (id, group_id, thread, depth, sequence, version, added, changed, deleted)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                note.id(),
                note.group(),
                note.thread(),
                note.depth(),
                note.sequence(),
                note.version(),
                note.added(),
                note.changed(),
                note.deleted());
    }

    private void thread(FeedNote note) {
        sql.update(
                """
                INSERT INTO hub_feed_threads (id, group_id, replies, last) VALUES (?, ?, 0, ?)
                ON CONFLICT (id) DO UPDATE SET replies = hub_feed_threads.replies + 1, last = excluded.last""",
                note.thread(),
                note.group(),
                note.sequence());
    }

    /** The first version of a note, as JSON: the larger part of the work, which needs no transaction. */
    static String first(NewNote note, ActivityJson json) {
        return json.compact(new Activity.Update(note.note().author(), note.id(), note.note(), note.at()));
    }

    private void version(Activity.Update update, int number) {
        version(update.object(), number, json.compact(update));
    }

    private void version(NoteRef note, int number, String activity) {
        sql.update("INSERT INTO hub_feed_versions (note, number, activity) VALUES (?, ?, ?)", note, number, activity);
    }

    Optional<FeedNote> note(ExternalId id) {
        return sql.first(this::note, SELECT + "WHERE n.id = ?", id);
    }

    private Optional<FeedNote> living(Activity activity) {
        return note(new ExternalId(activity.object().value())).filter(note -> !note.deleted());
    }

    Outcome update(Activity.Update update, int version, Origin origin) {
        Optional<FeedNote> living = living(update);
        if (living.isEmpty()) {
            return Outcome.GONE;
        }
        FeedNote note = living.get();
        if (note.version() != version) {
            return Outcome.CONFLICT;
        }
        int next = version + 1;
        change(note, next, update.published(), false);
        version(update, next);
        log(note.group(), nextSequence(note.group()), origin, note.id(), OptionalLong.of(next), Optional.empty());
        return Outcome.DONE;
    }

    Outcome delete(Activity.Delete delete, Origin origin) {
        Optional<FeedNote> there = note(new ExternalId(delete.object().value()));
        if (there.isEmpty() || there.get().deleted()) {
            return there.isEmpty() ? Outcome.GONE : Outcome.UNCHANGED;
        }
        FeedNote note = there.get();
        ExternalId id = note.id();
        sql.update("DELETE FROM hub_feed_versions WHERE note = ?", id);
        sql.update("DELETE FROM hub_feed_likes WHERE note = ?", id);
        sql.update("DELETE FROM hub_feed_changes WHERE note = ?", id);
        FeedNote left = note.tombstone(delete.published());
        change(note, left.version(), left.changed(), true);
        version(new Activity.Update(delete.actor(), note.id(), left.note(), left.changed()), left.version());
        log(note, origin, delete);
        return Outcome.DONE;
    }

    private void change(FeedNote note, int version, Instant at, boolean deleted) {
        sql.update(
                "UPDATE hub_feed_notes SET version = ?, changed = ?, deleted = ? WHERE id = ?",
                version,
                at,
                deleted,
                note.id());
    }

    Outcome like(Activity.Like like, Origin origin) {
        String insert = "INSERT INTO hub_feed_likes (note, account, emoji) VALUES (?, ?, ?) ON CONFLICT (note, account, emoji) DO NOTHING";
        return living(like).map(note -> react(insert, note, like, like, origin)).orElse(Outcome.GONE);
    }

    Outcome unlike(Activity.Undo undo, Origin origin) {
        String delete = "DELETE FROM hub_feed_likes WHERE note = ? AND account = ? AND emoji = ?";
        return living(undo)
                .map(note -> undo.undone() instanceof Activity.Like like
                        ? react(delete, note, like, undo, origin)
                        : Outcome.UNCHANGED)
                .orElse(Outcome.GONE);
    }

    private Outcome react(String statement, FeedNote note, Activity.Like like, Activity logged, Origin origin) {
        if (sql.update(statement, note.id(), like.actor().account(), new Sql.Name(like.emoji())) == 0) {
            return Outcome.UNCHANGED;
        }
        log(note, origin, logged);
        return Outcome.DONE;
    }

    List<Version> history(ExternalId note, int after, int limit) {
        return sql.list(
                row -> version(row.small(), (Activity.Update) json.read(row.text())),
                """
                SELECT v.number, v.activity FROM hub_feed_versions v JOIN hub_feed_notes n ON n.id = v.note
                WHERE v.note = ? AND v.number > ? AND n.deleted = 0 ORDER BY v.number LIMIT ?""",
                note,
                after,
                limit);
    }

    private static Version version(int number, Activity.Update update) {
        return new Version(number, update.actor(), update.published(), update.note());
    }

    Map<ExternalId, List<LikeCount>> likes(Set<ExternalId> notes, AccountId reader) {
        var likes = new HashMap<ExternalId, List<LikeCount>>();
        sql.among(
                row -> Map.entry(new ExternalId(row.name()), new LikeCount(row.name(), row.small(), row.truth())),
                """
                        SELECT note, emoji, COUNT(*), MAX(CASE WHEN account = ? THEN 1 ELSE 0 END) FROM hub_feed_likes
                        WHERE note IN (*) GROUP BY note, emoji""",
                notes.stream().toList(),
                reader)
                .forEach(count -> likes.computeIfAbsent(count.getKey(), note -> new ArrayList<>()).add(count.getValue()));
        return likes;
    }

    List<ThreadHead> threads(GroupId group, long before, int limit) {
        return sql.list(
                row -> new ThreadHead(note(row), row.small(), row.number()),
                SELECT.replace("v.activity", "v.activity, t.replies, t.last")
                        + "JOIN hub_feed_threads t ON t.id = n.id WHERE t.group_id = ? AND t.last < ? ORDER BY t.last DESC LIMIT ?",
                group,
                before,
                limit);
    }

    List<FeedNote> thread(ExternalId thread, long after, int limit) {
        return sql.list(
                this::note,
                SELECT + "WHERE n.thread = ? AND n.sequence > ? ORDER BY n.sequence LIMIT ?",
                thread,
                after,
                limit);
    }

    List<Change> changes(GroupId group, long after, int limit) {
        return sql.list(
                this::change,
                """
                SELECT c.sequence, c.origin, c.version, COALESCE(c.activity, v.activity) FROM hub_feed_changes c
                LEFT JOIN hub_feed_versions v ON v.note = c.note AND v.number = c.version
                WHERE c.group_id = ? AND c.sequence > ? ORDER BY c.sequence LIMIT ?""",
                group,
                after,
                limit);
    }

    private Change change(Row row) throws SQLException {
        long sequence = row.number();
        Origin origin = Origin.valueOf(row.text());
        boolean first = row.optionalNumber().equals(OptionalLong.of(1));
        Activity activity = json.read(row.text());
        return new Change(
                sequence,
                origin,
                first && activity instanceof Activity.Update begun ? new Activity.Create(begun.object(), begun.note()) : activity);
    }

    private long nextSequence(GroupId group) {
        return sql
                .insert("UPDATE hub_feed_groups SET sequence = sequence + 1 WHERE id = ? RETURNING sequence", group)
                .orElseThrow();
    }

    private void log(FeedNote note, Origin origin, Activity activity) {
        log(note.group(), nextSequence(note.group()), origin, note.id(), OptionalLong.empty(), Optional.of(json.compact(activity)));
    }

    private void log(
            GroupId group, long sequence, Origin origin, ExternalId note, OptionalLong version, Optional<String> activity) {
        sql.update(
                "INSERT INTO hub_feed_changes (group_id, sequence, origin, note, version, activity) VALUES (?, ?, ?, ?, ?, ?)",
                group,
                sequence,
                origin,
                note,
                version,
                activity);
    }

    private FeedNote note(Row row) throws SQLException {
        return new FeedNote(
                new ExternalId(row.name()),
                new GroupId(row.text()),
                new ExternalId(row.name()),
                row.small(),
                row.number(),
                row.small(),
                row.time(),
                row.time(),
                row.truth(),
                ((Activity.Update) json.read(row.text())).note());
    }
}
