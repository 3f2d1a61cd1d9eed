package org.dialoguehub.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder.Candidate;
import org.dialoguehub.connector.Finder.Sighting;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.sandbox.Answer;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.XMedia;
import org.junit.jupiter.api.Test;

class TwitterPublishingTest {
    private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

    @Test
    void showsFourImagesWithTheirDescriptions() throws ConnectorException {
        try (var club = Club.open()) {
            List<Attachment> images =
                    Stream.of("a", "b", "c", "d").map(each -> club.file(each + ".png", "image/png", PICTURE, "Lane " + each))
                            .toList();

            var id = club.publish(club.note("The new pool").withAttachments(images)).id();

            List<XMedia.Upload> shown = club.x().mediaOf(club.x().network().posts().find(id.value()).orElseThrow());
            assertThat(shown).extracting(XMedia.Upload::alt).containsExactly("Lane a", "Lane b", "Lane c", "Lane d");
            assertThat(shown).allSatisfy(upload -> assertThat(upload.content().bytes()).isEqualTo(PICTURE));
        }
    }

    @Test
    void sendsALargeFileInPieces() throws ConnectorException {
        try (var club = Club.open()) {
            byte[] large = new byte[(5 << 19) + 7];
            Arrays.fill(large, (byte) 'x');

            var id = club.publish(club.note("").withAttachments(List.of(club.file("pool.png", "image/png", large, "")))).id();

            assertThat(club.x().network().journal().exchanges("POST", "/2/media/upload/*/append")).hasSize(3);
            assertThat(club.x().mediaOf(club.x().network().posts().find(id.value()).orElseThrow())).singleElement()
                    .satisfies(upload -> assertThat(upload.content().bytes()).isEqualTo(large));
        }
    }

    @Test
    void waitsForAVideoWithoutUploadingItAgain() throws ConnectorException {
        try (var club = Club.open()) {
            Note note = club.note("The race").withAttachments(List.of(club.file("race.mp4", "video/mp4", PICTURE, "")));
            Post post = new Post(Club.TOKEN, note);

            var first = (Prepared.NotYet) club.session().prepare(post);
            var second = (Prepared.NotYet) club.session().prepare(post);
            club.clock().advance(Duration.ofSeconds(11));
            var ready = (Prepared.Ready) club.session().prepare(post);
            club.session().publish(post, ready);

            assertThat(first.until()).isEqualTo(XNetwork.NOON.plusSeconds(5));
            assertThat(second.until()).isEqualTo(first.until());
            assertThat(club.x().network().journal().exchanges("POST", "/2/media/upload/initialize")).hasSize(1);
            assertThat(club.network().out()).hasSize(1);
        }
    }

    @Test
    void refusesFilesThatXWouldNotShow() {
        try (var club = Club.open()) {
            Attachment image = club.file("a.png", "image/png", PICTURE, "");
            Attachment video = club.file("b.mp4", "video/mp4", PICTURE, "");
            var huge = new Attachment("c.png", "image/png", 6 << 20, image.description(), image.content(), false);

            assertThat(refusal(club, club.note("five").withAttachments(List.of(image, image, image, image, image)))).contains("1 to 4");
            assertThat(refusal(club, club.note("both").withAttachments(List.of(image, video)))).contains("1 to 4");
            assertThat(refusal(club, club.note("huge").withAttachments(List.of(huge)))).contains("5242880");
            assertThat(club.x().network().journal().requests()).isZero();
        }
    }

    @Test
    void looksWhenXSaysThatThisWasSaidAlready() throws ConnectorException {
        try (var club = Club.open()) {
            club.publish(club.note("Pool opens at 8"));

            assertThat(Club.failure(() -> club.publish(club.note("Pool opens at 8")))).isInstanceOf(Failure.Duplicate.class);
        }
    }

    @Test
    void answersOnlyWhoHasCalledUpon() throws ConnectorException {
        try (var club = Club.open()) {
            String stranger = club.x().say("ben", "Nice weather").id();
            String ours = club.publish(club.note("Pool opens at 8")).id().value();
            String quote = club.x().quote("ben", ours, "Look").id();

            assertThat(refusal(club, club.answer("Indeed", stranger))).contains("self-serve", "mentioned or quoted");
            assertThat(club.network().requests(org.dialoguehub.testkit.NetworkUnderTest.Work.PUBLISH)).isEqualTo(1);
            club.publish(club.answer("Thanks for sharing", quote));
            club.publish(club.answer("On Sundays at 9", ours));
            assertThat(refusal(club, club.answer("Hm", "1999999999999999999"))).contains("gone");
        }
    }

    @Test
    void waitsUntilXShowsThePostThatItAnswers() throws ConnectorException {
        try (var club = Club.open()) {
            club.x().network().posts().showNextAfter(Duration.ofSeconds(20));
            String ours = club.publish(club.note("Pool opens at 8")).id().value();
            var post = new Post(Club.TOKEN, club.answer("On Sundays at 9", ours));

            var notYet = (Prepared.NotYet) club.session().prepare(post);
            club.clock().advance(Duration.ofSeconds(20));

            assertThat(notYet.until()).isEqualTo(XNetwork.NOON.plusSeconds(10));
            assertThat(club.session().prepare(post)).isInstanceOf(Prepared.Ready.class);
        }
    }

    @Test
    void tellsInAClearWordThatXRefusedAnAnswer() {
        try (var club = Club.open("access", "enterprise")) {
            String stranger = club.x().say("ben", "Nice weather").id();

            assertThat(refusal(club, club.answer("Indeed", stranger))).isEqualTo(TwitterSession.NOT_SUMMONED);
        }
    }

    @Test
    void stopsBeforeAPostCostsMoreThanIsAllowed() throws ConnectorException {
        try (var club = Club.open("dearest-post", "post")) {
            assertThat(refusal(club, club.note("See https://example.org"))).contains("0.20 USD", "0.015 USD");
            assertThat(club.x().network().journal().requests()).isZero();

            club.publish(club.note("Pool opens at 8"));
        }
    }

    @Test
    void refusesASecondCashtag() {
        try (var club = Club.open()) {
            assertThat(refusal(club, club.note("$POOL and $SWIM"))).contains("cashtags");
        }
    }

    @Test
    void waitsUntilTheWindowEnds() throws ConnectorException {
        try (var club = Club.open()) {
            for (int each = 0; each < 100; each++) {
                club.publish(club.note("note " + each));
            }
            club.clock().advance(Duration.ofMinutes(5));

            assertThat(Club.failure(() -> club.publish(club.note("one too many")))).isInstanceOfSatisfying(Failure.Throttled.class,
                    it -> assertThat(it.until()).isEqualTo(XNetwork.NOON.plus(Duration.ofMinutes(15))));
        }
    }

    @Test
    void tellsApartWhatHappenedFromWhatMayHave() {
        assertThat(failureAt(Answer.json(402, "{\"title\": \"CreditsDepleted\", \"detail\": \"no credits\"}")))
                .isInstanceOf(Failure.Throttled.class);
        assertThat(failureAt(Answer.json(403, "{\"detail\": \"Unsupported Authentication\"}"))).isInstanceOf(Failure.Rejected.class);
        assertThat(failureAt(Answer.json(400, "{\"title\": \"Invalid Request\"}"))).isInstanceOf(Failure.Rejected.class);
        assertThat(failureAt(Answer.json(503, "{}"))).isInstanceOf(Failure.Uncertain.class);
        assertThat(failureAt(Answer.json(200, "{\"errors\": [{\"title\": \"odd\"}]}"))).isInstanceOf(Failure.Uncertain.class);
        assertThat(failureAt(Answer.json(201, "{\"data\": {\"id\": \"not an id\"}}"))).isInstanceOf(Failure.Uncertain.class);
        assertThat(failureAt(Answer.json(307, "").with("Location", "/2/elsewhere"))).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void findsWhatXHasChanged() throws ConnectorException {
        try (var club = Club.open()) {
            String asked = club.network().say("Where is the plan?").value();
            Instant armed = club.clock().instant();
            var plan = club.note("Plan: https://example.org/plan?a=1&b=2 <3").withAttachments(
                    List.of(club.file("a.png", "image/png", PICTURE, "")));
            var here = club.answer("Here", asked);
            club.publish(plan);
            club.publish(here);

            assertThat(candidates(club, plan, armed).getFirst().text()).isEqualTo(plan.body().ownWords());
            assertThat(candidates(club, here, armed)).singleElement().satisfies(it -> assertThat(it.text()).isEqualTo("Here"));
            assertThat(candidates(club, club.note("Here"), armed)).noneMatch(it -> it.text().equals("Here"));
        }
    }

    @Test
    void editsFiveTimesUnderOneId() throws ConnectorException {
        try (var club = Club.open()) {
            ExternalId id = club.publish(club.note("version 0")).id();
            for (int version = 1; version <= 5; version++) {
                club.edit(id, "version " + version);
            }

            assertThat(club.x().network().posts().find(id.value()).orElseThrow().text()).isEqualTo("version 5");
            assertThat(Club.failure(() -> club.edit(id, "version 6"))).isInstanceOf(Failure.Rejected.class);
            club.edit(id, "version 5");
            club.session().delete(new Activity.Delete(Actor.of("hub:us", "Us"), id, club.clock().instant()));
            assertThat(club.network().out()).isEmpty();
        }
    }

    @Test
    void editsNoLongerThanXAllows() throws ConnectorException {
        try (var club = Club.open()) {
            ExternalId id = club.publish(club.note("Pool opens at 8")).id();
            ExternalId answer = club.publish(club.answer("At 8", club.network().say("When?").value())).id();

            assertThat(Club.failure(() -> club.edit(answer, "At 9"))).isInstanceOf(Failure.Rejected.class);
            club.clock().advance(Duration.ofMinutes(31));
            assertThat(Club.failure(() -> club.edit(id, "Pool opens at 9"))).isInstanceOf(Failure.Rejected.class);
        }
    }

    @Test
    void doesNotTakeErrorsForAnEmptyPlace() {
        for (String odd : new String[]{"{\"errors\": [{\"title\": \"Not Found Error\"}]}", "{\"meta\": {\"result_count\": 2}}", "{}"}) {
            try (var club = Club.open()) {
                club.x().network().faults().on("GET", "/2/users/*/tweets").next(Fault.answer(Answer.json(200, odd)));

                assertThat(Club.failure(() -> candidates(club, club.note("Pool opens at 8"), club.clock().instant()))).as(odd)
                        .isInstanceOf(Failure.Unreachable.class);
            }
        }
    }

    private static List<Candidate> candidates(Club club, Note note, Instant armed) throws ConnectorException {
        var seen =
                (Sighting.Seen) club.session().find(new Post(Club.TOKEN, note), new Prepared.Ready("", java.util.Optional.empty()), armed);
        return seen.candidates();
    }

    private static String refusal(Club club, Note note) {
        Failure failure = Club.failure(() -> club.publish(note));
        assertThat(failure).isInstanceOf(Failure.Rejected.class);
        return failure.reason();
    }

    private static Failure failureAt(Answer answer) {
        try (var club = Club.open()) {
            club.x().network().faults().on("POST", "/2/tweets").next(Fault.answer(answer));
            return Club.failure(() -> club.publish(club.note("Pool opens at 8")));
        }
    }
}
