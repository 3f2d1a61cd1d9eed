package org.dialoguehub.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Posts and the images in them, by the Posts API and the Images API. */
final class LinkedInPosts {
    static final String CONTENT = "content";

    private static final String COMMENTARY = "commentary";
    private static final int FEWEST_OF_MANY = 2;
    private static final int MOST_IMAGES = 20;
    private static final int MOST_OF_A_TITLE = 400;
    private static final int MOST_OF_AN_ALTERNATIVE = 4_086;
    private static final Duration UPLOAD = Duration.ofDays(1);

    private record Image(String owner, boolean uploaded) {}

    private final Posts posts;
    private final LinkedInAccess access;
    private final LinkedInVideos videos;
    private final Duration sameTextWithin;
    private final Map<String, Image> images = new HashMap<>();

    LinkedInPosts(Posts posts, LinkedInAccess access, LinkedInVideos videos, Duration sameTextWithin) {
        this.posts = posts;
        this.access = access;
        this.videos = videos;
        this.sameTextWithin = sameTextWithin;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/rest/posts", this::find);
        routes.post("/rest/posts", this::publish);
        routes.get("/rest/posts/{urn}", context -> LinkedInBody.send(context, 200, json(readable(context))));
        routes.post("/rest/posts/{urn}", this::edit);
        routes.delete("/rest/posts/{urn}", this::delete);
        routes.post("/rest/images", this::beginUpload);
        routes.put("/dms-uploads/{image}", this::upload);
    }

    /** The alternative texts of the images of a post, in their order. */
    List<String> alternatives(String urn) {
        return content(found(urn)).map(content -> content.findValuesAsText("altText")).orElse(List.of());
    }

    Optional<ObjectNode> content(Post post) {
        return Optional.ofNullable(post.details().get(CONTENT)).map(LinkedInPosts::read);
    }

    private void find(Context context) {
        String author = Optional.ofNullable(context.queryParam("author")).orElse("");
        String order = Optional.ofNullable(context.queryParam("sortBy")).orElse("LAST_MODIFIED");
        if (!"author".equals(context.queryParam("q")) || !List.of("CREATED", "LAST_MODIFIED").contains(order)) {
            throw LinkedInError.invalid("No such finder, or no such order").refusal();
        }
        access.mayRead(context, author, "partnerApiPosts.FINDER-author");
        Comparator<Post> time = order.equals("CREATED")
                ? Comparator.comparing(Post::createdAt)
                : Comparator.comparing(post -> post.editedAt().orElse(post.createdAt()));
        var all = posts.visible().stream()
                .filter(post -> !LinkedInUrns.isComment(post.id()) && LinkedInUrns.person(post.account()).equals(author))
                .sorted(time.thenComparing(Post::id).reversed())
                .toList();
        LinkedInBody.page(context, all, this::json);
    }

    private Post readable(Context context) {
        Post post = posts.visible(urn(context)).orElseThrow(() -> LinkedInError.gone(urn(context)).refusal());
        access.mayRead(context, LinkedInUrns.person(post.account()), "partnerApiPosts.GET");
        return post;
    }

    private void publish(Context context) {
        LinkedInBody asked = LinkedInBody.of(context).only("author", COMMENTARY, "visibility", "distribution", "content", "lifecycleState",
                "isReshareDisabledByAuthor");
        String author = asked.text("author");
        access.mayActAs(context, author, "partnerApiPosts.CREATE");
        asked.oneOf("visibility", "PUBLIC", "CONNECTIONS", "LOGGED_IN");
        asked.oneOf("lifecycleState", "PUBLISHED");
        LinkedInBody distribution =
                asked.object("distribution").only("feedDistribution", "targetEntities", "thirdPartyDistributionChannels");
        distribution.oneOf("feedDistribution", "MAIN_FEED", "NONE");
        Map<String, String> details = asked.has("content")
                ? Map.of(CONTENT, checked(asked.object("content"), author).node().toString())
                : Map.of();
        var draft = new Post.Draft(author, text(asked), Optional.empty(), details);
        Post post = posts.createUnlessSaid(draft, sameTextWithin)
                .orElseThrow(() -> new LinkedInError(422, 0, "DUPLICATE_POST", "Content is a duplicate of " + said(draft)).refusal());
        context.status(201).header("x-restli-id", post.id()).header("Location", "/posts/" + post.id());
    }

    private String said(Post.Draft draft) {
        return posts.withText(draft.text()).stream().map(Post::id).collect(Collectors.joining(", "));
    }

    private static String text(LinkedInBody asked) {
        String text = LinkedInText.seen(asked.text(COMMENTARY));
        if (text.length() > LinkedInText.MOST) {
            throw asked.invalid(COMMENTARY, "length of \"" + text.substring(0, 20) + "…\" is more than " + LinkedInText.MOST);
        }
        if (text.isBlank() && !asked.has("content")) {
            throw asked.invalid(COMMENTARY, "Post must have either text or content");
        }
        return text;
    }

    private LinkedInBody checked(LinkedInBody content, String author) {
        content.only("article", "media", "multiImage");
        if (content.node().size() != 1) {
            throw content.invalid("", "a union has one member");
        }
        if (content.has("article")) {
            LinkedInBody article = content.object("article").only("source", "title", "description", "thumbnail", "thumbnailAltText");
            if (!article.text("source").matches("https?://.+") || article.text("title").length() > MOST_OF_A_TITLE) {
                throw article.invalid("source", "is no address, or the title has more than " + MOST_OF_A_TITLE + " characters");
            }
            article.optionalText("thumbnail").ifPresent(image -> require(article, "thumbnail", image, author));
        } else if (content.has("media")) {
            image(content.object("media").only("id", "altText", "title"), author);
        } else {
            List<LinkedInBody> many = content.object("multiImage").only("images", "altText").list("images");
            if (many.size() < FEWEST_OF_MANY || many.size() > MOST_IMAGES) {
                throw content.invalid("multiImage", "has " + many.size() + " images; 2 to 20 are allowed");
            }
            many.forEach(each -> image(each.only("id", "altText"), author));
        }
        return content;
    }

    private void image(LinkedInBody media, String author) {
        if (media.text("id").startsWith("urn:li:video:")) {
            if (!videos.isReady(media.text("id"), author) || media.has("altText")) {
                throw media.invalid("id", "is no video of " + author + " that is ready, or a video has an altText");
            }
            return;
        }
        require(media, "id", media.text("id"), author);
        if (media.optionalText("altText").orElse("").length() > MOST_OF_AN_ALTERNATIVE) {
            throw media.invalid("altText", "has more than " + MOST_OF_AN_ALTERNATIVE + " characters");
        }
    }

    private synchronized void require(LinkedInBody part, String name, String urn, String author) {
        Image image = images.get(urn);
        if (image == null || !image.uploaded || !image.owner.equals(author)) {
            throw part.invalid(name, urn + " is no image of " + author + " that is ready");
        }
    }

    private void edit(Context context) {
        String urn = urn(context);
        if (!"PARTIAL_UPDATE".equalsIgnoreCase(context.header("X-RestLi-Method"))) {
            throw LinkedInError.invalid("POST operation on a single post needs X-RestLi-Method: PARTIAL_UPDATE").refusal();
        }
        LinkedInBody set = LinkedInBody.of(context).only("patch").object("patch").only("$set").object("$set").only(COMMENTARY);
        access.mayActAs(context, LinkedInUrns.person(found(urn).account()), "partnerApiPosts.PARTIAL_UPDATE");
        posts.edit(urn, text(set));
        context.status(204);
    }

    /** What is deleted already may be deleted again. */
    private void delete(Context context) {
        String urn = urn(context);
        Post post = posts.find(urn).orElseThrow(() -> LinkedInError.gone(urn).refusal());
        access.mayActAs(context, LinkedInUrns.person(post.account()), "partnerApiPosts.DELETE");
        posts.delete(urn);
        context.status(204);
    }

    private Post found(String urn) {
        return posts.find(urn).filter(post -> !post.deleted()).orElseThrow(() -> LinkedInError.gone(urn).refusal());
    }

    private synchronized void beginUpload(Context context) {
        if (!"initializeUpload".equals(context.queryParam("action"))) {
            throw LinkedInError.invalid("There is no such action").refusal();
        }
        String owner =
                LinkedInBody.of(context).only("initializeUploadRequest").object("initializeUploadRequest").only("owner").text("owner");
        access.mayActAs(context, owner, "partnerApiImages.ACTION-initializeUpload");
        String id = "C4E10AQ" + Integer.toString(images.size() + 1_000, 36);
        images.put("urn:li:image:" + id, new Image(owner, false));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("value")
                .put("uploadUrlExpiresAt", access.now().plus(UPLOAD).toEpochMilli())
                .put("uploadUrl", "http://" + context.host() + "/dms-uploads/" + id + "?ca=vector_ads&cn=uploads&sync=1&ut=1a2b%3D")
                .put("image", "urn:li:image:" + id);
        LinkedInBody.send(context, 200, answer);
    }

    private synchronized void upload(Context context) {
        String urn = "urn:li:image:" + context.pathParam("image");
        Image image = images.get(urn);
        if (image == null || context.bodyAsBytes().length == 0 || !"1a2b=".equals(context.queryParam("ut"))) {
            throw LinkedInError.invalid("Not the address that was given, or no image").refusal();
        }
        images.put(urn, new Image(image.owner, true));
        context.status(201);
    }

    private ObjectNode json(Post post) {
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("id", post.id())
                .put("author", LinkedInUrns.person(post.account()))
                .put(COMMENTARY, post.text().replaceAll("([|{}@\\[\\]()<>#\\\\*_~])", "\\\\$1"))
                .put("visibility", "PUBLIC")
                .put("lifecycleState", "PUBLISHED")
                .put("isReshareDisabledByAuthor", false)
                .put("createdAt", post.createdAt().toEpochMilli())
                .put("publishedAt", post.createdAt().toEpochMilli())
                .put("lastModifiedAt", post.editedAt().orElse(post.createdAt()).toEpochMilli());
        json.putObject("distribution").put("feedDistribution", "MAIN_FEED").putArray("thirdPartyDistributionChannels");
        content(post).ifPresent(content -> json.set("content", content));
        return json;
    }

    private static String urn(Context context) {
        return LinkedInUrns.canonical(context.pathParam("urn"));
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
