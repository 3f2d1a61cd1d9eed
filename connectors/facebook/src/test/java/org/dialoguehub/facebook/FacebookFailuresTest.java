package org.dialoguehub.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.sandbox.Answer;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.testkit.MemoryHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FacebookFailuresTest {
    private static final Prepared.Ready READY = new Prepared.Ready("", Optional.empty());

    private final FacebookNetwork facebook = FacebookNetwork.start(FacebookSimulation.Options.standard().withQuota(5, Duration.ofDays(1)));

    @AfterEach
    void close() {
        facebook.close();
    }

    @ParameterizedTest @CsvSource({
            "4, Throttled, Throttled", "17, Throttled, Throttled", "32, Throttled, Throttled", "613, Throttled, Throttled",
            "80001, Throttled, Throttled", "190, Unauthorized, Unauthorized", "102, Unauthorized, Unauthorized",
            "10, Unauthorized, Unauthorized", "200, Unauthorized, Unauthorized", "506, Duplicate, Duplicate",
            "1, Uncertain, Unreachable", "2, Uncertain, Unreachable", "100, Rejected, Rejected", "1404112, Rejected, Rejected"})
    void takesErrorsByTheirCode(int code, String ofAPost, String ofAReading) throws ConnectorException {
        for (int status : List.of(400, 403, 500)) {
            next(Answer.json(status, "{\"error\":{\"message\":\"No\",\"type\":\"OAuthException\",\"code\":" + code + "}}"));
            assertThat(ofPublishing().getClass().getSimpleName()).as("post, status %d", status).isEqualTo(ofAPost);
            next(Answer.json(status, "{\"error\":{\"message\":\"No\",\"type\":\"OAuthException\",\"code\":\"" + code + "\"}}"));
            assertThat(ofReading().getClass().getSimpleName()).as("reading, status %d", status).isEqualTo(ofAReading);
        }
    }

    @ParameterizedTest @CsvSource({"190, Unauthorized, Unauthorized", "506, Duplicate, Duplicate", "2, Uncertain, Unreachable",
            "4, Throttled, Throttled"})
    void seesAnErrorInAnAnswerThatSaysSuccess(int code, String ofAPost, String ofAReading) throws ConnectorException {
        var twoFaced = Answer.json(200, "{\"id\":\"1_2\",\"data\":[],\"error\":{\"message\":\"No\",\"code\":" + code + "}}");

        next(twoFaced);
        assertThat(ofPublishing().getClass().getSimpleName()).isEqualTo(ofAPost);
        next(twoFaced);
        assertThat(ofReading().getClass().getSimpleName()).isEqualTo(ofAReading);
    }

    @ParameterizedTest @ValueSource(strings = {
            "{\"id\":{\"of\":\"what\"}}", "[1,2]", "\"posted\"", "{}", "{\"data\":{\"0\":1}}", "{\"error\":\"no\"}",
            "{\"data\":[],\"paging\":7}"})
    void isNeverSureOfAnAnswerThatMakesNoSense(String answer) throws ConnectorException {
        next(Answer.json(200, answer));
        assertThat(ofPublishing()).isInstanceOf(Failure.Uncertain.class);
        next(Answer.json(200, answer));
        assertThat(ofReading()).isInstanceOf(Failure.Unreachable.class);
    }

    @Test
    void readsNoWebPageAndNoFlood() throws ConnectorException {
        for (Fault fault : List.of(Fault.html(), Fault.huge(30L << 20))) {
            facebook.page().network().faults().next(fault);
            assertThat(ofPublishing()).isInstanceOf(Failure.Uncertain.class);
            facebook.page().network().faults().next(fault);
            assertThat(ofReading()).isInstanceOf(Failure.Unreachable.class);
        }
    }

    @Test
    void waitsAsLongAsTheHeaderSays() throws ConnectorException {
        next(Answer.json(400, "{\"error\":{\"message\":\"Page request limit reached\",\"code\":32}}").with("X-Business-Use-Case-Usage",
                "{\"" + FacebookSimulation.PAGE + "\":[{\"type\":\"pages\",\"call_count\":101,\"estimated_time_to_regain_access\":19}]}"));

        assertThat(ofPublishing()).isInstanceOfSatisfying(Failure.Throttled.class,
                it -> assertThat(it.until()).isEqualTo(now().plus(Duration.ofMinutes(19))));
    }

    @Test
    void doesNotAskWhileTheQuotaIsSpent() throws ConnectorException {
        FacebookSession session = facebook.session();
        for (int each = 0; each < 5; each++) {
            session.check();
        }
        Failure refused = failure(session::check);
        int asked = facebook.page().network().journal().exchanges(request -> true).size();

        assertThat(refused).isInstanceOf(Failure.Throttled.class);
        assertThat(failure(session::check)).isEqualTo(new Failure.Throttled(((Failure.Throttled) refused).until(),
                "The quota of Page " + FacebookSimulation.PAGE + " is spent"));
        assertThat(facebook.page().network().journal().exchanges(request -> true)).as("nothing more was asked").hasSize(asked);

        facebook.page().network().clock().advance(Duration.ofDays(1));
        assertThat(session.check()).contains(FacebookSimulation.PAGE);
    }

    @Test
    void stopsWhenAnAnswerSaysThatItWasTheLast() throws ConnectorException {
        FacebookSession session = facebook.session();
        next(Answer.json(200, "{\"name\":\"Pool\"}").with("X-App-Usage", "{\"call_count\":100,\"total_time\":3,\"total_cputime\":2}"));

        assertThat(session.check()).contains("Pool");
        assertThat(failure(session::check)).isInstanceOf(Failure.Throttled.class);
    }

    @Test
    void tellsTheHubHowMuchOfTheQuotaIsLeft() throws ConnectorException {
        MemoryHost host = facebook.host();
        FacebookSession session = facebook.session(host, Map.of());
        Instant now = host.clock().instant();
        next(Answer.json(200, "{\"name\":\"Pool\"}").with("X-App-Usage", "{\"call_count\":28,\"total_time\":3,\"total_cputime\":2}")
                .with("X-Business-Use-Case-Usage",
                        "{\"" + session.api().page()
                                + "\":[{\"type\":\"pages\",\"call_count\":41,\"total_time\":5,\"total_cputime\":7}]}"));
        session.check();

        assertThat(host.budget().allowances()).containsExactly(
                new Allowance("percent of calls and time", Covers.EVERYTHING, true, 59, 100, now.plus(Duration.ofHours(1))));

        next(Answer.json(200, "{\"name\":\"Pool\"}").with("X-App-Usage", "{\"call_count\":103,\"total_time\":3,\"total_cputime\":2}"));
        session.check();
        assertThat(host.budget().allowances()).containsExactly(
                new Allowance("percent of calls and time", Covers.EVERYTHING, true, 0, 100, now.plus(Duration.ofMinutes(5))));
    }

    @Test
    void doesNotBelieveHeadersThatNobodyCanRead() throws ConnectorException {
        FacebookSession session = facebook.session();
        for (String odd : List.of("100", "{\"call_count\":\"many\"}", "{", "{\"call_count\":99.5}")) {
            next(Answer.json(200, "{\"name\":\"Pool\"}").with("X-App-Usage", odd).with("X-Business-Use-Case-Usage", odd));

            assertThat(session.check()).contains("Pool");
        }
    }

    @Test
    void callsTheSameTextAgainADuplicate() throws ConnectorException {
        FacebookSession session = facebook.session();
        session.publish(post("Pool opens at 8"), READY);

        assertThat(failure(() -> session.publish(post("Pool opens at 8"), READY))).isInstanceOf(Failure.Duplicate.class);
    }

    @Test
    void asksForAPersonWhenTheTokenIsRevokedInMidWork() throws ConnectorException {
        FacebookSession session = facebook.session();
        ExternalId id = session.publish(post("Pool opens at 8"), READY).id();
        facebook.page().withdraw("anna");
        var like = new Activity.Like(Actor.of("hub:us", "Us"), id, Activity.Like.THUMBS_UP, now());

        for (Failure failure : List.of(
                failure(() -> session.publish(post("Pool opens at 9"), READY)),
                failure(() -> session.receive(Cursor.START, 10)),
                failure(session::check),
                failure(() -> liked(session, like)))) {
            assertThat(failure).isInstanceOf(Failure.Unauthorized.class);
            assertThat(failure.reason()).contains("hub login").doesNotContain(facebook.token());
        }
        assertThat(facebook.page().network().posts().all()).as("what is out").hasSize(1);
    }

    @Test
    void repeatsNoTokenThatFacebookRepeats() throws ConnectorException {
        next(Answer.json(400, "{\"error\":{\"message\":\"Malformed access token EAABcdefgh12345 of " + facebook.token()
                + " at ?access_token=abc&x=1\",\"code\":190}}"));

        assertThat(ofReading().reason()).contains("190").doesNotContain("EAAB", facebook.token(), "abc");
        assertThat(facebook.session().toString()).doesNotContain(facebook.token(), FacebookSimulation.SECRET, FacebookNetwork.VERIFY_TOKEN);
    }

    @Test
    void putsNoTokenIntoAnAddress() throws ConnectorException {
        FacebookSession session = facebook.session(facebook.host(), Map.of("page-size", "1"));
        session.publish(post("Pool opens at 8"), READY);
        session.publish(post("Pool opens at 9"), READY);
        session.receive(Cursor.START, 10);

        assertThat(facebook.page().network().journal().exchanges(request -> true))
                .noneMatch(exchange -> exchange.request().query().contains(facebook.token()));
    }

    private void next(Answer answer) {
        facebook.page().network().faults().next(Fault.answer(answer));
    }

    private Failure ofPublishing() throws ConnectorException {
        FacebookSession session = facebook.session();
        return failure(() -> session.publish(post("Pool opens at 8"), READY));
    }

    private Failure ofReading() throws ConnectorException {
        FacebookSession session = facebook.session();
        return failure(() -> session.receive(Cursor.START, 10));
    }

    private static Object liked(FacebookSession session, Activity.Like like) throws ConnectorException {
        session.like(like);
        return like;
    }

    private static Failure failure(Call call) {
        ConnectorException failed = catchThrowableOfType(ConnectorException.class, call::run);
        assertThat(failed).as("it fails").isNotNull();
        return failed.failure();
    }

    private Post post(String text) {
        return new Post("abcdefghijklmnop",
                Note.of(Actor.of("hub:us", "Us"), RichText.of(text), facebook.host().audience(), now()));
    }

    private Instant now() {
        return facebook.page().network().clock().instant();
    }

    @FunctionalInterface
    private interface Call {
        Object run() throws ConnectorException;
    }
}
