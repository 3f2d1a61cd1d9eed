package org.dialoguehub.twitter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/** The wire. X's description and X's pages name some members differently; both are read. */
final class TwitterJson {
    private TwitterJson() {}

    /** An id: a text of digits as promised, or a number as some gateways make of it. */
    static String id(Json json, String name) {
        String id = json.isText(name) ? json.text(name) : Long.toString(json.number(name));
        if (!id.matches("[0-9]{1,19}")) {
            throw new JsonException("'" + name + "' is no id of X");
        }
        return id;
    }

    static Optional<String> optionalId(Json json, String name) {
        return json.has(name) ? Optional.of(id(json, name)) : Optional.empty();
    }

    private static List<Json> list(Json json, String... names) {
        for (String name : names) {
            if (json.has(name)) {
                return json.list(name);
            }
        }
        return List.of();
    }

    private static <T> List<T> readable(List<Json> told, Function<Json, T> reader) {
        return told.stream().flatMap(each -> {
            try {
                return Stream.of(reader.apply(each));
            } catch (JsonException odd) {
                return Stream.empty();
            }
        }).toList();
    }

    /**
     * A page of posts, newest first.
     *
     * @param posts not read yet, so that one which is odd does not spoil the others
     */
    record Page(List<Json> posts, Includes includes, Optional<String> next) {
        static Page read(Json json) {
            Optional<String> next = json.optionalObject("meta").flatMap(meta -> meta.optionalText("next_token"));
            long count = json.optionalObject("meta").filter(meta -> meta.has("result_count")).map(meta -> meta.number("result_count"))
                    .orElse(0L);
            if (!json.has("data") && (count > 0 || !json.has("meta"))) {
                throw new JsonException("'data' is missing; a page of posts was promised"); // errors alone are no empty page
            }
            return new Page(list(json, "data"), Includes.read(json), next);
        }
    }

    /** What stands beside posts: users by id, and the posts they refer to. What is odd there is left out. */
    record Includes(Map<String, User> users, Map<String, Tweet> posts) {
        static final Includes NONE = new Includes(Map.of(), Map.of());

        static Includes read(Json json) {
            if (!json.has("includes")) {
                return NONE;
            }
            Json includes = json.object("includes");
            var users = new HashMap<String, User>();
            var posts = new HashMap<String, Tweet>();
            readable(list(includes, "users"), User::read).forEach(user -> users.put(user.id(), user));
            readable(list(includes, "posts", "tweets"), Tweet::read)
                    .forEach(tweet -> tweet.versions().forEach(version -> posts.put(version, tweet)));
            return new Includes(users, posts);
        }

        /** The id by which the hub knows a post: that of its first version, as far as X told. */
        String first(String id) {
            Tweet tweet = posts.get(id);
            return tweet == null ? id : tweet.first();
        }
    }

    /** A user; the name is what stands behind the @. */
    record User(String id, String name, String title) {
        static User read(Json json) {
            String name = json.text("username");
            return new User(TwitterJson.id(json, "id"), name, json.optionalText("name").filter(it -> !it.isBlank()).orElse(name));
        }
    }

    /**
     * A post.
     *
     * @param text all of it, also of a long one, of which other clients are shown the first 280 characters
     * @param versions the ids of all its versions so far, oldest first
     * @param hidden how many characters before the text clients do not show: the names of those it answers
     * @param edit whether and until when it can be edited, if that was asked for
     */
    record Tweet(
            String id,
            String text,
            List<String> versions,
            Optional<String> author,
            Optional<Instant> at,
            Optional<String> conversation,
            Optional<String> language,
            int hidden,
            List<Address> addresses,
            List<Mention> mentions,
            List<Reference> references,
            Optional<Edit> edit) {
        static Tweet read(Json json) {
            Optional<Json> whole = json.optionalObject("note_post").or(() -> json.optionalObject("note_tweet"))
                    .filter(note -> note.isText("text"));
            String cut = json.text("text");
            String text = whole.map(note -> note.text("text")).orElse(cut);
            int hidden = hidden(list(json, "display_text_range"), cut);
            List<Json> entities =
                    Stream.concat(whole.stream(), Stream.of(json)).flatMap(it -> it.optionalObject("entities").stream()).toList();
            String id = TwitterJson.id(json, "id");
            return new Tweet(
                    id,
                    text,
                    versions(id, list(json, "edit_history_post_ids", "edit_history_tweet_ids")),
                    optionalId(json, "author_id"),
                    json.optionalTime("created_at"),
                    optionalId(json, "conversation_id"),
                    json.optionalText("lang"),
                    text.startsWith(cut.substring(0, hidden)) ? hidden : 0,
                    entities.stream().flatMap(it -> list(it, "urls").stream()).flatMap(Address::read).toList(),
                    entities.stream().flatMap(it -> list(it, "mentions").stream()).flatMap(Mention::read).toList(),
                    list(json, "referenced_posts", "referenced_tweets").stream().map(Reference::read).toList(),
                    json.optionalObject("edit_controls").map(Edit::read));
        }

        String first() {
            return versions.getFirst();
        }

        Optional<String> referring(String type) {
            return references.stream().filter(it -> it.type().equals(type)).map(Reference::id).findFirst();
        }

        private static List<String> versions(String id, List<Json> told) {
            List<String> versions = new ArrayList<>(told.stream().map(each -> each.written().replace("\"", "")).toList());
            if (!versions.contains(id)) {
                versions.add(id);
            }
            return List.copyOf(versions);
        }

        /** X counts code points, we count as Java does. */
        private static int hidden(List<Json> range, String text) {
            String from = range.isEmpty() ? "0" : range.getFirst().written();
            int points = from.matches("[0-9]{1,5}") ? Integer.parseInt(from) : 0;
            return text.offsetByCodePoints(0, Math.min(points, text.codePointCount(0, text.length())));
        }
    }

    /** A short address in a text, and what it stands for. */
    record Address(String shortened, String expanded) {
        static Stream<Address> read(Json json) {
            return json.optionalText("url").flatMap(url -> json.optionalText("expanded_url").map(full -> new Address(url, full))).stream();
        }
    }

    record Mention(String name, Optional<String> id) {
        static Stream<Mention> read(Json json) {
            return json.optionalText("username").map(name -> new Mention(name, optionalId(json, "id"))).stream();
        }
    }

    /** Another post that a post refers to: replied_to, quoted or retweeted. */
    record Reference(String type, String id) {
        static Reference read(Json json) {
            return new Reference(json.text("type"), TwitterJson.id(json, "id"));
        }
    }

    record Edit(boolean eligible, Optional<Instant> until, long left) {
        static Edit read(Json json) {
            return new Edit(
                    json.has("is_edit_eligible") && json.yes("is_edit_eligible"),
                    json.optionalTime("editable_until"),
                    json.has("edits_remaining") ? json.number("edits_remaining") : 0);
        }
    }

    /**
     * A post to make.
     *
     * @param previous the newest version of the post that it edits
     */
    record Draft(String text, Optional<String> answers, Optional<String> previous, List<String> media) {
        Json json() {
            Json json = text.isEmpty() ? Json.object() : Json.object().with("text", text);
            if (answers.isPresent()) {
                json = json.with("reply", Json.object().with("in_reply_to_tweet_id", answers));
            }
            if (previous.isPresent()) {
                json = json.with("edit_options", Json.object().with("previous_post_id", previous));
            }
            return media.isEmpty() ? json : json.with("media", Json.object().with("media_ids", texts(media)));
        }

        private static List<Json> texts(List<String> ids) {
            return ids.stream().map(id -> Json.read("\"" + id + "\"")).toList();
        }

        Draft with(List<String> files) {
            return new Draft(text, answers, previous, List.copyOf(files));
        }
    }

    /**
     * A file that is uploaded.
     *
     * @param state of a video: pending, in_progress, succeeded or failed; absent where nothing remains to be done
     * @param checkAfter seconds
     */
    record Upload(String id, Optional<String> state, long checkAfter) {
        static Upload read(Json json) {
            Json data = json.object("data");
            Optional<Json> work = data.optionalObject("processing_info");
            return new Upload(
                    TwitterJson.id(data, "id"),
                    work.flatMap(it -> it.optionalText("state")),
                    work.filter(it -> it.has("check_after_secs")).map(it -> it.number("check_after_secs")).orElse(5L));
        }
    }
}
