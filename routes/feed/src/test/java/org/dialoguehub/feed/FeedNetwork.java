package org.dialoguehub.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.testkit.NetworkUnderTest;

/** One group of a feed, as the contracts see it. */
record FeedNetwork(Feed feed, FaultyFeedStore store, GroupId group, AccountId stranger, InstantSource clock) implements NetworkUnderTest {
    @Override
    public Map<String, String> settings() {
        return Map.of("group", group.value());
    }

    @Override
    public boolean pass(Duration time) {
        return false;
    }

    @Override
    public ExternalId say(String text) {
        try {
            return feed.post(stranger, group, Draft.of(text)).note().id();
        } catch (FeedException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Override
    public boolean sayUnreadable() {
        return false;
    }

    @Override
    public List<Out> out() {
        return store.sound().changes(group, 0, 10_000).stream()
                .filter(change -> change.activity() instanceof Activity.Create)
                .flatMap(change -> out(change.origin(), (ExternalId) change.activity().object()))
                .toList();
    }

    @Override
    public long requests(Work work) {
        return store.requests(work);
    }

    @Override
    public boolean cause(Trouble trouble, Work work) {
        return switch (trouble) {
            case REFUSED -> {
                store.away(true);
                yield true;
            }
            case REQUEST_LOST -> {
                store.loseNextRequest(work);
                yield true;
            }
            case ANSWER_LOST, SERVER_FAILS -> {
                store.loseNextAnswer(work);
                yield true;
            }
            case ANSWER_LATE, ANSWER_HALF, TIMED_OUT, OVERLOADED, STALE_CONNECTION, THROTTLED, REVOKED, HIDDEN -> false;
        };
    }

    @Override
    public void recover() {
        store.recover();
    }

    @Override
    public void close() {}

    private Stream<Out> out(Change.Origin origin, ExternalId id) {
        Set<String> likes = store.sound().likes(Set.of(id), new AccountId("hub:us")).getOrDefault(id, List.of()).stream()
                .filter(LikeCount::mine)
                .map(LikeCount::emoji)
                .collect(Collectors.toSet());
        return store.sound().note(id).stream()
                .map(note -> new Out(
                        id,
                        note.note().body().plainText(),
                        origin == Change.Origin.HUB,
                        note.note().inReplyTo().map(InReplyTo::note).map(ExternalId.class::cast),
                        likes));
    }
}
