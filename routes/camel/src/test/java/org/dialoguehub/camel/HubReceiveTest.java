package org.dialoguehub.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.RoutePolicySupport;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Event.Mark;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.engine.Queue;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.ExternalId;
import org.junit.jupiter.api.Test;

class HubReceiveTest {
    private final Taken taken = new Taken();

    private LambdaRouteBuilder mailTo(String routeId, Taken end) {
        return routes -> routes.from("hub:mail").routeId(routeId).process(end);
    }

    @Test
    void givesOneExchangeAnActivity() throws Exception {
        try (var stage = Stage.atNoon().start(mailTo("mail-to-test", taken))) {
            stage.mail.tell(new Create(new ExternalId("m1"), stage.mail.note("Who can bring the stopwatches?").withSubject("Saturday")));
            stage.mail.tell(new Like(Board.ANNA, new ExternalId("m1"), Like.THUMBS_UP, Board.THEN));

            Message first = taken.next().getMessage();
            Message second = taken.next().getMessage();

            assertThat(first.getBody()).isInstanceOf(Create.class);
            assertThat(first.getBody(String.class)).isEqualTo("Who can bring the stopwatches?");
            assertThat(first.getHeaders())
                    .containsEntry(HubHeaders.CHANNEL, "mail")
                    .containsEntry(HubHeaders.KIND, "create")
                    .containsEntry(HubHeaders.ACTOR, "mailto:anna@example.org")
                    .containsEntry(HubHeaders.SUBJECT, "Saturday")
                    .doesNotContainKey(HubHeaders.MARKS);
            assertThat(first.getHeader(HubHeaders.THREAD)).isEqualTo(first.getHeader(HubHeaders.NOTE_ID));
            assertThat(second.getHeaders())
                    .containsEntry(HubHeaders.KIND, "like")
                    .containsEntry(HubHeaders.NOTE_ID, first.getHeader(HubHeaders.NOTE_ID));
            assertThat(second.getHeader(HubHeaders.EVENT, Long.class)).isGreaterThan(first.getHeader(HubHeaders.EVENT, Long.class));
        }
    }

    @Test
    void tellsWhatMustNotBeAnswered() throws Exception {
        try (var stage = Stage.atNoon().start(mailTo("mail-to-test", taken))) {
            stage.mail.tell(new Event(
                    new EventKey("out of office"),
                    new Create(new ExternalId("m1"), stage.mail.note("I am away")),
                    Set.of(Mark.LOOP, Mark.AUTOMATIC),
                    Optional.empty()));

            assertThat(taken.next().getMessage().getHeader(HubHeaders.MARKS)).isEqualTo("automatic,loop");
        }
    }

    @Test
    void givesEachRouteEverything() throws Exception {
        var other = new Taken();
        try (var stage = Stage.atNoon().start(mailTo("one", taken), mailTo("other", other))) {
            stage.mail.tell("m1", "first");
            stage.mail.tell("m2", "second");

            assertThat(taken.texts(2)).containsExactly("first", "second");
            assertThat(other.texts(2)).containsExactly("first", "second");
        }
    }

    @Test
    void refusesARouteWithoutAnIdOfItsOwn() {
        try (var stage = Stage.atNoon()) {
            assertThatThrownBy(() -> stage.start(routes -> routes.from("hub:mail").process(taken)))
                    .hasMessage("The route from 'hub:mail' needs an id of its own, such as .routeId(\"mail-to-log\"):"
                            + " the hub keeps under it, through restarts, what the route has still to see");
        }
    }

    @Test
    void takesTheIdThatARouteTemplateGives() throws Exception {
        try (var stage = Stage.atNoon().start(routes -> routes.routeTemplate("copy")
                .templateParameter("from")
                .from("{{from}}")
                .process(taken))) {
            stage.camel.addRouteFromTemplate("mail-copied", "copy", Map.of("from", "hub:mail"));

            stage.mail.tell("m1", "first");

            assertThat(taken.texts(1)).containsExactly("first");
            assertThat(stage.status().waiting()).containsOnlyKeys("route:mail-copied");
        }
    }

    @Test
    void refusesAChannelThatThereIsNotAtTheStart() {
        try (var stage = Stage.atNoon()) {
            assertThatThrownBy(() -> stage.start(routes -> routes.from("hub:male").routeId("one").process(taken)))
                    .hasRootCauseMessage("There is no channel 'male'; there are brand, feed, mail");
        }
    }

    @Test
    void refusesASecondRouteOfTheSameName() throws Exception {
        try (var stage = Stage.atNoon().start(mailTo("one", taken)); var other = new DefaultCamelContext()) {
            other.getRegistry().bind("the hub", stage.engine);
            RouteBuilder.addRoutes(other, mailTo("one", new Taken()));

            assertThatThrownBy(other::start)
                    .hasMessage("'route:one' is subscribed already; give the other one another name");
        }
    }

    @Test
    void findsTheHubInTheRegistry() throws Exception {
        try (var stage = Stage.atNoon().start(); var other = new DefaultCamelContext()) {
            other.getRegistry().bind("the hub", stage.engine);
            RouteBuilder.addRoutes(other, mailTo("one", taken));
            other.start();

            stage.mail.tell("m1", "first");

            assertThat(taken.texts(1)).containsExactly("first");
        }
    }

    @Test
    void saysHowToBringAHubWhereThereIsNone() throws Exception {
        try (var other = new DefaultCamelContext()) {
            RouteBuilder.addRoutes(other, mailTo("one", taken));

            assertThatThrownBy(other::start).hasMessageContaining("bind one Engine in Camel's registry");
        }
    }

    @Test
    void comesAgainWhenTheHubDiesBeforeTheAcknowledgement() throws Exception {
        var stage = Stage.atNoon();
        stage.start(routes -> routes.from("hub:mail").routeId("one").process(taken).process(exchange -> stage.store.dieAfter(0)));
        stage.mail.tell("m1", "first");
        assertThat(taken.texts(1)).containsExactly("first");

        try (var next = stage.crash().start(mailTo("one", taken))) {
            assertThat(taken.texts(1)).containsExactly("first");
            Stage.until(() -> next.waiting("one") == 0);
        }
        assertThat(taken.isEmpty()).isTrue();
    }

    @Test
    void putsAsideWhatTheRouteCannotHandleUntilItIsToldToTryAgain() throws Exception {
        var broken = new AtomicBoolean(true);
        var attempts = new AtomicInteger();
        try (var stage = Stage.inAHurry().start(routes -> routes.from("hub:mail").routeId("one").process(exchange -> {
            attempts.incrementAndGet();
            if (broken.get()) {
                throw new IOException("The printer is out of paper");
            }
        }).process(taken))) {
            stage.mail.tell("m1", "first");
            Stage.until(() -> !stage.status().deadLetters().isEmpty());

            Queue.Item dead = stage.status().deadLetters().getFirst();
            assertThat(dead.subscription()).isEqualTo("route:one");
            assertThat(dead.reason()).contains("The printer is out of paper");
            assertThat(attempts.get()).isGreaterThan(1);

            broken.set(false);
            assertThat(stage.engine.operations().retry(Stage.OPERATOR, dead.subscription(), dead.sequence())).isTrue();
            assertThat(taken.texts(1)).containsExactly("first");
            Stage.until(() -> stage.status().deadLetters().isEmpty());
        }
    }

    @Test
    void triesAgainWhatTheRouteRolledBack() throws Exception {
        var first = new AtomicBoolean(true);
        try (var stage = Stage.inAHurry().start(routes -> routes.from("hub:mail")
                .routeId("one")
                .process(taken)
                .filter(exchange -> first.getAndSet(false))
                .markRollbackOnly())) {
            stage.mail.tell("m1", "first");

            assertThat(taken.texts(2)).containsExactly("first", "first");
        }
    }

    @Test
    void takesAFailureThatTheRouteHandledAsDone() throws Exception {
        try (var stage = Stage.atNoon().start(routes -> {
            routes.onException(IOException.class).handled(true).process(taken);
            routes.from("hub:mail").routeId("one").throwException(new IOException("The printer is out of paper"));
        })) {
            stage.mail.tell("m1", "first");

            assertThat(taken.texts(1)).containsExactly("first");
            Stage.until(() -> stage.waiting("one") == 0);
            assertThat(stage.status().deadLetters()).isEmpty();
        }
    }

    @Test
    void acknowledgesEarlyWhatIsHandedToAnotherThread() throws Exception {
        var later = new CountDownLatch(1);
        try (var stage = Stage.atNoon().start(routes -> {
            routes.from("hub:mail").routeId("one").to("seda:later");
            routes.from("seda:later").process(exchange -> later.await()).process(taken);
        })) {
            stage.mail.tell("m1", "first");

            Stage.until(() -> stage.status().channels().getFirst().tally().received() == 1
                    && stage.waiting("one") == 0);
            assertThat(taken.isEmpty()).isTrue();
            later.countDown();
            assertThat(taken.texts(1)).containsExactly("first");
        }
    }

    @Test
    void keepsForASuspendedRouteWhatComesMeanwhile() throws Exception {
        try (var stage = Stage.atNoon().start(mailTo("one", taken))) {
            stage.mail.tell("m1", "first");
            assertThat(taken.texts(1)).containsExactly("first");

            stage.camel.getRouteController().suspendRoute("one");
            stage.mail.tell("m2", "second");
            Stage.until(() -> stage.waiting("one") == 1);
            assertThat(taken.isEmpty()).isTrue();

            stage.camel.getRouteController().resumeRoute("one");
            assertThat(taken.texts(1)).containsExactly("second");
        }
    }

    @Test
    void stopsAfterTheEventInHandAndGoesOnWithTheNext() throws Exception {
        var begun = new CountDownLatch(1);
        var may = new CountDownLatch(1);
        try (var stage = Stage.atNoon()) {
            for (int number = 0; number < 100; number++) {
                stage.mail.tell("m" + number, "note " + number);
            }
            stage.start(routes -> routes.from("hub:mail").routeId("one").process(exchange -> {
                begun.countDown();
                may.await();
            }).process(taken));
            begun.await();
            var stopping = new FutureTask<>(() -> {
                stage.camel.getRouteController().stopRoute("one");
                return true;
            });
            new Thread(stopping).start();
            Stage.until(() -> !((HubConsumer) stage.camel.getRoute("one").getConsumer()).isStarted());
            may.countDown();
            stopping.get();

            long waiting = stage.waiting("one");
            assertThat(waiting).isPositive();
            stage.camel.getRouteController().startRoute("one");
            assertThat(taken.texts(100)).startsWith("note 0").endsWith("note 99").doesNotHaveDuplicates();
        }
    }

    @Test
    void letsAPolicySuspendItAfterAnExchange() throws Exception {
        var once = new RoutePolicySupport() {
            @Override
            public void onExchangeDone(Route route, Exchange exchange) {
                try {
                    suspendOrStopConsumer(route.getConsumer());
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            }
        };
        try (var stage = Stage.atNoon()) {
            stage.mail.tell("m1", "first");
            stage.mail.tell("m2", "second");
            stage.start(routes -> routes.from("hub:mail").routeId("one").routePolicy(once).process(taken));

            assertThat(taken.texts(1)).containsExactly("first");
            Stage.until(() -> stage.waiting("one") == 1);
            assertThat(taken.isEmpty()).isTrue();

            stage.camel.getRouteController().resumeRoute("one");
            assertThat(taken.texts(1)).containsExactly("second");
        }
    }
}
