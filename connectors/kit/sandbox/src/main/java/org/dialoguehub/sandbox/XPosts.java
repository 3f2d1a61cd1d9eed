package org.dialoguehub.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The posts and users of X. A post is kept under the id of its first version; each edit gives it a new id beside that. Ids are snowflakes: milliseconds
 * since 4 November 2010, and 22 bits more. Safe for use by several threads.
 */
final class XPosts {
    static final Duration EDITABLE = Duration.ofMinutes(30);
    static final int EDITS = 5;

    private static final long EPOCH = 1_288_834_974_657L;
    private static final Pattern NAME = Pattern.compile("@([A-Za-z0-9_]{1,15})");

    /** A user; the name is what stands behind the @. */
    record User(String id, String name) {}

    /**
     * A post with all its versions.
     *
     * @param versions their ids, oldest first
     * @param at when the newest was made
     */
    record Shown(Post post, List<String> versions, Instant at) {
        String id() {
            return versions.getLast();
        }

        long number() {
            return Long.parseLong(id());
        }
    }

    private record Version(String id, Instant at) {}

    private final SandboxClock clock;
    private final Posts posts;
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, List<Version>> edits = new LinkedHashMap<>();
    private final AtomicLong made = new AtomicLong();

    XPosts(SandboxClock clock) {
        this.clock = clock;
        this.posts = new Posts(clock, number -> nextId());
    }

    Posts posts() {
        return posts;
    }

    /** Takes no lock: it is called while posts are locked. */
    String nextId() {
        return Long.toString(((clock.instant().toEpochMilli() - EPOCH) << 22) + made.incrementAndGet());
    }

    synchronized User user(String name) {
        return users.computeIfAbsent(name, it -> new User(Long.toString(1_000_000_001L + users.size()), it));
    }

    synchronized Optional<User> existing(String name) {
        return Optional.ofNullable(users.get(name));
    }

    Post create(String by, String text, Map<String, String> details, Optional<String> parent) {
        user(by);
        return posts.create(new Post.Draft(by, text, parent, details));
    }

    Optional<Post> createUnlessSaid(String by, String text, Map<String, String> details, Optional<String> parent, Duration within) {
        return posts.createUnlessSaid(new Post.Draft(by, text, parent, details), within);
    }

    synchronized Post edit(Post post, String text) {
        edits.computeIfAbsent(post.id(), id -> new ArrayList<>()).add(new Version(nextId(), clock.instant()));
        return posts.edit(post.id(), text).orElseThrow();
    }

    boolean editable(Shown shown) {
        boolean answersAnother = shown.post().inReplyTo().flatMap(posts::find)
                .filter(parent -> !parent.account().equals(shown.post().account())).isPresent();
        return !answersAnother && shown.versions().size() <= EDITS && !clock.instant().isAfter(shown.post().createdAt().plus(EDITABLE));
    }

    /** The post of which that is a version, deleted or not, visible or not. */
    synchronized Optional<Post> first(String version) {
        Optional<String> first = edits.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(it -> it.id().equals(version)))
                .map(Map.Entry::getKey)
                .findFirst();
        return posts.find(first.orElse(version));
    }

    synchronized Shown shown(Post post) {
        var ids = new ArrayList<>(List.of(post.id()));
        List<Version> later = edits.getOrDefault(post.id(), List.of());
        later.forEach(version -> ids.add(version.id()));
        return new Shown(post, ids, later.isEmpty() ? post.createdAt() : later.getLast().at());
    }

    List<Shown> visible() {
        return posts.visible().stream().map(this::shown).toList();
    }

    /** The text with the names before it, as clients get it. */
    static String whole(Post post) {
        return prefix(post) + post.text();
    }

    static String prefix(Post post) {
        return post.details().getOrDefault("prefix", "");
    }

    /** The names that stand before an answer: whom it answers, unless that is oneself. */
    String prefix(String by, Post parent) {
        var names = new LinkedHashSet<>(List.of(parent.account()));
        names.remove(by);
        return String.join("", names.stream().map(name -> "@" + name + " ").toList());
    }

    List<User> mentioned(Post post) {
        Set<String> names = new TreeSet<>();
        for (Matcher name = NAME.matcher(whole(post)); name.find();) {
            names.add(name.group(1));
        }
        return names.stream().flatMap(name -> existing(name).stream()).toList();
    }

    /** Whether a post calls for an answer by that user: its author has mentioned or quoted them, or is the user. */
    boolean summons(Post post, User user) {
        boolean quotes = Optional.ofNullable(post.details().get("quoted")).flatMap(this::first)
                .filter(quoted -> quoted.account().equals(user.name())).isPresent();
        return post.account().equals(user.name()) || mentioned(post).contains(user) || quotes;
    }

    /** What a post answers: the id, also of one that is gone. */
    static Optional<String> answered(Post post) {
        return post.inReplyTo().or(() -> Optional.ofNullable(post.details().get("gone")));
    }

    String conversation(Post post) {
        Optional<String> parent = answered(post);
        return parent.flatMap(this::first).map(this::conversation).or(() -> parent).orElse(post.id());
    }

    static List<String> listed(Post post, String detail) {
        return Arrays.stream(post.details().getOrDefault(detail, "").split(",")).filter(each -> !each.isEmpty()).toList();
    }
}
