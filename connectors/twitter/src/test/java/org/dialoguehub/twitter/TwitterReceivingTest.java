package org.dialoguehub.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.sandbox.Answer;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.Post;
import org.junit.jupiter.api.Test;

class TwitterReceivingTest {
    @Test
    void joinsAnAnswerToThePostItAnswersAndToTheRoot() throws ConnectorException {
        try (var club = Club.open()) {
            String root = club.publish(club.note("Pool opens at 8")).id().value();
            Post asked = club.x().reply("ben", root, "On Sundays too?");
            Post more = club.x().reply("swimclub", asked.id(), "Yes");
            club.x().reply("ben", more.id(), "Thanks");

            Event thanks = club.receive().getLast();

            InReplyTo parent = ((Activity.Create) thanks.activity()).note().inReplyTo().orElseThrow();
            assertThat(parent.note()).isEqualTo(new ExternalId(more.id()));
            assertThat(parent.ancestors()).containsExactly(new ExternalId(root));
        }
    }

    @Test
    void losesNoMentionThatIsSeenLate() throws ConnectorException {
        try (var club = Club.open()) {
            club.x().network().posts().showNextAfter(Duration.ofSeconds(30));
            club.network().say("late");
            club.clock().advance(Duration.ofSeconds(1));
            club.network().say("early");
            Batch first = club.receive(Cursor.START);
            club.clock().advance(Duration.ofMinutes(1));
            Batch second = club.receive(first.next());

            assertThat(Club.texts(first.events())).containsExactly("early");
            assertThat(Club.texts(second.events())).containsExactly("late");
            assertThat(club.receive(second.next()).events()).isEmpty();
        }
    }

    @Test
    void forgetsWhatWasGivenOnceNothingLateCanCome() throws ConnectorException {
        try (var club = Club.open()) {
            Cursor place = Cursor.START;
            for (int each = 0; each < 300; each++) {
                club.network().say("note " + each);
                club.clock().advance(Duration.ofSeconds(30));
                if (each % 50 == 0) {
                    place = club.receive(place).next();
                }
            }

            assertThat(club.receive(place).next().value()).hasSizeLessThan(200);
        }
    }

    @Test
    void tellsOfAnEditUnderTheFirstId() throws ConnectorException {
        try (var club = Club.open()) {
            ExternalId id = club.publish(club.note("Pool opens at 8")).id();
            Batch first = club.receive(Cursor.START);
            club.edit(id, "Pool opens at 9");

            Batch second = club.receive(first.next());

            assertThat(second.events()).hasSize(2).allSatisfy(event -> assertThat(event.activity().object()).isEqualTo(id));
            assertThat(second.events().getFirst().key()).as("known already").isEqualTo(first.events().getFirst().key());
            assertThat(Club.texts(second.events())).last().isEqualTo("changed: Pool opens at 9");
        }
    }

    @Test
    void looksForAnswersWithoutAMentionWhereItIsTold() throws ConnectorException {
        try (var club = Club.open("conversations", "yes");
                var thrifty = Club.open()) {
            for (Club each : new Club[]{club, thrifty}) {
                String root = each.publish(each.note("Pool opens at 8")).id().value();
                each.x().replyWithoutMention("ben", root, "Great");
            }
            Batch batch = club.receive(Cursor.START);
            club.x().replyWithoutMention("ben", batch.events().getFirst().activity().object().value(), "Again");

            assertThat(Club.texts(batch.events())).containsExactly("Pool opens at 8", "Great");
            assertThat(Club.texts(club.receive(batch.next()).events())).containsExactly("Again");
            assertThat(Club.texts(thrifty.receive())).containsExactly("Pool opens at 8");
        }
    }

    @Test
    void readsBackNoFurtherThanItIsTold() throws ConnectorException {
        try (var club = Club.open("history", "1h")) {
            club.network().say("yesterday");
            club.clock().advance(Duration.ofHours(2));
            club.network().say("today");

            assertThat(Club.texts(club.receive())).containsExactly("today");
        }
    }

    @Test
    void readsALongPostToItsEnd() throws ConnectorException {
        try (var club = Club.open()) {
            String all = "How do I get to the pool? ".repeat(50) + "Thanks";
            club.network().say(all);

            assertThat(Club.texts(club.receive())).containsExactly(all);
        }
    }

    @Test
    void goesThroughManyPages() throws ConnectorException {
        try (var club = Club.open()) {
            for (int each = 0; each < 250; each++) {
                club.network().say("note " + each);
            }

            Batch first = club.receive(Cursor.START);

            assertThat(first.events()).hasSize(100);
            assertThat(first.more()).isTrue();
            assertThat(Club.texts(first.events())).startsWith("note 0", "note 1");
        }
    }

    @Test
    void takesNumbersForIdsAndPassesOverWhatItDoesNotKnow() throws ConnectorException {
        String page = """
                {"data": [{"id": 3900000000000000123, "author_id": 77, "text": "Hello &amp; welcome", "mood": {"new": [1, 2]}}],
                 "includes": {"users": [{"id": 77, "username": "ben", "name": "Ben"}, {"id": false}], "holograms": [1]},
                 "errors": [{"title": "Not Found Error", "resource_id": "5"}], "meta": {"result_count": 1}}""";

        Event event = received(page);

        Activity.Create create = (Activity.Create) event.activity();
        assertThat(create.object()).isEqualTo(new ExternalId("3900000000000000123"));
        assertThat(create.note().body().plainText()).isEqualTo("Hello & welcome");
        assertThat(create.note().author().name()).isEqualTo("Ben");
    }

    @Test
    void keepsARawFormOfWhatHasNoIdAtAll() throws ConnectorException {
        assertThat(received("{\"data\": [{\"text\": 5}], \"meta\": {}}").raw()).isPresent();
        assertThat(received("{\"data\": [\"surprise\"], \"meta\": {}}").raw()).isPresent();
    }

    @Test
    void takesNothingForAnAnswerThatIsNone() throws ConnectorException {
        for (Fault odd : new Fault[]{Fault.html(), Fault.huge(30L << 20), Fault.answer(Answer.json(200, "{\"data\": {\"id\": 1}}")),
                Fault.answer(Answer.json(200, "[]"))}) {
            try (var club = Club.open()) {
                club.x().network().faults().on("GET", "/2/users/*/mentions").next(odd);

                assertThat(Club.failure(club::receive)).as(odd.name()).isInstanceOf(Failure.Unreachable.class);
            }
        }
    }

    private static Event received(String mentions) throws ConnectorException {
        try (var club = Club.open()) {
            club.x().network().faults().on("GET", "/2/users/*/mentions").next(Fault.answer(Answer.json(200, mentions)));

            return club.receive().getFirst();
        }
    }
}
