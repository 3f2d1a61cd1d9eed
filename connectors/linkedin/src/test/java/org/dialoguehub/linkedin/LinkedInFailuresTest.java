package org.dialoguehub.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.sandbox.Answer;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.LinkedInSimulation;
import org.dialoguehub.testkit.MemoryHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedInFailuresTest {
    private static final Prepared.Ready READY = new Prepared.Ready("{\"pictures\":\"\"}", Optional.empty());
    private static final Instant MIDNIGHT = Instant.parse("2040-03-01T00:00:00Z");

    private final LinkedInNetwork network = LinkedInNetwork.start(LinkedInSimulation.Options.standard().inDevelopment(), false);
    private final MemoryHost host = network.host();
    private final LinkedInSession session = network.session(host, Map.of());

    @AfterEach
    void close() {
        session.close();
        network.close();
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {
            "400; INVALID_PARAM; Invalid param; Rejected",
            "401; EXPIRED_ACCESS_TOKEN; The token used in the request has expired; Unauthorized",
            "401; REVOKED_ACCESS_TOKEN; The token used in the request has been revoked by the user; Unauthorized",
            "403; ACCESS_DENIED; Not enough permissions to access: partnerApiPosts.CREATE; Rejected",
            "409; CONFLICT; Conflict; Uncertain",
            "422; DUPLICATE_POST; Content is a duplicate of urn:li:share:7; Duplicate",
            "422; ERROR; Content is a duplicate of urn:li:share:7; Duplicate",
            "422; ERROR; ERROR :: /commentary :: is too long; Rejected",
            "500; INTERNAL_SERVER_ERROR; Internal Server Error; Uncertain",
            "502; BAD_GATEWAY; Bad Gateway; Uncertain",
            "504; GATEWAY_TIMEOUT; Gateway Timeout; Uncertain"})
    void takesRefusalsByWhatComesNext(int status, String code, String message, String failure) {
        next(Answer.json(status, "{\"status\":" + status + ",\"code\":\"" + code + "\",\"message\":\"" + message + "\"}"));

        Failure told = ofPublishing();

        assertThat(told.getClass().getSimpleName()).isEqualTo(failure);
        assertThat(told.reason()).contains(message);
    }

    @Test
    void namesTheSettingWhenTheVersionIsSunset() {
        try (LinkedInSession old = network.session(network.host(), Map.of("version", "202502"))) {
            Failure refused = failure(() -> old.publish(post("Pool opens at 8"), READY));

            assertThat(refused).isInstanceOf(Failure.Rejected.class);
            assertThat(refused.reason()).contains("'version'").contains("202502 is not active");
        }
    }

    @Test
    void waitsUntilMidnightInGreenwichWhenTheQuotaIsSpent() throws ConnectorException {
        for (int each = 0; each < 100; each++) {
            session.check();
        }

        assertThat(ofPublishing()).isInstanceOfSatisfying(Failure.Throttled.class, it -> assertThat(it.until()).isEqualTo(MIDNIGHT));
        assertThat(failure(() -> session.receive(Cursor.START, 10))).isInstanceOf(Failure.Throttled.class);

        network.network().clock().advance(Duration.between(network.clock().instant(), MIDNIGHT));
        assertThat(session.check()).contains("Swimming Club");
    }

    @Test
    void waitsAMinuteWhenCommentsComeTooFast() {
        next(Answer.json(429, "{\"status\":429,\"message\":\"Comment create throttled: creation rate limit exceeded for member\"}"));

        assertThat(ofPublishing()).isInstanceOfSatisfying(Failure.Throttled.class,
                it -> assertThat(it.until()).isEqualTo(network.clock().instant().plusSeconds(60)));
    }

    @Test
    void stopsByItselfBeforeLinkedInDoes() throws ConnectorException {
        var host = network.host();
        try (LinkedInSession thrifty = network.session(host, Map.of("calls-a-day", "2"))) {
            thrifty.check();
            thrifty.check();
            int asked = network.network().journal().exchanges(request -> true).size();

            assertThat(failure(thrifty::check)).isInstanceOfSatisfying(Failure.Throttled.class,
                    it -> assertThat(it.until()).isEqualTo(MIDNIGHT));
            assertThat(network.network().journal().exchanges(request -> true)).as("nothing more was asked").hasSize(asked);

            try (LinkedInSession again = network.session(host, Map.of("calls-a-day", "2"))) {
                assertThat(failure(again::check)).as("the hub keeps the count").isInstanceOf(Failure.Throttled.class);
            }

            network.network().clock().advance(Duration.ofHours(12));
            assertThat(thrifty.check()).contains("Swimming Club");
        }
    }

    @Test
    void callsTheSameTextAgainADuplicate() throws ConnectorException {
        session.publish(post("Pool opens at 8"), READY);

        assertThat(ofPublishing()).isInstanceOf(Failure.Duplicate.class);
        assertThat(network.out()).hasSize(1);
    }

    @Test
    void readsNoWebPageAndNoFlood() {
        for (Fault fault : List.of(Fault.html(), Fault.huge(30L << 20))) {
            network.network().faults().on("POST", "/rest/posts").next(fault);
            assertThat(ofPublishing()).as("%s", fault).isInstanceOf(Failure.Uncertain.class);
            network.network().faults().next(fault);
            assertThat(failure(() -> session.receive(Cursor.START, 10))).as("%s", fault).isInstanceOf(Failure.Unreachable.class);
        }
    }

    @ParameterizedTest @ValueSource(strings = {"[1,2]", "\"posted\"", "{}", "{\"elements\":{\"0\":1}}", "{\"elements\":7}", "null", "",
            "{\"commentUrn\":\"a comment\"}", "{\"object\":\"x\",\"id\":7}", "{\"value\":{\"uploadUrl\":\"x\",\"image\":7}}"})
    void isNeverSureOfAnAnswerThatMakesNoSense(String answer) {
        network.network().faults().on("GET", "/rest/posts").next(Fault.answer(Answer.json(200, answer)));
        assertThat(failure(() -> session.receive(Cursor.START, 10))).isInstanceOf(Failure.Unreachable.class);

        network.network().faults().on("POST", "/rest/posts").next(Fault.answer(Answer.json(201, answer)));
        assertThat(ofPublishing()).isInstanceOf(Failure.Uncertain.class);

        network.network().faults().on("POST", "/rest/socialActions/*/comments").next(Fault.answer(Answer.json(201, answer)));
        assertThat(failure(() -> session.publish(answer("Thanks"), READY))).isInstanceOf(Failure.Uncertain.class);

        network.network().faults().on("POST", "/rest/images").next(Fault.answer(Answer.json(200, answer)));
        assertThat(failure(() -> session.prepare(new Post("a".repeat(26), LinkedInDialogueTest.pictured(host, "Look", 1)))))
                .as("nobody has seen a picture yet").isInstanceOf(Failure.Unreachable.class);
    }

    @ParameterizedTest @ValueSource(strings = {
            "7", "\"post\"", "{}", "{\"id\":7,\"author\":[]}",
            "{\"id\":\"javascript:alert(1)\",\"author\":\"me\",\"publishedAt\":\"soon\"}",
            "{\"id\":\"urn:li:share:7\",\"author\":\"urn:li:organization:1\",\"commentary\":{\"text\":\"x\"},\"publishedAt\":1}",
            "{\"id\":\"urn:li:share:7\",\"author\":\"urn:li:organization:1\",\"publishedAt\":-99999999999999999999}"})
    void tellsOfPostsThatItCannotReadAndGoesOn(String odd) throws ConnectorException {
        ExternalId said = network.say("Hello");
        network.network().faults().on("GET", "/rest/posts")
                .next(Fault.answer(Answer.json(200, "{\"paging\":{},\"elements\":[" + odd + "],\"metadata\":{\"new\":true}}")));

        var events = session.receive(new Cursor("0"), 10).events();

        assertThat(events).hasSize(2).anyMatch(event -> event.raw().isPresent()).anyMatch(event -> event.activity().object().equals(said));
    }

    @ParameterizedTest @ValueSource(strings = {
            "7", "{}", "{\"notificationId\":\"5\",\"action\":\"COMMENT\",\"lastModifiedAt\":\"2215000000000\"}",
            "{\"notificationId\":5,\"action\":\"LIKE\",\"lastModifiedAt\":2215000000000,\"generatedActivity\":\"urn:li:activity:7\"}",
            "{\"notificationId\":5,\"action\":\"WAVE\",\"lastModifiedAt\":2215000000000,\"generatedActivity\":\"urn:li:share:7\"}",
            "{\"notificationId\":5,\"action\":[\"LIKE\"],\"lastModifiedAt\":true}"})
    void tellsOfNotificationsThatItCannotReadAndGoesOn(String odd) throws ConnectorException {
        ExternalId ours = session.publish(post("Pool opens at 8"), READY).id();
        network.network().faults().on("GET", "/rest/organizationalEntityNotifications")
                .next(Fault.answer(Answer.json(200, "{\"elements\":[" + odd + "]}")));

        var events = session.receive(new Cursor("0"), 10).events();

        assertThat(events).hasSize(2).anyMatch(event -> event.raw().isPresent()).anyMatch(event -> event.activity().object().equals(ours));
    }

    @Test
    void asksForAPersonWhenTheTokenIsRevokedInMidWork() throws ConnectorException {
        ExternalId id = session.publish(post("Pool opens at 8"), READY).id();
        network.network().tokens().revoke(network.token());
        var like = new Activity.Like(Actor.of("hub:us", "Us"), id, Activity.Like.THUMBS_UP, network.clock().instant());

        for (Failure failure : List.of(
                failure(() -> session.publish(post("Pool opens at 9"), READY)),
                failure(() -> session.receive(Cursor.START, 10)),
                failure(session::check),
                failure(() -> session.like(like)))) {
            assertThat(failure).isInstanceOf(Failure.Unauthorized.class);
            assertThat(failure.reason()).contains("hub login").doesNotContain(network.token());
        }
        assertThat(network.out()).hasSize(1);
    }

    @Test
    void repeatsNoSecretThatLinkedInRepeats() {
        next(Answer.json(400, "{\"status\":400,\"message\":\"Bad token " + network.token() + "\"}"));

        assertThat(ofPublishing().reason()).contains("***").doesNotContain(network.token());
        assertThat(session.toString()).doesNotContain(network.token(), LinkedInSimulation.SECRET);
    }

    @Test
    void sendsNoPictureElsewhere() {
        network.network().faults().on("POST", "/rest/images").next(Fault.answer(Answer.json(200,
                "{\"value\":{\"uploadUrl\":\"https://upload.example.org/x\",\"image\":\"urn:li:image:C4E1\"}}")));

        Failure refused = failure(() -> session.prepare(new Post("a".repeat(26), LinkedInDialogueTest.pictured(host, "Look", 1))));

        assertThat(refused).isInstanceOf(Failure.Rejected.class);
        assertThat(refused.reason()).contains("upload.example.org");
    }

    @Test
    void refusesWhatACommentCannotHold() throws ConnectorException {
        assertThat(failure(() -> session.prepare(answer("x".repeat(1_251))))).isInstanceOf(Failure.Rejected.class);
        assertThat(failure(() -> session.prepare(answer("")))).isInstanceOf(Failure.Rejected.class);
        assertThat(failure(() -> session.delete(new Activity.Delete(Actor.of("hub:us", "Us"), new ExternalId("../x"), Instant.EPOCH))))
                .isInstanceOf(Failure.Rejected.class);
        assertThat(session.prepare(answer("x".repeat(1_250)))).isNotNull();
    }

    private void next(Answer answer) {
        network.network().faults().next(Fault.answer(answer));
    }

    private Failure ofPublishing() {
        return failure(() -> session.publish(post("Pool opens at 8"), READY));
    }

    private Post post(String text) {
        var note = Note.of(Actor.of("hub:us", "Us"), RichText.of(text), Audience.circle("swimmers"), network.clock().instant());
        return new Post("a".repeat(26), note);
    }

    private Post answer(String text) {
        return new Post("a".repeat(26), post(text).note().answering(InReplyTo.note(new ExternalId("urn:li:share:7400000000001000003"))));
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(ConnectorException.class, call).failure();
    }
}
