package org.dialoguehub.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What changes the simulated Page: posts, photos, comments, likes. */
final class FacebookWriting {
    static final long FIRST_ID = 122_000_000_000L;

    private static final String PAGE = FacebookAccess.PAGE;
    private static final int MOST_CHARACTERS = 63_206;
    private static final int MOST_CHARACTERS_OF_A_COMMENT = 8_000;
    private static final int MOST_BYTES_OF_A_PHOTO = 10 << 20;

    private final Posts posts;
    private final FacebookNodes nodes;
    private final Consumer<Context> asPage;
    private final Duration sameTextWithin;
    private final ObjectMapper mapper = new ObjectMapper();

    /** @param asPage admits who asks with a token of the Page */
    FacebookWriting(Posts posts, FacebookNodes nodes, Consumer<Context> asPage, Duration sameTextWithin) {
        this.posts = posts;
        this.nodes = nodes;
        this.asPage = asPage;
        this.sameTextWithin = sameTextWithin;
    }

    void publish(Context context) {
        asPage.accept(context);
        if (!List.of(PAGE, "me").contains(context.pathParam("id"))) {
            throw FacebookError.gone(context.pathParam("id")).refusal();
        }
        Map<String, String> asked = FacebookSimulation.parameters(context);
        String text = checked(asked.getOrDefault("message", ""), MOST_CHARACTERS);
        var details = new HashMap<String, String>();
        Optional.ofNullable(asked.get("link")).ifPresent(link -> details.put(FacebookNodes.LINK, address(link)));
        List<String> media = media(asked);
        if (!media.isEmpty()) {
            details.put(FacebookNodes.PHOTOS, String.join(",", media));
        }
        if (text.isBlank() && details.isEmpty()) {
            throw FacebookError.of(100, "Missing message or attachment").refusal();
        }
        Post made = posts.createUnlessSaid(new Post.Draft(PAGE, text, Optional.empty(), details), sameTextWithin)
                .orElseThrow(() -> FacebookError.of(506, "Duplicate status message").refusal());
        FacebookSimulation.send(context, JsonNodeFactory.instance.objectNode().put("id", made.id()));
    }

    void upload(Context context) {
        asPage.accept(context);
        List<UploadedFile> files = context.uploadedFiles(); // the part may have any name
        UploadedFile file = files.isEmpty() ? null : files.getFirst();
        String type = file == null ? "" : String.valueOf(file.contentType());
        if (file == null || !type.matches("image/(jpeg|png|gif|bmp|tiff|webp).*") || file.size() > MOST_BYTES_OF_A_PHOTO) {
            throw FacebookError.of(324, "Requires upload file: a JPEG, BMP, PNG, GIF or TIFF of at most 10 MB").refusal();
        }
        Map<String, String> asked = FacebookSimulation.parameters(context);
        String id = Long.toString(FIRST_ID * 10 + nodes.photos().size() + 1);
        nodes.photos().put(id,
                new FacebookNodes.Photo(id, type, (int) file.size(), Optional.ofNullable(asked.get("alt_text_custom")), Optional.empty()));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
        if (!asked.getOrDefault("published", "true").equals("false")) {
            String text = checked(asked.getOrDefault("message", ""), MOST_CHARACTERS);
            json.put("post_id", posts.create(new Post.Draft(PAGE, text, Optional.empty(), Map.of(FacebookNodes.PHOTOS, id))).id());
        }
        FacebookSimulation.send(context, json);
    }

    void answer(Context context) {
        asPage.accept(context);
        Post on = visible(context.pathParam("id"));
        Map<String, String> asked = FacebookSimulation.parameters(context);
        String text = checked(asked.getOrDefault("message", ""), MOST_CHARACTERS_OF_A_COMMENT);
        Optional<String> photo = Optional.ofNullable(asked.get("attachment_id"));
        if (text.isBlank() && photo.isEmpty()) {
            throw FacebookError.of(100, "Missing message or attachment").refusal();
        }
        photo.ifPresent(this::requirePhoto);
        Post made = create(PAGE, on, text, photo.map(id -> Map.of(FacebookNodes.PHOTOS, id)).orElse(Map.of()));
        FacebookSimulation.send(context, JsonNodeFactory.instance.objectNode().put("id", made.id()));
    }

    /** Threads are two levels deep: an answer to a reply stands beside it. */
    Post create(String account, Post on, String text, Map<String, String> more) {
        String root = on.details().getOrDefault(FacebookNodes.POST_OF, on.id());
        boolean reply = FacebookNodes.isComment(on) && !on.inReplyTo().orElse("").equals(root);
        var details = new HashMap<>(more);
        details.put(FacebookNodes.POST_OF, root);
        var draft = new Post.Draft(account, text, Optional.of(reply ? on.inReplyTo().orElseThrow() : on.id()), details);
        return posts.create(draft, number -> root.substring(root.indexOf('_') + 1) + "_" + (FIRST_ID + number));
    }

    void edit(Context context) {
        asPage.accept(context);
        requireOwn(context.pathParam("id"));
        posts.edit(context.pathParam("id"), checked(FacebookSimulation.parameters(context).getOrDefault("message", ""), MOST_CHARACTERS));
        FacebookSimulation.done(context);
    }

    void delete(Context context) {
        asPage.accept(context);
        Post post = visible(context.pathParam("id"));
        posts.delete(post.id());
        posts.all().stream()
                .filter(below -> post.id().equals(below.inReplyTo().orElse(""))
                        || post.id().equals(below.details().get(FacebookNodes.POST_OF)))
                .forEach(below -> posts.delete(below.id()));
        FacebookSimulation.done(context);
    }

    void react(Context context, boolean like) {
        asPage.accept(context);
        Post post = visible(context.pathParam("id"));
        if (like) {
            posts.like(post.id(), PAGE, "👍");
        } else {
            posts.unlike(post.id(), PAGE, "👍");
        }
        FacebookSimulation.done(context);
    }

    private void requireOwn(String id) {
        if (!visible(id).account().equals(PAGE)) {
            throw FacebookError.of(200, "Permissions error: this is another's").refusal();
        }
    }

    Post found(String id) {
        return posts.find(id).filter(post -> !post.deleted()).orElseThrow(() -> FacebookError.gone(id).refusal());
    }

    /** What can be read; what is being shown late can be changed all the same. */
    Post visible(String id) {
        return posts.visible(id).orElseGet(() -> found(id));
    }

    private List<String> media(Map<String, String> asked) {
        List<JsonNode> told = new ArrayList<>();
        try {
            if (asked.containsKey("attached_media")) {
                mapper.readTree(asked.getOrDefault("attached_media", "")).forEach(told::add);
            }
            for (int index = 0; asked.containsKey("attached_media[" + index + "]"); index++) {
                told.add(mapper.readTree(asked.getOrDefault("attached_media[" + index + "]", "")));
            }
        } catch (JsonProcessingException wrong) {
            throw FacebookError.of(100, "Param attached_media must be an array").refusal();
        }
        List<String> ids = told.stream().map(each -> each.path("media_fbid").asText()).toList();
        ids.forEach(this::requirePhoto);
        return ids;
    }

    private void requirePhoto(String id) {
        if (!nodes.photos().containsKey(id)) {
            throw FacebookError.gone(id).refusal();
        }
    }

    private static String address(String link) {
        if (!link.matches("https?://[^/\\s]+.*")) {
            throw new FacebookError(400, 100, OptionalInt.of(1609005), "The url you supplied is invalid", false).refusal();
        }
        return link;
    }

    private static String checked(String text, int most) {
        if (text.codePointCount(0, text.length()) > most) {
            throw FacebookError.of(100, "The message is too long").refusal();
        }
        return text.strip();
    }
}
