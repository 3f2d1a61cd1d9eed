package org.dialoguehub.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.LongFunction;

/**
 * The posts of a simulated network, twice: as they are written ({@link #all}, the truth, which tests judge by), and as they can be read
 * ({@link #visible}, {@link #changes}), which may lag behind. A change takes its place in the sequence when it becomes visible, so that a
 * reader with a cursor misses none. Safe for use by several threads.
 */
public final class Posts {
    private record Pending(long visibleAt, long order, Change change) {}

    private final SandboxClock clock;
    private final LongFunction<String> ids;
    private final Map<String, Post> written = new LinkedHashMap<>();
    private final Map<String, Post> readable = new LinkedHashMap<>();
    private final Map<String, Long> visibleAt = new LinkedHashMap<>();
    private final List<Change> log = new ArrayList<>();
    private final PriorityQueue<Pending> pending = new PriorityQueue<>(
            Comparator.comparingLong(Pending::visibleAt).thenComparingLong(Pending::order));
    private Duration delay = Duration.ZERO;
    private Optional<Duration> nextDelay = Optional.empty();
    private long made;
    private long ordered;

    /**
     * No posts yet.
     *
     * @param ids makes the id of the n-th post, counted from 1
     */
    public Posts(SandboxClock clock, LongFunction<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** From now on every change becomes visible only after {@code delay}, on the monotonic side of the clock. */
    public synchronized void showAfter(Duration delay) {
        this.delay = delay;
    }

    /** The next post made becomes visible only after {@code delay}; later ones are as before. */
    public synchronized void showNextAfter(Duration delay) {
        nextDelay = Optional.of(delay);
    }

    /** Publishes. */
    public Post create(Post.Draft draft) {
        return create(draft, ids);
    }

    /** Publishes what has an id of another form, made from the same count. */
    synchronized Post create(Post.Draft draft, LongFunction<String> other) {
        var at = clock.instant();
        var post = Post.from(other.apply(++made), draft, at);
        var wait = nextDelay.orElse(delay);
        nextDelay = Optional.empty();
        visibleAt.put(post.id(), clock.nanoTime() + wait.toNanos());
        write(Change.Kind.CREATED, post, draft.account(), Optional.empty());
        return post;
    }

    /** Publishes, unless the account has said the same within that time and not deleted it. */
    public synchronized Optional<Post> createUnlessSaid(Post.Draft draft, Duration within) {
        var since = clock.instant().minus(within);
        var said = written.values().stream()
                .anyMatch(post -> !post.deleted() && post.account().equals(draft.account()) && post.text().equals(draft.text())
                        && post.createdAt().isAfter(since));
        return said ? Optional.empty() : Optional.of(create(draft));
    }

    /** Changes the text; empty if there is no such post any more. */
    public synchronized Optional<Post> edit(String id, String text) {
        return existing(id).map(post -> write(Change.Kind.EDITED, post.edited(text, clock.instant()), post.account(), Optional.empty()));
    }

    /** Deletes; empty if there is no such post any more. */
    public synchronized Optional<Post> delete(String id) {
        return existing(id).map(post -> write(Change.Kind.DELETED, post.asDeleted(), post.account(), Optional.empty()));
    }

    /** Likes with an emoji; a second time changes nothing. Empty if there is no such post any more. */
    public synchronized Optional<Post> like(String id, String account, String emoji) {
        return react(id, account, emoji, true);
    }

    /** Takes a like back; a second time changes nothing. Empty if there is no such post any more. */
    public synchronized Optional<Post> unlike(String id, String account, String emoji) {
        return react(id, account, emoji, false);
    }

    /** The truth: every post ever made, visible or not, those deleted among them (marked), oldest first. */
    public synchronized List<Post> all() {
        return List.copyOf(written.values());
    }

    /** The truth about one text: every post ever made with it, those deleted and those edited to it among them. */
    public List<Post> withText(String text) {
        return all().stream().filter(post -> post.text().equals(text)).toList();
    }

    /** The truth about one post, deleted or not, visible or not. */
    public synchronized Optional<Post> find(String id) {
        return Optional.ofNullable(written.get(id));
    }

    /** What a reader finds under an id. */
    public synchronized Optional<Post> visible(String id) {
        showDue();
        return Optional.ofNullable(readable.get(id));
    }

    /** What a reader can see, in the order in which it became visible. */
    public synchronized List<Post> visible() {
        showDue();
        return List.copyOf(readable.values());
    }

    /** What a reader can see of the changes after a sequence number, oldest first. */
    public synchronized List<Change> changes(long after, int limit) {
        showDue();
        var from = Math.clamp(after, 0, log.size());
        return List.copyOf(log.subList(from, Math.min(log.size(), from + limit)));
    }

    /** The number of the last change that can be seen; 0 before the first. */
    public synchronized long lastSequence() {
        showDue();
        return log.size();
    }

    private Optional<Post> react(String id, String account, String emoji, boolean like) {
        return existing(id).map(post -> {
            var changed = post.liked(emoji, account, like);
            var kind = like ? Change.Kind.LIKED : Change.Kind.UNLIKED;
            return changed.equals(post) ? post : write(kind, changed, account, Optional.of(emoji));
        });
    }

    private Optional<Post> existing(String id) {
        return find(id).filter(post -> !post.deleted());
    }

    private Post write(Change.Kind kind, Post post, String by, Optional<String> emoji) {
        written.put(post.id(), post);
        var now = clock.nanoTime();
        var own = kind == Change.Kind.CREATED ? now : now + delay.toNanos();
        // no change of a post is seen before the one that it follows
        var shown = Math.max(own, Objects.requireNonNull(visibleAt.get(post.id())));
        visibleAt.put(post.id(), shown);
        pending.add(new Pending(shown, ordered++, new Change(0, kind, by, emoji, clock.instant(), post)));
        return post;
    }

    private void showDue() {
        var now = clock.nanoTime();
        for (var next = pending.peek(); next != null && next.visibleAt <= now; next = pending.peek()) {
            pending.remove();
            var change = next.change.numbered(log.size() + 1L);
            log.add(change);
            if (change.kind() == Change.Kind.DELETED) {
                readable.remove(change.post().id());
            } else {
                readable.put(change.post().id(), change.post());
            }
        }
    }
}
