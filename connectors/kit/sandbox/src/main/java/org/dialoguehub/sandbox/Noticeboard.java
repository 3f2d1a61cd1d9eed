package org.dialoguehub.sandbox;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A notice board, invented for those who learn to write a connector: small, but with all that makes real networks hard. Its description
 * is {@code noticeboard/openapi.yaml} among the resources; {@link #start} runs it.
 *
 * <pre>{@code
 * try (var board = Noticeboard.start(clock)) {
 *     var token = board.network().tokens().issue("anna");
 *     board.network().faults().on("POST", "/v1/notices").next(Fault.dropAnswer());
 *     // … let a client publish at board.network().uri() …
 *     assertThat(board.network().posts().withText("Pool opens at 8")).hasSize(1);
 * }
 * }</pre>
 */
public final class Noticeboard implements AutoCloseable {
    /** The most code points a notice may have. */
    public static final int TEXT_LIMIT = 500;

    private static final int EMOJI_LIMIT = 16;
    private static final int PAGE = 20;
    private static final int PAGE_LIMIT = 100;
    private static final Duration KEY_LIFETIME = Duration.ofHours(1);

    /**
     * How strict a board is.
     *
     * @param requests how many requests a token has in each window
     * @param window how long a window is
     * @param honoursKeys whether a second request with the same Idempotency-Key within an hour makes no second notice
     * @param refusesSameTextWithin how long the same account may not say the same again; zero: it may
     */
    public record Options(int requests, Duration window, boolean honoursKeys, Duration refusesSameTextWithin) {
        /** 1,000 requests in 15 minutes; keys are not honoured, and the same may be said again. */
        public static Options standard() {
            return new Options(1_000, Duration.ofMinutes(15), false, Duration.ZERO);
        }

        /** The same with another quota. */
        public Options withQuota(int requests, Duration window) {
            return new Options(requests, window, honoursKeys, refusesSameTextWithin);
        }

        /** The same, honouring Idempotency-Key. */
        public Options honouringKeys() {
            return new Options(requests, window, true, refusesSameTextWithin);
        }

        /** The same, refusing to let an account say the same again within that time. */
        public Options refusingSameText(Duration within) {
            return new Options(requests, window, honoursKeys, within);
        }
    }

    private record Key(String account, String value) {}

    private record Kept(String noticeId, String text, Instant until) {}

    private final Options options;
    private final SandboxClock clock;
    private final Tokens tokens;
    private final Posts posts;
    private final Quota quota;
    private final NoticeboardJson json = new NoticeboardJson();
    private final Map<Key, Kept> keys = new HashMap<>();
    private final NetworkSimulation network;

    private Noticeboard(SandboxClock clock, Options options) {
        this.options = options;
        this.clock = clock;
        this.tokens = new Tokens(clock);
        this.posts = new Posts(clock, number -> "n" + number);
        this.quota = new Quota(clock, options.requests, options.window);
        this.network = NetworkSimulation.named("noticeboard", clock).tokens(tokens).posts(posts).start(this::routes);
    }

    /** Runs a board with the standard options. */
    public static Noticeboard start(SandboxClock clock) {
        return start(clock, Options.standard());
    }

    /** Runs a board. */
    public static Noticeboard start(SandboxClock clock, Options options) {
        return new Noticeboard(clock, options);
    }

    /** Its address, faults, journal, tokens and posts. */
    public NetworkSimulation network() {
        return network;
    }

    @Override
    public void close() {
        network.close();
    }

    private void routes(RoutesConfig routes) {
        routes.beforeMatched("/v1/*", this::admit);
        routes.get("/v1/me", context -> json.send(context, 200, json.me(account(context))));
        routes.get("/v1/notices", this::list);
        routes.post("/v1/notices", this::publish);
        routes.get("/v1/notices/{id}", context -> json.send(context, 200, json.notice(found(posts.visible(context.pathParam("id"))))));
        routes.patch("/v1/notices/{id}", this::edit);
        routes.delete("/v1/notices/{id}", this::delete);
        routes.put("/v1/notices/{id}/likes/{emoji}", context -> react(context, posts::like));
        routes.delete("/v1/notices/{id}/likes/{emoji}", context -> react(context, posts::unlike));
    }

    private void admit(Context context) {
        var token = Tokens.bearer(context).filter(it -> tokens.account(it).isPresent()).orElseThrow(Noticeboard::unauthorized);
        var use = quota.take(token);
        var seconds = Long.toString(use.resetsIn().plusMillis(999).toSeconds());
        context.header("RateLimit-Limit", Integer.toString(use.limit()));
        context.header("RateLimit-Remaining", Integer.toString(use.remaining()));
        context.header("RateLimit-Reset", seconds);
        if (!use.granted()) {
            throw Answer.problem(429, "Too many requests").with("Retry-After", seconds).refusal();
        }
    }

    private void list(Context context) {
        var limit = number(context.queryParam("limit"));
        var after = json.sequence(Optional.ofNullable(context.queryParam("after")));
        var changes = posts.changes(after, limit);
        json.send(context, 200, json.page(after, changes, posts.lastSequence()));
    }

    private static int number(@Nullable String limit) {
        try {
            var number = limit == null ? PAGE : Integer.parseInt(limit);
            if (number >= 1 && number <= PAGE_LIMIT) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Answer.problem(400, "'limit' is no number").refusal();
        }
        throw Answer.problem(400, "'limit' must be 1 to " + PAGE_LIMIT).refusal();
    }

    private void publish(Context context) {
        var asked = json.draft(context.body(), account(context));
        checked(asked.text());
        asked.inReplyTo().ifPresent(parent -> {
            if (posts.find(parent).filter(post -> !post.deleted()).isEmpty()) {
                throw Answer.problem(422, "There is no notice to reply to").refusal();
            }
        });
        var key = Optional.ofNullable(context.header("Idempotency-Key")).filter(it -> options.honoursKeys);
        var post = key.isEmpty() ? create(asked) : createOnce(asked, new Key(asked.account(), key.get()));
        context.header("Location", "/v1/notices/" + post.id());
        json.send(context, 201, json.notice(post));
    }

    private Post create(Post.Draft asked) {
        if (options.refusesSameTextWithin.isZero()) {
            return posts.create(asked);
        }
        return posts.createUnlessSaid(asked, options.refusesSameTextWithin)
                .orElseThrow(() -> Answer.problem(409, "You have said that already").refusal());
    }

    private Post createOnce(Post.Draft asked, Key key) {
        synchronized (keys) {
            keys.values().removeIf(kept -> !clock.instant().isBefore(kept.until));
            var kept = keys.get(key);
            if (kept == null) {
                var post = create(asked);
                keys.put(key, new Kept(post.id(), asked.text(), clock.instant().plus(KEY_LIFETIME)));
                return post;
            }
            if (!kept.text.equals(asked.text())) {
                throw Answer.problem(422, "This Idempotency-Key was used for another text").refusal();
            }
            return found(posts.find(kept.noticeId));
        }
    }

    private void edit(Context context) {
        var text = checked(json.draft(context.body(), account(context)).text());
        own(context);
        json.send(context, 200, json.notice(found(posts.edit(context.pathParam("id"), text))));
    }

    private void delete(Context context) {
        own(context);
        found(posts.delete(context.pathParam("id")));
        context.status(204);
    }

    private void own(Context context) {
        if (!found(posts.find(context.pathParam("id")).filter(post -> !post.deleted())).account().equals(account(context))) {
            throw Answer.problem(403, "This notice is another's").refusal();
        }
    }

    private void react(Context context, Reaction reaction) {
        var emoji = context.pathParam("emoji");
        if (emoji.codePointCount(0, emoji.length()) > EMOJI_LIMIT) {
            throw Answer.problem(422, "That is no emoji").refusal();
        }
        found(reaction.apply(context.pathParam("id"), account(context), emoji));
        context.status(204);
    }

    private static String checked(String text) {
        var length = text.codePointCount(0, text.length());
        if (text.isBlank() || length > TEXT_LIMIT) {
            throw Answer.problem(422, "A notice has 1 to " + TEXT_LIMIT + " characters, not " + length).refusal();
        }
        return text;
    }

    private static Post found(Optional<Post> post) {
        return post.orElseThrow(() -> Answer.problem(404, "There is no such notice").refusal());
    }

    private String account(Context context) {
        return Tokens.bearer(context).flatMap(tokens::account).orElseThrow(Noticeboard::unauthorized);
    }

    private static Refusal unauthorized() {
        return Answer.problem(401, "No token, or one that is not valid any more").with("WWW-Authenticate", "Bearer").refusal();
    }

    @FunctionalInterface
    private interface Reaction {
        Optional<Post> apply(String id, String account, String emoji);
    }
}
