package org.dialoguehub.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dialoguehub.sandbox.Exchange;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.XSimulation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import twitter4j.Tweet;
import twitter4j.Twitter;
import twitter4j.TwitterException;
import twitter4j.TwitterFactory;
import twitter4j.TwitterV2;
import twitter4j.TwitterV2ExKt;
import twitter4j.V2Configuration;
import twitter4j.V2ConfigurationContainer;
import twitter4j.conf.Configuration;
import twitter4j.conf.ConfigurationBuilder;

/**
 * Twitter4J with its v2 extension: an independent client that gets along with the simulated X, and the reasons for which the connector does not use it
 * (decision 10). When one of those tests fails after an upgrade, the reason is gone.
 */
class Twitter4jTest {
    private final XSimulation x = XSimulation.start(SandboxClock.standingAt(XNetwork.NOON));
    private final TwitterV2 client = client();

    @AfterEach
    void close() {
        x.close();
    }

    @Test
    void getsAlongWithTheSimulation() throws TwitterException {
        String asked = x.mention("ben", "swimclub", "When does the pool open?").id();
        long us = Long.parseLong(x.user("swimclub"));

        long post = create("Plan: https://example.org/plan", null);
        long answer = create("At 8", Long.valueOf(asked));

        assertThat(client.getMe("", "", "").getUsers().getFirst().getScreenName()).isEqualTo("swimclub");
        assertThat(client.getUserMentions(us, null, "author_id", 10, null, null, null, null, null, null, "created_at", null, "username")
                .getTweets())
                .singleElement().satisfies(tweet -> assertThat(tweet.getText()).isEqualTo("@swimclub When does the pool open?"));
        assertThat(timeline(us)).extracting(Tweet::getId).containsExactly(answer, post);
        assertThat(timeline(us).getFirst().getRepliedToTweetId()).isEqualTo(Long.valueOf(asked));
        assertThat(timeline(us).getLast().getUrls()).singleElement()
                .satisfies(url -> assertThat(url.getExpandedUrl()).isEqualTo("https://example.org/plan"));
        assertThat(search("to:swimclub")).extracting(Tweet::getId).containsExactly(Long.valueOf(asked));
        client.deleteTweet(post);
        assertThat(timeline(us)).extracting(Tweet::getId).containsExactly(answer);
    }

    @Test
    void tellsStatusAndRateOfARefusal() throws TwitterException {
        create("Pool opens at 8", null);

        TwitterException refused = catchThrowableOfType(TwitterException.class, () -> create("Pool opens at 8", null));

        assertThat(refused.getStatusCode()).isEqualTo(403);
        assertThat(refused.getRateLimitStatus().getRemaining()).isEqualTo(98);
    }

    /** The first reason: HttpURLConnection below it repeats a POST, so that what was accepted is sent once more. */
    @Test
    void repeatsAPostWhoseAnswerIsLost() {
        x.network().faults().on("POST", "/2/tweets").next(Fault.dropAnswer());

        assertThatThrownBy(() -> create("Pool opens at 8", null)).isInstanceOf(TwitterException.class);

        assertThat(x.network().journal().exchanges("POST", "/2/tweets")).as("requests for one call").hasSize(2);
    }

    /** The same where X is asked only, or asked to take something back. */
    @Test
    void repeatsWhateverElseIsLost() {
        x.network().faults().on("GET", "/2/users/me").next(Fault.reset());

        assertThat(catchThrowableOfType(TwitterException.class, () -> client.getMe("", "", ""))).as("hides that it was lost").isNull();
        assertThat(x.network().journal().exchanges("GET", "/2/users/me")).hasSize(2);
    }

    /** The second reason: what it asks for by its own words is no longer in X's description. */
    @Test
    void asksInWordsThatTheDescriptionDoesNotKnow() throws TwitterException {
        Optional<XDescription> description = XDescription.read();
        assumeTrue(description.isPresent(), "X's description is not in shared/networks/x");
        timeline(Long.parseLong(x.user("swimclub")));
        Exchange asked = x.network().journal().exchanges("GET", "/2/users/*/tweets").getFirst();

        assertThat(description.get().violations(asked.request())).anyMatch(Pattern.compile(".*'tweet.fields'.*").asMatchPredicate());
    }

    private long create(String text, @Nullable Long answers) throws TwitterException {
        return client.createTweet(null, null, null, null, null, null, null, null, null, answers, null, text).getId();
    }

    private List<Tweet> timeline(long user) throws TwitterException {
        return client.getUserTweets(user, null, null, "author_id,referenced_tweets.id", 10, null, null, null, null, null, null,
                "created_at,entities,referenced_tweets", null, "username").getTweets();
    }

    private List<Tweet> search(String query) throws TwitterException {
        return client.searchRecent(query, null, null, 10, null, null, null, null, null, null, "created_at", null, null).getTweets();
    }

    private TwitterV2 client() {
        Configuration configuration = new ConfigurationBuilder()
                .setApplicationOnlyAuthEnabled(true)
                .setOAuthConsumerKey("key")
                .setOAuthConsumerSecret("secret")
                .setOAuth2TokenType("bearer")
                .setOAuth2AccessToken(x.network().tokens().issue("swimclub"))
                .build();
        V2ConfigurationContainer.INSTANCE.getV2ConfigurationMap().put(configuration, new V2Configuration(x.network().uri() + "/2/"));
        Twitter core = new TwitterFactory(configuration).getInstance();
        return TwitterV2ExKt.getV2(core);
    }
}
