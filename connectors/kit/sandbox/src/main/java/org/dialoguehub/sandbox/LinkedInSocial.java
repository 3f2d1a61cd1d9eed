package org.dialoguehub.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people do to posts: comments, comments on these, and reactions; by the Comments API and the Reactions API. */
final class LinkedInSocial {
    static final List<String> REACTIONS = List.of("LIKE", "PRAISE", "EMPATHY", "INTEREST", "APPRECIATION", "ENTERTAINMENT");

    private static final int MOST = 1_250;
    private static final Pattern BY_ENTITY = Pattern.compile("\\(entity:([^,()]+)\\)");
    private static final Pattern BY_BOTH = Pattern.compile("\\(actor:([^,()]+),entity:([^,()]+)\\)");

    private final Posts posts;
    private final LinkedInAccess access;

    LinkedInSocial(Posts posts, LinkedInAccess access) {
        this.posts = posts;
        this.access = access;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/rest/socialActions/{urn}/comments", this::list);
        routes.post("/rest/socialActions/{urn}/comments", this::comment);
        routes.get("/rest/socialActions/{urn}/comments/{id}", context -> LinkedInBody.send(context, 200, json(readable(context))));
        routes.post("/rest/socialActions/{urn}/comments/{id}", this::edit);
        routes.delete("/rest/socialActions/{urn}/comments/{id}", this::delete);
        routes.post("/rest/reactions", this::react);
        routes.get("/rest/reactions/{key}", this::reactions);
        routes.delete("/rest/reactions/{key}", this::takeBack);
    }

    /** Somebody says something below a post or a comment. */
    Post create(String actor, String on, String text) {
        Post above = found(on);
        String share = LinkedInUrns.isComment(above.id()) ? LinkedInUrns.shareOf(above.id()) : above.id();
        return posts.create(new Post.Draft(actor, text, Optional.of(above.id()), Map.of()), LinkedInUrns.comments(share));
    }

    Post found(String urn) {
        String id = LinkedInUrns.canonical(urn);
        return posts.find(id).filter(post -> !post.deleted()).orElseThrow(() -> LinkedInError.gone(urn).refusal());
    }

    private void list(Context context) {
        Post above = found(context.pathParam("urn"));
        mayRead(context, above);
        var all = posts.visible().stream()
                .filter(post -> LinkedInUrns.isComment(post.id()) && post.inReplyTo().equals(Optional.of(above.id())))
                .toList();
        LinkedInBody.page(context, all, this::json);
    }

    private Post readable(Context context) {
        Post comment = posts.visible(id(context)).orElseThrow(() -> LinkedInError.gone(id(context)).refusal());
        mayRead(context, comment);
        return comment;
    }

    /** Comments are those of the organization, if the post is. */
    private void mayRead(Context context, Post post) {
        String share = LinkedInUrns.isComment(post.id()) ? LinkedInUrns.shareOf(post.id()) : post.id();
        String author = posts.find(share).map(root -> LinkedInUrns.person(root.account())).orElse("");
        access.mayRead(context, author, "partnerApiSocialActions.GET");
    }

    private void comment(Context context) {
        LinkedInBody asked = LinkedInBody.of(context).only("actor", "object", "message", "parentComment");
        String actor = asked.text("actor");
        access.mayActAs(context, actor, "partnerApiSocialActionsComments.CREATE");
        Post root = found(asked.text("object"));
        Post above = asked.optionalText("parentComment").map(this::found).orElse(root);
        boolean nested = LinkedInUrns.isComment(above.id());
        if (LinkedInUrns.isComment(root.id()) || (nested && !LinkedInUrns.shareOf(above.id()).equals(root.id()))) {
            throw asked.invalid("object", "is no post, or not that of the comment above");
        }
        if (nested && above.inReplyTo().filter(LinkedInUrns::isComment).isPresent()) {
            throw asked.invalid("parentComment", "Comments can be nested one level deep");
        }
        String path = LinkedInUrns.canonical(context.pathParam("urn"));
        if (!path.equals(root.id()) && !path.equals(above.id())) {
            throw asked.invalid("object", "is not what the path names");
        }
        Post made = create(actor, above.id(), text(asked));
        context.header("x-restli-id", LinkedInUrns.numberOf(made.id()));
        LinkedInBody.send(context, 201, json(made));
    }

    private static String text(LinkedInBody asked) {
        String text = asked.object("message").only("text", "attributes").text("text");
        if (text.isBlank() || text.length() > MOST) {
            throw asked.invalid("message", "has " + text.length() + " characters; 1 to " + MOST + " are allowed");
        }
        return text;
    }

    private void edit(Context context) {
        Post comment = own(context, "PARTIAL_UPDATE");
        LinkedInBody set = LinkedInBody.of(context).only("patch").object("patch").only("message").object("message").only("$set")
                .object("$set").only("text");
        posts.edit(comment.id(), set.text("text"));
        context.status(204);
    }

    private void delete(Context context) {
        posts.delete(own(context, "DELETE").id());
        context.status(204);
    }

    private Post own(Context context, String method) {
        Post comment = found(id(context));
        String actor = Optional.ofNullable(context.queryParam("actor")).orElse("");
        boolean update = method.equals("PARTIAL_UPDATE");
        if (!LinkedInUrns.person(comment.account()).equals(actor)
                || (update && !method.equalsIgnoreCase(context.header("X-RestLi-Method")))) {
            throw LinkedInError.denied("partnerApiSocialActionsComments." + method).refusal();
        }
        access.mayActAs(context, actor, "partnerApiSocialActionsComments." + method);
        return comment;
    }

    private void react(Context context) {
        LinkedInBody asked = LinkedInBody.of(context).only("root", "reactionType");
        String actor = Optional.ofNullable(context.queryParam("actor")).orElse("");
        access.mayActAs(context, actor, "partnerApiReactions.CREATE");
        String type = asked.oneOf("reactionType", REACTIONS.toArray(String[]::new));
        Post post = found(asked.text("root"));
        if (given(post, actor).isPresent()) {
            throw new LinkedInError(409, 0, "CONFLICT", "The reaction exists already").refusal();
        }
        posts.like(post.id(), actor, type);
        String key = "(actor:" + actor + ",entity:" + post.id() + ")";
        context.header("x-restli-id", key);
        LinkedInBody.send(context, 201, reaction(actor, type, post));
    }

    private void reactions(Context context) {
        Matcher key = BY_ENTITY.matcher(rawKey(context));
        if (!key.matches() || !"entity".equals(context.queryParam("q"))) {
            throw LinkedInError.invalid("Syntax exception in path variables").refusal();
        }
        Post post = found(LinkedInUrns.decoded(key.group(1)));
        mayRead(context, post);
        var all = post.likes().entrySet().stream()
                .flatMap(like -> like.getValue().stream().map(who -> reaction(LinkedInUrns.person(who), like.getKey(), post)))
                .toList();
        LinkedInBody.page(context, all, each -> each);
    }

    private void takeBack(Context context) {
        Matcher key = BY_BOTH.matcher(rawKey(context));
        if (!key.matches()) {
            throw LinkedInError.invalid("Syntax exception in path variables").refusal();
        }
        String actor = LinkedInUrns.decoded(key.group(1));
        access.mayActAs(context, actor, "partnerApiReactions.DELETE");
        Post post = found(LinkedInUrns.decoded(key.group(2)));
        String type = given(post, actor).orElseThrow(() -> LinkedInError.gone(rawKey(context)).refusal());
        posts.unlike(post.id(), actor, type);
        context.status(204);
    }

    private static Optional<String> given(Post post, String actor) {
        return post.likes().entrySet().stream().filter(like -> like.getValue().contains(actor)).map(Map.Entry::getKey).findFirst();
    }

    private static ObjectNode reaction(String actor, String type, Post post) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", "urn:li:reaction:(" + actor + "," + LinkedInHooks.entity(post) + ")").put("reactionType", type).put("root",
                post.id());
        json.putObject("created").put("actor", actor).put("time", post.createdAt().toEpochMilli());
        return json;
    }

    private ObjectNode json(Post comment) {
        String actor = LinkedInUrns.person(comment.account());
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("id", LinkedInUrns.numberOf(comment.id()))
                .put("actor", actor)
                .put("commentUrn", comment.id())
                .put("object", LinkedInUrns.activity(LinkedInUrns.shareOf(comment.id())));
        comment.inReplyTo().filter(LinkedInUrns::isComment).ifPresent(parent -> json.put("parentComment", parent));
        json.putObject("message").put("text", comment.text()).putArray("attributes");
        json.putObject("created").put("actor", actor).put("time", comment.createdAt().toEpochMilli());
        json.putObject("lastModified").put("actor", actor).put("time", comment.editedAt().orElse(comment.createdAt()).toEpochMilli());
        long replies = posts.visible().stream().filter(post -> post.inReplyTo().equals(Optional.of(comment.id()))).count();
        if (replies > 0) {
            json.putObject("commentsSummary").put("totalFirstLevelComments", replies).put("aggregatedTotalComments", replies);
        }
        return json;
    }

    private static String id(Context context) {
        String urn = context.pathParam("urn");
        String activity = LinkedInUrns.isComment(urn)
                ? LinkedInUrns.activity(LinkedInUrns.shareOf(urn))
                : LinkedInUrns.activity(LinkedInUrns.canonical(urn));
        return "urn:li:comment:(" + activity + "," + context.pathParam("id") + ")";
    }

    /** As it was sent: the parentheses, colons and commas of a key stand as they are, those of the names in it are encoded. */
    private static String rawKey(Context context) {
        String path = context.req().getRequestURI();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
