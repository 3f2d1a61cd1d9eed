package org.dialoguehub.facebook;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/** The wire. Ids, codes and times come as text or as numbers, whatever the pages promise. */
final class FacebookJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[XXX][XX]");

    static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"{}|\\\\^`]+");

    private static final long MILLISECONDS = 100_000_000_000L;

    private FacebookJson() {}

    /**
     * A page of an edge.
     *
     * @param data not read yet, so that one which is odd does not spoil the others
     * @param after the cursor of the next page, if there is one
     */
    record Listing(List<Json> data, Optional<String> after) {
        static final Listing NOTHING = new Listing(List.of(), Optional.empty());

        static Listing read(Json json) {
            Optional<Json> paging = json.optionalObject("paging").filter(it -> it.has("next"));
            return new Listing(json.list("data"), paging.map(it -> it.object("cursors").text("after")));
        }
    }

    /** Somebody, or a Page. */
    record Person(String id, String name) {
        static Optional<Person> read(Json json, String member) {
            return json.optionalObject(member).map(it -> new Person(word(it, "id"), optionalWord(it, "name").orElse("")));
        }
    }

    /**
     * A post, or a comment, as reading gives it.
     *
     * @param from missing where Facebook does not tell us
     * @param text may be empty
     * @param post the post that a comment is on
     * @param parent the comment that a reply answers
     */
    record Said(
            String id,
            Optional<Person> from,
            String text,
            Instant at,
            Optional<String> post,
            Optional<String> parent,
            boolean hidden,
            Optional<URI> page,
            List<Shown> shown) {
        Said {
            shown = List.copyOf(shown);
        }

        static Said post(Json json) {
            return read(json, Optional.empty(), json.optionalObject("attachments").map(it -> it.list("data")).orElse(List.of()));
        }

        static Said comment(Json json, String post) {
            return read(json, Optional.of(post), json.optionalObject("attachment").stream().toList());
        }

        private static Said read(Json json, Optional<String> post, List<Json> shown) {
            return new Said(
                    word(json, "id"),
                    Person.read(json, "from"),
                    json.optionalText("message").or(() -> json.optionalText("story")).orElse(""),
                    time(json, "created_time"),
                    post,
                    json.optionalObject("parent").map(it -> word(it, "id")),
                    json.has("is_private") && json.yes("is_private"),
                    address(json, "permalink_url"),
                    shown.stream().flatMap(Shown::read).toList());
        }
    }

    /**
     * Something under a post: a picture, a film, a card.
     *
     * @param picture where the picture itself is, if it is one
     */
    record Shown(String title, URI address, Optional<URI> picture) {
        static Stream<Shown> read(Json json) {
            String type = json.optionalText("media_type").or(() -> json.optionalText("type")).orElse("");
            String title = json.optionalText("title").or(() -> Optional.of(type)).filter(it -> !it.isBlank()).orElse("attachment");
            Optional<URI> picture = json.optionalObject("media").flatMap(it -> it.optionalObject("image"))
                    .flatMap(it -> FacebookJson.address(it, "src")).filter(it -> type.equals("photo"));
            return FacebookJson.address(json, "url").map(it -> new Shown(title, it, picture)).stream();
        }
    }

    /**
     * What a webhook tells of the Page's feed.
     *
     * @param item what it happened to: status, post, photo, comment, reaction and many more
     * @param verb what happened: add, edited, remove and many more
     * @param at when it happened; of an edit, when there was something to edit
     */
    record Change(
            String item,
            String verb,
            Optional<Person> from,
            Optional<String> post,
            Optional<String> comment,
            Optional<String> parent,
            String text,
            Optional<String> reaction,
            Instant at,
            Instant told,
            List<Shown> shown) {
        Change {
            shown = List.copyOf(shown);
        }

        /** Reads it; where the time of what happened is missing, when it was told is taken for that. */
        static Change read(Json value, Instant told) {
            Optional<Person> from = Person.read(value, "from").or(() -> optionalWord(value, "sender_id")
                    .map(id -> new Person(id, optionalWord(value, "sender_name").orElse(""))));
            return new Change(
                    value.text("item"),
                    optionalWord(value, "verb").orElse("add"),
                    from,
                    optionalWord(value, "post_id"),
                    optionalWord(value, "comment_id"),
                    optionalWord(value, "parent_id"),
                    value.optionalText("message").orElse(""),
                    value.optionalText("reaction_type"),
                    value.has("created_time") ? time(value, "created_time") : told,
                    told,
                    Stream.of("link", "photo", "video").filter(value::isText)
                            .flatMap(name -> address(value, name).map(it -> new Shown(name, it, Optional.empty())).stream()).toList());
        }

        /** Whether somebody shows a picture that can be read, and fetched, but is not told. */
        boolean isPicture() {
            return verb.equals("add") && shown.stream().anyMatch(it -> it.title().equals("photo"));
        }

        /** The comment, or else the post. */
        Optional<String> object() {
            return comment.or(() -> post);
        }
    }

    /**
     * A piece of a video, in bytes from its beginning: the one that Facebook wants next.
     *
     * @param end the first byte that is not in it; if it equals {@code start}, Facebook has everything
     */
    record Piece(long start, long end) {
        static Piece read(Json json) {
            return new Piece(Long.parseLong(word(json, "start_offset")), Long.parseLong(word(json, "end_offset")));
        }

        /** What a refusal says that Facebook wants instead of what was sent. */
        static Optional<Piece> instead(Json refusal) {
            try {
                return refusal.optionalObject("error").filter(error -> error.has("error_data"))
                        .map(error -> read(error.isText("error_data") ? Json.read(error.text("error_data")) : error.object("error_data")));
            } catch (JsonException | NumberFormatException other) {
                return Optional.empty();
            }
        }

        boolean isNothing() {
            return end <= start;
        }
    }

    /** An upload of a video that has begun. */
    record Upload(String video, String session, Piece next) {
        static Upload read(Json json) {
            return new Upload(word(json, "video_id"), word(json, "upload_session_id"), Piece.read(json));
        }

        Upload with(Piece wanted) {
            return new Upload(video, session, wanted);
        }
    }

    /**
     * A video that was uploaded.
     *
     * @param status {@code uploading}, {@code processing}, {@code ready}, {@code error} and some more
     * @param post that shows it, once it is published
     */
    record Video(String id, String status, boolean published, Optional<String> post) {
        static Video read(Json json) {
            return new Video(
                    word(json, "id"),
                    json.optionalObject("status").flatMap(it -> it.optionalText("video_status")).orElse("processing"),
                    json.has("published") && json.yes("published"),
                    optionalWord(json, "post_id"));
        }
    }

    /**
     * A post to make, or what one is to say from now on.
     *
     * @param title of the video, if it is one
     */
    record Draft(String message, Optional<URI> link, Optional<String> title) {
        /** @param photos that were uploaded; a post has them or a card */
        Map<String, String> post(List<String> photos) {
            Map<String, String> form = form();
            link.filter(it -> photos.isEmpty()).ifPresent(it -> form.put("link", it.toString()));
            for (int index = 0; index < photos.size(); index++) {
                form.put("attached_media[" + index + "]", Json.object().with("media_fbid", photos.get(index)).written());
            }
            return form;
        }

        Map<String, String> comment(List<String> photos) {
            Map<String, String> form = form();
            photos.stream().findFirst().ifPresent(it -> form.put("attachment_id", it));
            return form;
        }

        Map<String, String> video() {
            var form = new LinkedHashMap<String, String>();
            title.ifPresent(it -> form.put("title", it));
            if (!message.isEmpty()) {
                form.put("description", message);
            }
            return form;
        }

        private Map<String, String> form() {
            var form = new LinkedHashMap<String, String>();
            if (!message.isEmpty()) {
                form.put("message", message);
            }
            return form;
        }
    }

    /** A text, or a whole number as text. */
    static String word(Json json, String name) {
        return json.has(name) && !json.isText(name) ? Long.toString(json.number(name)) : json.text(name);
    }

    static Optional<String> optionalWord(Json json, String name) {
        return json.has(name) ? Optional.of(word(json, name)) : Optional.empty();
    }

    /**
     * A time: in seconds since 1970, or as {@code 2026-11-22T10:00:00+0000}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Instant time(Json json, String name) {
        String word = word(json, name);
        try {
            return word.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(word)) : TIME.parse(word, Instant::from);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("'" + name + "' is no time", wrong);
        }
    }

    /** A time that a webhook tells: in seconds, or for some fields in milliseconds. */
    static Instant told(Json json, String name) {
        long time = Long.parseLong(word(json, name));
        return time > MILLISECONDS ? Instant.ofEpochMilli(time) : Instant.ofEpochSecond(time);
    }

    static Optional<URI> address(Json json, String name) {
        return json.isText(name) ? address(json.text(name)) : Optional.empty();
    }

    /** An address of the web; empty if it is none, or one that no URI can have. */
    static Optional<URI> address(String text) {
        try {
            return ADDRESS.matcher(text).matches() ? Optional.of(URI.create(text)) : Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }
}
