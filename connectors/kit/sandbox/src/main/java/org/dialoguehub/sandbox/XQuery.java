package org.dialoguehub.sandbox;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dialoguehub.sandbox.XPosts.Shown;

/** The query of a request to X, of which every parameter is known. */
final class XQuery {
    static final Set<String> LOOKUP = Set.of("post.fields", "tweet.fields", "expansions", "user.fields", "media.fields", "poll.fields",
            "place.fields");
    static final Set<String> TIMELINE = with(LOOKUP, "max_results", "pagination_token", "start_time", "end_time", "since_id", "until_id",
            "exclude");
    static final Set<String> SEARCH = with(TIMELINE, "query", "next_token", "sort_order");

    private final Map<String, String> values;

    private XQuery(Map<String, String> values) {
        this.values = values;
    }

    static XQuery of(Context context, Set<String> known) {
        var values = new LinkedHashMap<String, String>();
        context.queryParamMap().forEach((name, all) -> {
            if (!known.contains(name) || all.size() != 1) {
                throw XJson.invalid("The query parameter [" + name + "] is not one of " + known).refusal();
            }
            values.put(name, all.getFirst());
        });
        return new XQuery(values);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    int number(String name, int otherwise, int least, int most) {
        String text = values.getOrDefault(name, Integer.toString(otherwise));
        int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw XJson.invalid("The `" + name + "` query parameter value [" + text + "] is not between " + least + " and " + most)
                    .refusal();
        }
        return number;
    }

    /** Whether the words of the pages are used, not those of the description. */
    boolean oldWords() {
        return values.containsKey("tweet.fields") || (!values.containsKey("post.fields") && !expands("referenced_posts"));
    }

    boolean asksFor(String field) {
        return listed("post.fields").contains(field) || listed("tweet.fields").contains(field);
    }

    boolean asksForUser(String field) {
        return listed("user.fields").contains(field);
    }

    boolean asksForMedia() {
        return expands("attachments.media_keys");
    }

    boolean expands(String name) {
        return listed("expansions").contains(name);
    }

    boolean within(Shown shown) {
        long since = id("since_id").orElse(0L);
        long until = text("pagination_token").or(() -> text("next_token")).map(XQuery::place).orElse(id("until_id").orElse(Long.MAX_VALUE));
        return shown.number() > since && shown.number() < until;
    }

    /** The token of the page after a post. */
    static String token(Shown last) {
        return "b26v89c19zqg8o3f" + Long.toString(last.number(), 36);
    }

    /** {@code (conversation_id:1 OR to:anna) -from:ben word}. */
    Predicate<Post> search(XPosts posts) {
        String query = text("query").filter(it -> !it.isBlank() && it.length() <= 512)
                .orElseThrow(() -> XJson.invalid("The `query` has 1 to 512 characters").refusal());
        Predicate<Post> all = post -> true;
        for (String part : query.replaceAll("\\s+OR\\s+", "|").replaceAll("[()]", " ").strip().split("\\s+")) {
            List<Predicate<Post>> any = Arrays.stream(part.split("\\|")).map(term -> term(term, posts)).toList();
            all = all.and(post -> any.stream().anyMatch(it -> it.test(post)));
        }
        return all;
    }

    private static Predicate<Post> term(String term, XPosts posts) {
        if (term.startsWith("-")) {
            return term(term.substring(1), posts).negate();
        }
        String[] both = term.split(":", 2);
        return switch (both[0]) {
            case "conversation_id" -> post -> posts.conversation(post).equals(both[1]);
            case "from" -> post -> post.account().equals(both[1]);
            case "to" -> post -> XPosts.prefix(post).startsWith("@" + both[1] + " ");
            case "is" -> post -> both[1].equals("reply") && XPosts.answered(post).isPresent();
            default -> post -> XPosts.whole(post).toLowerCase(Locale.ROOT).contains(term.toLowerCase(Locale.ROOT));
        };
    }

    private Optional<Long> id(String name) {
        return text(name).map(text -> {
            if (!text.matches("[0-9]{1,19}")) {
                throw XJson.invalid("The `" + name + "` query parameter value [" + text + "] is not valid").refusal();
            }
            return Long.parseLong(text);
        });
    }

    private static long place(String token) {
        try {
            return Long.parseLong(token.substring(Math.min(16, token.length())), 36);
        } catch (NumberFormatException other) {
            throw XJson.invalid("The `pagination_token` query parameter value [" + token + "] is not valid").refusal();
        }
    }

    private List<String> listed(String name) {
        return List.of(values.getOrDefault(name, "").split(","));
    }

    private static Set<String> with(Set<String> some, String... more) {
        var all = new LinkedHashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
