package org.dialoguehub.linkedin;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/** The wire. */
final class LinkedInJson {
    private LinkedInJson() {}

    /** A page of a list; its values are not read yet, so that one which is odd does not spoil the others. */
    record Page(List<Json> elements) {
        static Page read(Json json) {
            return new Page(json.list("elements"));
        }
    }

    /**
     * A post of ours.
     *
     * @param media the name of its one picture or video
     */
    record Said(LinkedInUrn id, LinkedInUrn author, String commentary, Instant at, Optional<String> media) {
        static Said read(Json json) {
            return new Said(named(json, "id"), named(json, "author"), json.optionalText("commentary").orElse(""), said(json),
                    json.optionalObject("content").flatMap(it -> it.optionalObject("media")).flatMap(it -> it.optionalText("id")));
        }

        static Instant said(Json json) {
            return json.has("publishedAt") ? time(json, "publishedAt") : time(json, "createdAt");
        }
    }

    /**
     * A comment.
     *
     * @param parent the comment above, of one that is nested
     */
    record Comment(LinkedInUrn urn, LinkedInUrn actor, String text, Optional<LinkedInUrn> parent, Instant at) {
        static Comment read(Json json) {
            return new Comment(name(json), named(json, "actor"), json.object("message").text("text"),
                    optionallyNamed(json, "parentComment"),
                    time(json.object("created"), "time"));
        }

        /** The name of a comment; some answers leave it to be made. */
        static LinkedInUrn name(Json json) {
            LinkedInUrn urn = json.has("commentUrn")
                    ? named(json, "commentUrn")
                    : LinkedInJson.urn("urn:li:comment:(" + json.text("object") + "," + word(json, "id") + ")", "id");
            if (!urn.isComment()) {
                throw new JsonException("a comment has the name of something else");
            }
            return urn;
        }

        /** Whether others have answered it. */
        static boolean isAnswered(Json json) {
            return json.optionalObject("commentsSummary").filter(it -> it.has("aggregatedTotalComments"))
                    .map(it -> it.number("aggregatedTotalComments") > 0).orElse(false);
        }
    }

    /**
     * Something that was done to the organization.
     *
     * @param source the post that it was done to
     * @param generated what came of it: a comment, a post, a reaction
     * @param words what was said, by whom, where it tells
     */
    record Notification(
            String id, String action, Instant at, Optional<LinkedInUrn> source, Optional<LinkedInUrn> generated, Optional<Words> words) {
        static Notification read(Json json) {
            Optional<Json> words = json.optionalObject("decoratedGeneratedActivity")
                    .flatMap(it -> it.optionalObject("comment").or(() -> it.optionalObject("share")));
            return new Notification(
                    word(json, "notificationId"),
                    json.text("action"),
                    time(json, "lastModifiedAt"),
                    json.optionalObject("decoratedSourcePost").flatMap(it -> optionallyNamed(it, "entity"))
                            .or(() -> optionallyNamed(json, "sourcePost")),
                    optionallyNamed(json, "generatedActivity"),
                    words.map(Words::read));
        }
    }

    /** What somebody said, as a notification shows it. */
    record Words(LinkedInUrn owner, String text) {
        static Words read(Json json) {
            return new Words(named(json, "owner"), json.optionalText("text").orElse(""));
        }
    }

    /**
     * A post to make.
     *
     * @param commentary in little text
     */
    record Draft(String commentary, Optional<Json> content) {
        Json json(String author) {
            Json json = Json.object()
                    .with("author", author)
                    .with("commentary", commentary)
                    .with("visibility", "PUBLIC")
                    .with("distribution", Json.object()
                            .with("feedDistribution", "MAIN_FEED")
                            .with("targetEntities", List.of())
                            .with("thirdPartyDistributionChannels", List.of()));
            return content.map(it -> json.with("content", it)).orElse(json)
                    .with("lifecycleState", "PUBLISHED")
                    .with("isReshareDisabledByAuthor", false);
        }
    }

    /**
     * A comment to make.
     *
     * @param object the post that it is on
     * @param parent the comment that it answers
     */
    record Answer(String object, Optional<String> parent, String text) {
        Json json(String actor) {
            return Json.object().with("actor", actor).with("object", object).with("parentComment", parent)
                    .with("message", Json.object().with("text", text));
        }

        /** What it is written below. */
        String place() {
            return parent.orElse(object);
        }
    }

    /** Where a picture is to go, and what it will be called. */
    record Upload(URI address, LinkedInUrn image) {
        static Upload read(Json json) {
            Json value = json.object("value");
            return new Upload(value.uri("uploadUrl"), named(value, "image"));
        }
    }

    /**
     * Where the parts of a video are to go, and what it will be called.
     *
     * @param token to be given back at the end
     */
    record VideoUpload(LinkedInUrn video, String token, List<Part> parts) {
        VideoUpload {
            parts = List.copyOf(parts);
        }

        static VideoUpload read(Json json) {
            Json value = json.object("value");
            return new VideoUpload(named(value, "video"), value.optionalText("uploadToken").orElse(""),
                    value.list("uploadInstructions", Part::read));
        }
    }

    /** A part of a video, in bytes from its beginning, both ends among them. */
    record Part(URI address, long first, long last) {
        static Part read(Json json) {
            return new Part(json.uri("uploadUrl"), json.number("firstByte"), json.number("lastByte"));
        }

        long size() {
            return last - first + 1;
        }
    }

    /**
     * A video that was uploaded.
     *
     * @param status {@code WAITING_UPLOAD}, {@code PROCESSING}, {@code AVAILABLE} or {@code PROCESSING_FAILED}
     * @param why it failed
     */
    record Video(LinkedInUrn id, String status, Optional<String> why) {
        static Video read(Json json) {
            return new Video(named(json, "id"), json.text("status"), json.optionalText("processingFailureReason"));
        }
    }

    /** A picture that was uploaded. */
    record Picture(String urn, String alternative) {
        Json json() {
            return Json.object().with("id", urn).with("altText", alternative);
        }
    }

    /** Text, or a number in its place: LinkedIn does not always keep them apart. */
    static String word(Json json, String name) {
        return json.isText(name) ? json.text(name) : Long.toString(json.number(name));
    }

    /** A time in milliseconds since 1970. */
    static Instant time(Json json, String name) {
        boolean written = json.isText(name) && json.text(name).matches("[0-9]{1,15}");
        return Instant.ofEpochMilli(written ? Long.parseLong(json.text(name)) : json.number(name));
    }

    /** Who has signed in, by OpenID Connect. */
    static LinkedInUrn member(Json json) {
        return urn("urn:li:person:" + json.text("sub"), "sub");
    }

    static LinkedInUrn named(Json json, String name) {
        return urn(json.text(name), name);
    }

    private static LinkedInUrn urn(String text, String name) {
        try {
            return new LinkedInUrn(text);
        } catch (IllegalArgumentException other) {
            throw new JsonException("'" + name + "' is not a name of LinkedIn's");
        }
    }

    private static Optional<LinkedInUrn> optionallyNamed(Json json, String name) {
        return json.has(name) ? Optional.of(named(json, name)) : Optional.empty();
    }
}
