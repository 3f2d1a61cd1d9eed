package org.dialoguehub.twitter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Deleter;
import org.dialoguehub.connector.Editor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Hook;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Money;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.toolkit.JsonException;
import org.dialoguehub.twitter.TwitterApi.Found;
import org.dialoguehub.twitter.TwitterJson.Draft;
import org.dialoguehub.twitter.TwitterJson.Edit;
import org.dialoguehub.twitter.TwitterJson.Includes;
import org.dialoguehub.twitter.TwitterJson.Tweet;
import org.dialoguehub.twitter.TwitterJson.User;
import org.dialoguehub.twitter.TwitterSettings.Access;
import org.dialoguehub.twitter.TwitterStream.Passage;
import org.dialoguehub.twitter.TwitterStream.Told;

/** One account of X. */
record TwitterSession(
        Settings settings, Host host, TwitterAccount account, TwitterTranslator translator, TwitterEvents events, TwitterUploads uploads)
        implements
            Session,
            Receiver,
            Publisher,
            Finder,
            Editor,
            Deleter,
            Hook {
    static final String NOT_SUMMONED = "X lets a self-serve app answer only posts whose author has mentioned or quoted the account;"
            + " answer in the app of X, or ask X for enterprise access";

    private static final Duration NEXT_LOOK = Duration.ofSeconds(10);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    @Override
    public String check() throws ConnectorException {
        User user = account.asking(TwitterApi::me);
        return "Signed in as @" + user.name();
    }

    @Override
    public Batch receive(Cursor after, int limit) throws ConnectorException {
        TwitterCursor place = TwitterCursor.read(after, host.clock().instant().minus(settings.get(TwitterSettings.HISTORY)));
        Passage passage = stream().after(place);
        List<Event> given = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        boolean more = false;
        for (Told told : passage.told()) {
            List<Event> next = events.of(told.json(), told.includes(), host.blobs());
            if (!given.isEmpty() && given.size() + next.size() > limit) {
                more = true;
                break;
            }
            given.addAll(next);
            if (told.marked()) {
                ids.add(told.place());
            }
        }
        return new Batch(given, ids.isEmpty() ? after : place.after(ids, passage.roots()).cursor(), more);
    }

    @Override
    public Prepared prepare(Post post) throws ConnectorException {
        Draft draft = draft(post.note());
        List<Attachment> files = TwitterUploads.shown(post.note());
        boolean asks = draft.answers().isPresent() && settings.get(TwitterSettings.ACCESS) == Access.SELF_SERVE;
        Optional<Found> answered = asks ? account.asking(api -> api.post(draft.answers().get())) : Optional.empty();
        if (asks && answered.isEmpty() && isNew(draft.answers().get())) {
            return new Prepared.NotYet(host.clock().instant().plus(NEXT_LOOK));
        }
        boolean summoned = asks && isSummoned(answered.orElseThrow(() -> rejected("The post to answer is gone")));
        TwitterPrice price = TwitterPrice.of(draft.text(), summoned);
        requireCheap(price);
        TwitterUploads.Progress progress = uploads.upload(post.token(), files);
        return progress.again().isPresent()
                ? new Prepared.NotYet(progress.again().get())
                : new Prepared.Ready(String.join(",", progress.ids()), Optional.empty(), Optional.of(price.money()));
    }

    @Override
    public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
        List<String> files = Arrays.stream(ready.state().split(",", -1)).filter(id -> !id.isEmpty()).toList();
        Draft draft = draft(post.note()).with(files);
        String name = account.who().name();
        return published(account.asking(api -> api.create(draft)), name);
    }

    @Override
    public Sighting find(Post post, Prepared.Ready ready, Instant armed) throws ConnectorException {
        Draft sought = draft(post.note());
        String words = post.note().body().ownWords();
        String name = account.who().name();
        List<Candidate> candidates = new ArrayList<>();
        for (Told told : stream().own(Snowflake.before(armed.minus(CLOCKS_DIFFER)))) {
            tweet(told).filter(tweet -> answers(tweet, told.includes()).equals(sought.answers())).ifPresent(tweet -> {
                String text = translator.text(tweet);
                // what X has changed in it is no difference: the hub compares with the words it knows
                candidates.add(new Candidate(published(tweet.first(), name), false, TwitterText.same(text, sought.text()) ? words : text));
            });
        }
        candidates.sort(Comparator.comparing(candidate -> !candidate.text().equals(words)));
        return new Sighting.Seen(candidates);
    }

    /** X gives the edited post a new id, and knows it by the first one too: so the hub's id stays, and X is asked for the newest. */
    @Override
    public void edit(Activity.Update update) throws ConnectorException {
        Draft draft = draft(update.note());
        requireCheap(TwitterPrice.of(draft.text(), false));
        Found found = account.asking(api -> api.post(update.object().value()))
                .orElseThrow(() -> rejected("The post is gone, so it cannot be edited"));
        if (TwitterText.same(translator.text(found.tweet()), draft.text())) {
            return;
        }
        if (!TwitterUploads.shown(update.note()).isEmpty()) {
            throw rejected(
                    "A post with images or a video is not edited, as X does not say what becomes of them; take it back and post anew");
        }
        Edit edit = found.tweet().edit().orElse(new Edit(false, Optional.empty(), 0));
        boolean late = edit.until().map(until -> !host.clock().instant().isBefore(until)).orElse(false);
        if (!edit.eligible() || late || edit.left() < 1) {
            throw rejected(
                    "X lets a post be edited five times within 30 minutes, and no answer to others; this one cannot be edited (any more)");
        }
        var next = new Draft(draft.text(), Optional.empty(), Optional.of(found.tweet().versions().getLast()), List.of());
        account.asking(api -> api.create(next));
    }

    @Override
    public Optional<Money> price(Activity.Update update) {
        return Optional.of(TwitterPrice.of(translator.draft(update.note(), TwitterUploads.named(update.note())).text(), false).money());
    }

    @Override
    public void delete(Activity.Delete delete) throws ConnectorException {
        account.asking(api -> {
            api.delete(delete.object().value());
            return delete;
        });
    }

    @Override
    public HookAnswer hear(HookRequest request, Blobs blobs) throws ConnectorException {
        return new TwitterHook(settings.get(TwitterSettings.CONSUMER_SECRET), events, host.clock()).hear(request, blobs);
    }

    @Override
    public void close() {
        account.api().http().close();
    }

    private TwitterStream stream() {
        return new TwitterStream(account, settings.get(TwitterSettings.CONVERSATIONS), host.clock());
    }

    private Draft draft(Note note) throws ConnectorException {
        Draft draft = translator.draft(note, TwitterUploads.named(note));
        long length = TwitterText.weight(draft.text());
        if (length > TwitterText.LIMIT || (length == 0 && TwitterUploads.shown(note).isEmpty())) {
            throw rejected("The post has " + length + " characters as X counts them; X takes 1 to " + TwitterText.LIMIT);
        }
        int cashtags = TwitterText.cashtags(draft.text());
        if (cashtags > 1 && settings.get(TwitterSettings.ACCESS) == Access.SELF_SERVE) {
            throw rejected("The post has " + cashtags + " cashtags; X takes one from a self-serve app");
        }
        return draft;
    }

    private void requireCheap(TwitterPrice price) throws ConnectorException {
        if (price.money().isMoreThan(settings.get(TwitterSettings.DEAREST_POST).money())) {
            throw rejected("The post costs " + price.money() + ", as X takes more for an address; 'dearest-post' allows "
                    + settings.get(TwitterSettings.DEAREST_POST).money());
        }
    }

    /** Whether X may not show a post yet that was made a moment ago. */
    private boolean isNew(String post) {
        return Snowflake.time(post).plus(TwitterConnector.VISIBLE_AFTER).isAfter(host.clock().instant());
    }

    /** Asked before an answer, so that no request is made that X counts as spam; gives whether others wrote the post. */
    private boolean isSummoned(Found found) throws ConnectorException {
        var who = account.who();
        boolean own = found.tweet().author().filter(who.id()::equals).isPresent();
        boolean mentions = found.tweet().mentions().stream()
                .anyMatch(it -> it.id().filter(who.id()::equals).isPresent() || it.name().equalsIgnoreCase(who.name()));
        boolean quotes = found.tweet().referring("quoted").map(id -> found.includes().posts().get(id)).flatMap(Tweet::author)
                .filter(who.id()::equals).isPresent();
        if (!own && !mentions && !quotes) {
            throw rejected(NOT_SUMMONED);
        }
        return !own;
    }

    private static Optional<String> answers(Tweet tweet, Includes includes) {
        return tweet.referring("replied_to").map(includes::first);
    }

    private static Optional<Tweet> tweet(Told told) {
        try {
            return Optional.of(Tweet.read(told.json()));
        } catch (JsonException odd) {
            return Optional.empty(); // not made by us: we read what we write
        }
    }

    private static Published published(String id, String name) {
        return new Published(new ExternalId(id), Optional.of(TwitterTranslator.page(name, id)), Snowflake.time(id));
    }

    private static ConnectorException rejected(String reason) {
        return new ConnectorException(new Failure.Rejected(reason));
    }

    /** The account alone: settings know how to hide what is secret. */
    @Override
    public String toString() {
        return "X at " + account.api().http();
    }
}
