package org.dialoguehub.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.Set;
import org.dialoguehub.model.AccountId;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
    @Test
    void showsWhatThisDoes() throws FeedException {
        var store = new MemoryFeedStore();
        var clock = Clock.fixed(FeedSamples.NOON, ZoneOffset.UTC);
        var random = new Random(1);
        var anna = new AccountId("anna");
        var ben = new AccountId("ben");

        var groups = new Groups(store, clock, random);
        var feed = new Feed(store, clock, random);
        groups.enrol(new Account(anna, "Anna", Set.of(new AccountId("mailto:anna@example.org"))));
        groups.enrol(Account.of("ben", "Ben"));
        Group parents = groups.create(anna, "Parents", Group.Kind.CLOSED);
        groups.add(anna, parents.id(), ben, Role.MEMBER);

        ShownNote question = feed.post(anna, parents.id(), Draft.of("Who brings towels?"));
        feed.reply(ben, question.note().id(), Draft.of("I do."));
        feed.like(ben, question.note().id(), "👍");

        Page<ShownThread> threads = feed.threads(ben, parents.id(), Feed.NEWEST, 20);

        assertThat(threads.items()).extracting(ShownThread::replies).containsExactly(1);
        assertThat(threads.items().getFirst().first().likes()).containsExactly(new LikeCount("👍", 1, true));
    }

    @Test
    void isWhatTheReadmeShows() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String shown = readme.substring(readme.indexOf("```java") + 7, readme.lastIndexOf("```"));
        String source = Files.readString(Path.of("src/test/java/org/dialoguehub/feed/ReadmeTest.java"));

        assertThat(source.replaceAll("\\s+", " ")).contains(shown.strip().replaceAll("\\s+", " "));
    }
}
