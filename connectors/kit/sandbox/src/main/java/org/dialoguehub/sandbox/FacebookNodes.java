package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The nodes and edges of the Graph API as JSON: the fields asked for, and pages with cursors. */
final class FacebookNodes {
    static final String POST_OF = "of";
    static final String LINK = "link";
    static final String PHOTOS = "photos";
    static final String ODD = "odd";
    static final String TAGS = "tags";

    /** Reactions by the emoji they stand for; Facebook has no others. */
    static final Map<String, String> REACTIONS = Map.of(
            "👍", "LIKE", "❤️", "LOVE", "😆", "HAHA", "😮", "WOW", "😢", "SAD", "😡", "ANGRY", "🤗", "CARE");

    /** What one request may ask for at most, posts times comments of each. */
    private static final int MOST_NODES = 5_000;
    private static final int MOST_POSTS = 100;
    private static final int PAGE_SIZE = 25;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);
    private static final Set<String> OTHER_POST_FIELDS =
            Set.of("updated_time", "story", "full_picture", "shares", "message_tags", "parent_id");
    private static final Set<String> OTHER_COMMENT_FIELDS =
            Set.of("message_tags", "admin_creator", "is_hidden", "private_reply_conversation");

    /** A picture that was uploaded. */
    record Photo(String id, String mediaType, int size, Optional<String> alternative, Optional<URI> source) {}

    private final Posts posts;
    private final Map<String, Photo> photos = new ConcurrentHashMap<>();

    FacebookNodes(Posts posts) {
        this.posts = posts;
    }

    Map<String, Photo> photos() {
        return photos;
    }

    /** The id by which the network knows somebody: that of the Page, or of a person towards this Page. */
    static String personId(String account) {
        return account.matches("[0-9]+")
                ? account
                : Long.toString(7_000_000_000_000_000L + Math.floorMod(account.hashCode(), 1_000_000_000));
    }

    static ObjectNode person(String account) {
        return JsonNodeFactory.instance.objectNode().put("id", personId(account))
                .put("name", account.equals(FacebookAccess.PAGE) ? FacebookAccess.PAGE_NAME : account);
    }

    static boolean isComment(Post post) {
        return post.details().containsKey(POST_OF);
    }

    /** What is on the Page: its own posts, those of visitors, those in which it is tagged; newest first. */
    List<Post> feed() {
        return posts.visible().stream().filter(post -> !isComment(post) && !FacebookMessages.isMessage(post)).toList().reversed();
    }

    /** The comments of a post or of a comment, oldest first. */
    List<Post> comments(Post on, boolean allLevels) {
        return posts.visible().stream()
                .filter(FacebookNodes::isComment)
                .filter(comment -> on.id().equals(comment.inReplyTo().orElse(""))
                        || (allLevels && on.id().equals(comment.details().get(POST_OF))))
                .toList();
    }

    ObjectNode node(Post post, List<FacebookFields> wanted) {
        return isComment(post)
                ? written(wanted, List.of("created_time", "from", "message", "id"), "Comment", (node, field) -> comment(node, post, field))
                : written(wanted, List.of("created_time", "message", "id"), "Post", (node, field) -> post(node, post, field));
    }

    /**
     * A page of an edge.
     *
     * @param path of the edge, for the address of the next page
     * @param all in the order of the edge
     */
    <T> ObjectNode edge(String path, List<T> all, Map<String, String> parameters, Function<T, String> id, Function<T, ObjectNode> node) {
        int limit = number(parameters.getOrDefault("limit", Integer.toString(PAGE_SIZE)));
        if (limit < 1) {
            throw FacebookError.of(100, "Param limit must be a positive number").refusal();
        }
        int from = parameters.containsKey("after") ? place(all, parameters.getOrDefault("after", ""), id) + 1 : 0;
        int end = Math.min(all.size(), from + limit);
        if (parameters.containsKey("before")) {
            end = place(all, parameters.getOrDefault("before", ""), id);
            from = Math.max(0, end - limit);
        }
        List<T> shown = from >= end ? List.of() : all.subList(from, end);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode data = json.putArray("data");
        shown.forEach(each -> data.add(node.apply(each)));
        if (!shown.isEmpty()) {
            ObjectNode paging = json.putObject("paging");
            paging.putObject("cursors").put("before", cursor(id.apply(shown.getFirst()))).put("after", cursor(id.apply(shown.getLast())));
            if (end < all.size()) {
                paging.put("next", address(path, parameters, "after", cursor(id.apply(shown.getLast()))));
            }
            if (from > 0) {
                paging.put("previous", address(path, parameters, "before", cursor(id.apply(shown.getFirst()))));
            }
        }
        return json;
    }

    /** Those that fit the parameters of time. */
    static List<Post> within(List<Post> all, Map<String, String> parameters) {
        Instant since = parameters.containsKey("since") ? time(parameters.getOrDefault("since", "")) : Instant.MIN;
        Instant until = parameters.containsKey("until") ? time(parameters.getOrDefault("until", "")) : Instant.MAX;
        return all.stream().filter(post -> !post.createdAt().isBefore(since) && !post.createdAt().isAfter(until)).toList();
    }

    /** A page of posts. */
    ObjectNode posts(String path, List<Post> all, Map<String, String> parameters) {
        int limit = number(parameters.getOrDefault("limit", Integer.toString(PAGE_SIZE)));
        if (limit > MOST_POSTS) {
            throw FacebookError.of(100, "For this edge, limit must be at most " + MOST_POSTS).refusal();
        }
        List<FacebookFields> wanted = wanted(parameters);
        int inner = wanted.stream().filter(field -> field.name().equals("comments"))
                .mapToInt(field -> number(field.arguments().getOrDefault("limit", Integer.toString(PAGE_SIZE)))).sum();
        if (limit * inner > MOST_NODES) {
            throw new FacebookError(500, 1, java.util.OptionalInt.empty(),
                    "Please reduce the amount of data you're asking for, then retry your request", false).refusal();
        }
        return edge(path, within(all, parameters), parameters, Post::id, post -> node(post, wanted));
    }

    /** A page of comments. */
    ObjectNode comments(String path, Post on, Map<String, String> parameters) {
        List<Post> all = within(comments(on, "stream".equals(parameters.get("filter"))), parameters);
        List<Post> ordered = "reverse_chronological".equals(parameters.get("order")) ? all.reversed() : all;
        List<FacebookFields> wanted = wanted(parameters);
        return edge(path, ordered, parameters, Post::id, comment -> node(comment, wanted));
    }

    /** A page of those who reacted. */
    ObjectNode reactions(String path, Post on, Map<String, String> parameters) {
        List<ObjectNode> all = new ArrayList<>();
        on.likes().forEach((emoji, accounts) -> accounts.forEach(account -> all.add(
                person(account).put("type", REACTIONS.getOrDefault(emoji, "LIKE")))));
        return edge(path, all, parameters, reaction -> reaction.path("id").asText(), reaction -> reaction);
    }

    static List<FacebookFields> wanted(Map<String, String> parameters) {
        String fields = parameters.getOrDefault("fields", "");
        return fields.isEmpty() ? List.of() : FacebookFields.read(fields);
    }

    /** Writes the fields of a node into it. */
    @FunctionalInterface
    interface Writer {
        /** Whether the node has that field; it may be without a value. */
        boolean write(ObjectNode node, FacebookFields field);
    }

    static ObjectNode written(List<FacebookFields> wanted, List<String> usual, String type, Writer writer) {
        List<FacebookFields> fields = new ArrayList<>(wanted);
        if (wanted.isEmpty()) {
            usual.forEach(name -> fields.add(new FacebookFields(name, Map.of(), List.of())));
        } else {
            fields.add(new FacebookFields("id", Map.of(), List.of()));
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (FacebookFields field : fields) {
            if (!writer.write(node, field)) {
                throw FacebookError.of(100, "Tried accessing nonexisting field (" + field.name() + ") on node type (" + type + ")")
                        .refusal();
            }
        }
        return node;
    }

    private boolean post(ObjectNode node, Post post, FacebookFields field) {
        switch (field.name()) {
            case "permalink_url" -> node.put("permalink_url", "https://www.facebook.com/" + post.id());
            case "is_published" -> node.put("is_published", true);
            case "status_type" -> node.put("status_type", post.details().containsKey(PHOTOS)
                    ? "added_photos"
                    : post.details().containsKey(FacebookVideos.VIDEO) ? "added_video" : "mobile_status_update");
            case "attachments" -> attachments(post).ifPresent(all -> node.putObject("attachments").set("data", all));
            default -> {
                return common(node, post, field) || OTHER_POST_FIELDS.contains(field.name());
            }
        }
        return true;
    }

    private boolean comment(ObjectNode node, Post comment, FacebookFields field) {
        String root = comment.details().getOrDefault(POST_OF, "");
        String parent = comment.inReplyTo().orElse(root);
        switch (field.name()) {
            case "permalink_url" -> node.put("permalink_url", "https://www.facebook.com/" + root + "?comment_id=" + comment.id());
            case "parent" -> {
                if (!parent.equals(root)) {
                    posts.visible(parent).ifPresent(above -> node.set("parent", node(above, field.inner())));
                }
            }
            case "object" -> node.putObject("object").put("id", root);
            case "attachment" -> attachments(comment).ifPresent(all -> node.set("attachment", all.get(0)));
            case "can_comment", "can_like", "can_remove" -> node.put(field.name(), true);
            case "is_private" -> node.put("is_private", false);
            case "user_likes" -> node.put("user_likes", comment.likes().values().stream().anyMatch(by -> by.contains(FacebookAccess.PAGE)));
            case "comment_count" -> node.put("comment_count", comments(comment, false).size());
            case "like_count" -> node.put("like_count", comment.likes().values().stream().mapToInt(Set::size).sum());
            default -> {
                return common(node, comment, field) || OTHER_COMMENT_FIELDS.contains(field.name());
            }
        }
        return true;
    }

    private boolean common(ObjectNode node, Post post, FacebookFields field) {
        switch (field.name()) {
            case "id" -> node.put("id", post.id());
            case "created_time" -> node.put("created_time", TIME.format(post.createdAt()));
            case "from" -> node.set("from", person(post.account()));
            case "message" -> {
                if (post.details().containsKey(ODD)) {
                    node.putArray("message").add(post.text());
                } else if (!post.text().isEmpty()) {
                    node.put("message", post.text());
                }
            }
            case "comments" -> node.set("comments", comments("/" + post.id() + "/comments", post, inner(field)));
            case "likes", "reactions" -> node.set(field.name(), reactions("/" + post.id() + "/reactions", post, inner(field)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private Optional<ArrayNode> attachments(Post post) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Optional.ofNullable(post.details().get(LINK)).ifPresent(link -> {
            ObjectNode card = all.addObject().put("media_type", "link").put("type", "share").put("url", link)
                    .put("title", "What the page at " + URI.create(link).getHost() + " says of itself");
            card.putObject("target").put("url", link);
        });
        for (String id : post.details().getOrDefault(PHOTOS, "").split(",")) {
            Optional.ofNullable(photos.get(id)).ifPresent(photo -> {
                ObjectNode picture = all.addObject().put("media_type", "photo").put("type", "photo")
                        .put("url", "https://www.facebook.com/photo.php?fbid=" + id);
                picture.putObject("target").put("id", id);
                picture.putObject("media").putObject("image").put("src",
                        photo.source().map(URI::toString).orElse("https://scontent.example.org/" + id + ".jpg"));
                photo.alternative().ifPresent(text -> picture.put("description", text));
            });
        }
        Optional.ofNullable(post.details().get(FacebookVideos.VIDEO)).ifPresent(id -> {
            ObjectNode film = all.addObject().put("media_type", "video").put("type", "video_inline")
                    .put("url", "https://www.facebook.com/" + FacebookAccess.PAGE + "/videos/" + id + "/");
            film.putObject("target").put("id", id);
        });
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    static Map<String, String> inner(FacebookFields field) {
        var parameters = new LinkedHashMap<>(field.arguments());
        if (!field.inner().isEmpty()) {
            parameters.put("fields", String.join(",", field.inner().stream().map(FacebookNodes::text).toList()));
        }
        return parameters;
    }

    private static String text(FacebookFields field) {
        var text = new StringBuilder(field.name());
        field.arguments().forEach((name, value) -> text.append('.').append(name).append('(').append(value).append(')'));
        return field.inner().isEmpty()
                ? text.toString()
                : text.append('{').append(String.join(",", field.inner().stream().map(FacebookNodes::text).toList())).append('}')
                        .toString();
    }

    /** Where a cursor points; one whose thing is gone is not valid any more, as Meta warns. */
    private static <T> int place(List<T> all, String cursor, Function<T, String> id) {
        int index = Collections.indexOfSubList(all.stream().map(each -> cursor(id.apply(each))).toList(), List.of(cursor));
        if (index < 0) {
            throw FacebookError.of(100, "Invalid cursors values provided").refusal();
        }
        return index;
    }

    private static String cursor(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(UTF_8));
    }

    /** With the token in it, if it was behind the question mark before: as Facebook does. */
    private static String address(String path, Map<String, String> parameters, String direction, String cursor) {
        var next = new LinkedHashMap<>(parameters);
        next.remove("after");
        next.remove("before");
        next.put(direction, cursor);
        var address = new StringBuilder(path);
        next.forEach((name, value) -> address.append(address.indexOf("?") < 0 ? '?' : '&').append(name).append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        return address.toString();
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    private static Instant time(String text) {
        try {
            return text.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(text)) : TIME.parse(text, Instant::from);
        } catch (java.time.DateTimeException wrong) {
            throw FacebookError.of(100, "Param since or until is not a time").refusal();
        }
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,6}")) {
            throw FacebookError.of(100, "Param limit must be a positive number").refusal();
        }
        return Integer.parseInt(text);
    }
}
