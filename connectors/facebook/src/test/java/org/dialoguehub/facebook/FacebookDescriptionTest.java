package org.dialoguehub.facebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.sandbox.Body;
import org.dialoguehub.sandbox.Exchange;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.FacebookVideos;
import org.dialoguehub.sandbox.Headers;
import org.dialoguehub.sandbox.Request;
import org.dialoguehub.testkit.MemoryHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That every request is one that Facebook's own lists know. */
class FacebookDescriptionTest {
    private static final String PAGE = FacebookSimulation.PAGE;

    private final FacebookNetwork facebook = FacebookNetwork.start();
    private final MemoryHost host = facebook.host();

    @BeforeEach
    void needTheLists() {
        assumeTrue(Descriptions.found().isPresent(), "Facebook's lists are not here; Meta's licence keeps them out of this repository");
    }

    @AfterEach
    void close() {
        facebook.close();
    }

    @Test
    void asksForNothingThatFacebookDoesNotKnow() throws ConnectorException, IOException {
        doEverything();

        List<Request> requests = facebook.page().network().journal().exchanges(request -> true).stream().map(Exchange::request).toList();
        assertThat(requests).hasSizeGreaterThan(15);
        assertThat(requests).allSatisfy(request -> assertThat(Descriptions.found().orElseThrow().against(request)).isEmpty());
    }

    @Test
    void asksForNothingInMessengerThatFacebookDoesNotKnow() throws ConnectorException, IOException {
        try (MessengerNetwork network = MessengerNetwork.start();
                MessengerSession session = network.session(host, Map.of())) {
            String asked = network.messages().say("ben", "Is it warm?").id();
            for (int each = 0; each < 40; each++) {
                network.messages().say("ben", "message " + each);
            }
            session.check();
            session.receive(Cursor.START, 100);
            var picture = new Attachment("gate.jpg", "image/jpeg", 4, Optional.empty(),
                    host.blobs().put(new ByteArrayInputStream("gate".getBytes(UTF_8))).id(), false);
            var below = InReplyTo.note(new org.dialoguehub.model.ExternalId(asked));
            Note words = note("26 degrees").answering(below);
            var post = new Post("token", words);
            for (Note each : List.of(words, note("").withAttachments(List.of(picture)).answering(below))) {
                var one = new Post("token", each);
                session.publish(one, (Prepared.Ready) session.prepare(one));
            }
            session.find(post, (Prepared.Ready) session.prepare(post), host.clock().instant());

            List<Request> requests = network.facebook().page().network().journal().exchanges(request -> true).stream()
                    .map(Exchange::request).toList();
            assertThat(requests).hasSizeGreaterThan(8);
            assertThat(requests).allSatisfy(request -> assertThat(Descriptions.found().orElseThrow().against(request)).isEmpty());
        }
    }

    @Test
    void seesWhatFacebookWouldNotKnow() {
        Map<String, String> wrong = Map.of(
                "POST /v26.0/" + PAGE + "/feed?mesage=x", "there is no parameter mesage",
                "POST /v26.0/" + PAGE + "/feed?published=maybe", "is 'maybe'",
                "PUT /v26.0/" + PAGE + "/feed", "has no PUT feed",
                "GET /v26.0/" + PAGE + "_1/comments?filter=all", "is 'all'",
                "GET /v26.0/" + PAGE + "/feed?fields=id,mesage", "no field or edge mesage",
                "GET /v26.0/" + PAGE + "/feed?fields=comments.filter(all)%7Bid,mesage%7D,id", "is 'all'",
                "GET /v26.0/1_2?fields=parent%7Bmesage%7D", "Comment has no field or edge mesage");

        wrong.forEach((line, why) -> {
            String[] words = line.split("[ ?]");
            var request = new Request(words[0], words[1], words.length > 2 ? words[2] : "", Headers.none(), Body.empty());
            assertThat(String.join("\n", Descriptions.found().orElseThrow().against(request))).as(line).contains(why);
        });
    }

    private void doEverything() throws ConnectorException, IOException {
        FacebookSession session = facebook.session(host, Map.of("page-size", "1"));
        session.check();
        var picture = new Attachment("gate.jpg", "image/jpeg", 4, Optional.of("The gate"),
                host.blobs().put(new ByteArrayInputStream("gate".getBytes(UTF_8))).id(), false);
        Published post = publish(session, note("Saturday").withAttachments(List.of(picture)));
        publish(session, note("See https://example.org"));
        publish(session, note("Sunday").withAttachments(List.of(FacebookVideoTest.film(host, 2_000, "The gate opens"))));
        var comment = facebook.page().comment("ben", post.id().value(), "Thanks");
        for (int each = 0; each < 60; each++) {
            facebook.page().comment("ben", post.id().value(), "comment " + each);
        }
        var below = InReplyTo.note(new org.dialoguehub.model.ExternalId(comment.id()));
        Published answer = publish(session, note("You are welcome").answering(below).withAttachments(List.of(picture)));
        var like = new Activity.Like(Actor.of("hub:us", "Us"), below.note(), Activity.Like.THUMBS_UP, host.clock().instant());
        session.like(like);
        session.unlike(like);
        for (Cursor place = Cursor.START; place != null;) {
            var batch = session.receive(place, 30);
            place = batch.more() ? batch.next() : null;
        }
        session.find(new Post("token", note("Saturday")), new Prepared.Ready("", Optional.empty()), host.clock().instant());
        session.find(new Post("token", note("x").answering(below)), new Prepared.Ready("", Optional.empty()), host.clock().instant());
        session.edit(new Activity.Update(like.actor(), post.id(), note("Sunday"), host.clock().instant()));
        session.edit(new Activity.Update(like.actor(), answer.id(), note("Very welcome"), host.clock().instant()));
        session.delete(new Activity.Delete(like.actor(), answer.id(), host.clock().instant()));
        session.delete(new Activity.Delete(like.actor(), post.id(), host.clock().instant()));
    }

    private Published publish(FacebookSession session, Note note) throws ConnectorException {
        var post = new Post("token", note);
        Prepared prepared = session.prepare(post);
        if (prepared instanceof Prepared.NotYet) {
            facebook.page().network().clock().advance(FacebookVideos.WORK);
            prepared = session.prepare(post);
        }
        return session.publish(post, (Prepared.Ready) prepared);
    }

    private Note note(String text) {
        return Note.of(Actor.of("hub:us", "Us"), RichText.of(text), host.audience(), host.clock().instant());
    }
}
