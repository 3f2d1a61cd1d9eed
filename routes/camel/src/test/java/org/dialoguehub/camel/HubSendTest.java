package org.dialoguehub.camel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.StoreException;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.junit.jupiter.api.Test;

class HubSendTest {
    private final Taken taken = new Taken();

    @Test
    void postsATextForTheReadersOfTheChannel() throws Exception {
        try (var stage = Stage.atNoon().start()) {
            Exchange sent = stage.camel.createProducerTemplate().request("hub:feed", exchange -> {
                exchange.getMessage().setBody("The pool is closed on Monday.");
                exchange.getMessage().setHeader(HubHeaders.SUBJECT, "Pool");
                exchange.getMessage().setHeader(HubHeaders.AUTHOR, "mailto:ben@example.org");
            });

            Note note = stage.feed.posted(1).getFirst();
            assertThat(note.body().plainText()).isEqualTo("The pool is closed on Monday.");
            assertThat(note.subject()).contains("Pool");
            assertThat(note.author()).isEqualTo(Actor.of("mailto:ben@example.org", ""));
            assertThat(note.audience()).isEqualTo(stage.feed.audience());
            Message answer = sent.getMessage();
            assertThat(answer.getHeader(HubHeaders.STATE)).isEqualTo("planned");
            Receipt receipt = stage.engine
                    .receipt(Stage.OPERATOR, requireNonNull(answer.getHeader(HubHeaders.DELIVERY, Long.class)))
                    .orElseThrow();
            assertThat(receipt.note().value()).isEqualTo(answer.getHeader(HubHeaders.NOTE_ID));
        }
    }

    @Test
    void answersTheNoteThatAHeaderNames() throws Exception {
        try (var stage = Stage.atNoon().start()) {
            var template = stage.camel.createProducerTemplate();
            Object question = template.request("hub:feed", exchange -> exchange.getMessage().setBody("Who has a key?"))
                    .getMessage()
                    .getHeader(HubHeaders.NOTE_ID);
            template.sendBodyAndHeader("hub:feed", "I have.", HubHeaders.IN_REPLY_TO, requireNonNull(question));

            List<Note> notes = stage.feed.posted(2);

            assertThat(notes.get(0).inReplyTo()).isEmpty();
            assertThat(notes.get(1).inReplyTo()).isPresent();
        }
    }

    @Test
    void postsOnceForOneKeyAndEachTimeWithoutOne() throws Exception {
        try (var stage = Stage.atNoon().start()) {
            var template = stage.camel.createProducerTemplate();
            template.sendBodyAndHeader("hub:feed", "Order 17 is ready", HubHeaders.KEY, "order 17");
            template.sendBodyAndHeader("hub:feed", "Order 17 is ready", HubHeaders.KEY, "order 17");
            template.sendBodyAndHeader("hub:brand", "Order 17 is ready", HubHeaders.KEY, "order 17");
            template.sendBody("hub:feed", "Hello");
            template.sendBody("hub:feed", "Hello");

            assertThat(Board.texts(stage.feed.posted(3))).containsExactlyInAnyOrder("Order 17 is ready", "Hello", "Hello");
            assertThat(Board.texts(stage.brand.posted(1))).containsExactly("Order 17 is ready");
            assertThat(deliveries(stage)).hasSize(4);
        }
    }

    private static List<Delivery> deliveries(Stage stage) {
        return stage.store.read(transaction -> transaction.ledger().list(EnumSet.allOf(State.class), 100));
    }

    @Test
    void passesOnWhatCameInAsItIs() throws Exception {
        try (var stage = Stage.atNoon().start(routes -> routes.from("hub:mail").routeId("mail-to-feed").to("hub:feed").process(taken))) {
            stage.mail.tell("m1", "Who can bring the stopwatches?");

            Note note = stage.feed.posted(1).getFirst();
            assertThat(note.author()).isEqualTo(Board.ANNA);
            assertThat(note.body().plainText()).isEqualTo("Who can bring the stopwatches?");
            Message passed = taken.next().getMessage();
            assertThat(stage.engine.latest(new Principal.TheHub(), "mail", 1).getFirst().note().value())
                    .isEqualTo(passed.getHeader(HubHeaders.NOTE_ID));
        }
    }

    /** Kills the hub before it acknowledges, lets the next life handle the event again, and gives what was posted in both. */
    private List<String> postedInTwoLives(int count, LambdaRouteBuilder first, LambdaRouteBuilder second) throws Exception {
        var stage = Stage.atNoon();
        var killed = new AtomicBoolean();
        stage.start(first, routes -> routes.from("direct:end").process(exchange -> {
            if (killed.compareAndSet(false, true)) {
                stage.store.dieAfter(0);
            }
            taken.process(exchange);
        }));
        stage.mail.tell("m1", "a,b,c");
        taken.next();
        try (var next = stage.crash().start(second, routes -> routes.from("direct:end").process(taken))) {
            taken.next();
            Stage.until(() -> next.status().waiting().getOrDefault("route:one", -1L) == 0);
            List<String> posted = new ArrayList<>(Board.texts(next.feed.posted(count)));
            Stage.until(() -> deliveries(next).stream().allMatch(delivery -> delivery.state() == State.DELIVERED));
            posted.addAll(next.feed.left());
            return posted;
        }
    }

    @Test
    void sendsNothingAgainWhenAnEventIsHandledAgain() throws Exception {
        LambdaRouteBuilder route = routes -> routes.from("hub:mail")
                .routeId("one")
                .to("hub:feed")
                .setBody(routes.constant("first"))
                .to("hub:feed")
                .setBody(routes.constant("second"))
                .to("hub:feed")
                .to("direct:end");

        assertThat(postedInTwoLives(3, route, route)).containsExactlyInAnyOrder("a,b,c", "first", "second");
    }

    @Test
    void sendsNothingAgainWhenRoutesWereAddedBeforeIt() throws Exception {
        LambdaRouteBuilder route = routes -> routes.from("hub:mail")
                .routeId("one")
                .setBody(routes.constant("first"))
                .to("hub:feed")
                .setBody(routes.constant("second"))
                .to("hub:feed")
                .to("direct:end");
        LambdaRouteBuilder withMore = routes -> {
            routes.from("direct:new").routeId("new").to("mock:new").to("hub:feed");
            route.accept(routes);
        };

        assertThat(postedInTwoLives(2, route, withMore)).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void sendsEachPartOfASplitOnce() throws Exception {
        LambdaRouteBuilder route = routes -> routes.from("hub:mail")
                .routeId("one")
                .split(routes.body().tokenize(","))
                .parallelProcessing()
                .to("hub:feed")
                .end()
                .to("direct:end");

        assertThat(postedInTwoLives(3, route, route)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void sendsEachRoundOfALoopOnce() throws Exception {
        LambdaRouteBuilder route = routes -> {
            routes.from("direct:send").routeId("send").to("hub:feed");
            routes.from("hub:mail")
                    .routeId("one")
                    .loop(2)
                    .setBody(routes.simple("round ${exchangeProperty.CamelLoopIndex}"))
                    .to("direct:send")
                    .to("direct:send")
                    .end()
                    .to("direct:end");
        };

        assertThat(postedInTwoLives(4, route, route)).containsExactlyInAnyOrder("round 0", "round 0", "round 1", "round 1");
    }

    @Test
    void takesTheKeyOfARouteAsTheNameOfASend() throws Exception {
        LambdaRouteBuilder route = routes -> routes.from("hub:mail")
                .routeId("one")
                .setBody(routes.constant("a reminder"))
                .setHeader(HubHeaders.KEY, routes.constant("reminder"))
                .to("hub:feed")
                .to("direct:end");
        LambdaRouteBuilder changed = routes -> routes.from("hub:mail")
                .routeId("one")
                .setHeader(HubHeaders.KEY, routes.constant("reminder"))
                .setBody(routes.constant("a reminder"))
                .wireTap("mock:log")
                .toD("hub:feed")
                .to("direct:end");

        assertThat(postedInTwoLives(1, route, changed)).containsExactly("a reminder");
    }

    @Test
    void sendsOnceWhatCamelItselfRepeats() throws Exception {
        var stage = Stage.atNoon();
        stage.start(routes -> {
            routes.onException(StoreException.class).maximumRedeliveries(3).redeliveryDelay(0);
            routes.from("hub:mail")
                    .routeId("one")
                    .setBody(routes.constant("a reminder"))
                    .process(exchange -> stage.store.failNext(1))
                    .to("hub:feed")
                    .process(exchange -> stage.store.dieAfter(0))
                    .process(taken);
        });
        stage.mail.tell("m1", "x");
        taken.next();
        try (var next = stage.crash().start(routes -> routes.from("hub:mail")
                .routeId("one")
                .setBody(routes.constant("a reminder"))
                .to("hub:feed")
                .process(taken))) {
            taken.next();

            assertThat(deliveries(next)).hasSize(1);
        }
    }

    @Test
    void letsNoClosedNoteOut() throws Exception {
        try (var stage = Stage.atNoon().start(routes -> routes.from("hub:mail")
                .routeId("one")
                .to("hub:brand")
                .process(taken)
                .setBody(routes.simple("News: ${body}"))
                .to("hub:brand")
                .process(taken)
                .process(exchange -> exchange.getMessage().setBody(widened(exchange)))
                .to("hub:brand")
                .process(taken))) {
            stage.mail.tell("m1", "Only for us");

            for (int send = 0; send < 3; send++) {
                Message message = taken.next().getMessage();
                assertThat(message.getHeader(HubHeaders.STATE)).isEqualTo("rejected");
            }
            assertThat(stage.status().rejected()).hasSize(3);
            assertThat(stage.brand.left()).isEmpty();
        }
    }

    private static Note widened(Exchange exchange) {
        return requireNonNull(exchange.getMessage().getBody(Note.class)).withAudience(new Audience.Everyone());
    }

    @Test
    void refusesWhatOnlyAnEventCanCause() throws Exception {
        try (var stage = Stage.atNoon().start()) {
            var template = stage.camel.createProducerTemplate();
            var like = new Like(Board.ANNA, new NoteId("n1"), Like.THUMBS_UP, Board.THEN);

            assertThatThrownBy(() -> template.sendBody("hub:feed", like))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasRootCauseMessage("To do 'like' on 'hub:feed', the exchange must come from a hub: endpoint,"
                            + " and the activity speak of a note by the hub's id");
            assertThat(template.send("hub:feed", exchange -> {}).getException()).as("no body at all").isNotNull();
        }
    }

    @Test
    void tellsTheCallerWhenItCouldNotBeMadeDurable() throws Exception {
        try (var stage = Stage.atNoon().start()) {
            stage.store.dieAfter(0);

            assertThatThrownBy(() -> stage.camel.createProducerTemplate().sendBody("hub:feed", "Hello"))
                    .hasRootCauseInstanceOf(IOException.class);
            assertThat(stage.feed.left()).isEmpty();
        }
    }
}
