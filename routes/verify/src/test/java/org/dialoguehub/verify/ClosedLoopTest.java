package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.broadcast.BroadcastSettings;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Conversation;
import org.dialoguehub.broadcast.Conversations;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.broadcast.Numbers;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Right;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.model.Actor;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.verify.PublicNetwork.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people answer to a broadcast comes back, each person apart, and is answered where it was asked. */
@Timeout(60)
final class ClosedLoopTest {
    private static final Principal ANNA = new Principal.Colleague("anna", Set.of(Right.COMPOSE, Right.ANSWER));

    @TempDir Path folder;
    private Optional<PublicNetwork> started = Optional.empty();
    private Optional<BridgedHub> opened = Optional.empty();
    private Optional<Storage> storage = Optional.empty();

    @AfterEach
    void close() {
        opened.ifPresent(BridgedHub::close);
        started.ifPresent(PublicNetwork::close);
    }

    private void open(PublicNetwork network) {
        SandboxClock clock = network.network().clock();
        storage = Optional.of(Storage.in(folder, clock));
        opened = Optional.of(BridgedHub.open("hub.example.org", network.channel(), storage.get(), clock));
    }

    private Broadcasts broadcasts() {
        PublicNetwork network = started.orElseThrow();
        return new Broadcasts(opened.orElseThrow().hub().engine(), Actor.of("hub:club", "Swimming club"), network.network().clock(),
                storage.orElseThrow().programme(), BroadcastSettings.NONE);
    }

    private Conversations conversations() {
        PublicNetwork network = started.orElseThrow();
        return new Conversations(opened.orElseThrow().hub().engine(), storage.orElseThrow().casebook(),
                Actor.of("hub:club", "Swimming club"),
                network.network().clock());
    }

    private List<Conversation> below(String key) {
        return conversations().below(ANNA, broadcasts().find(ANNA, key).orElseThrow());
    }

    private Conversation of(String key, String words) {
        return below(key).stream().filter(one -> words(one).contains(words)).findFirst().orElseThrow();
    }

    private static List<String> words(Conversation conversation) {
        return conversation.notes().stream().map(said -> said.told().note().map(note -> note.body().ownWords()).orElse("")).toList();
    }

    @ParameterizedTest @EnumSource
    void hearsEachPersonApartAndAnswersWhereItWasAsked(Which which) throws Exception {
        PublicNetwork network = which.start();
        started = Optional.of(network);
        open(network);
        network.signIn(opened.orElseThrow().hub());
        broadcasts().publish(ANNA, Draft.of(Actor.of("hub:club", "Swimming club"), "The gala is over", List.of(PublicNetwork.CHANNEL)),
                "gala");
        Eventually.holds(() -> assertThat(network.said()).containsExactly("The gala is over"));

        String root = network.said("The gala is over").id();
        network.comment("eva", root, "splits?");
        network.comment("mikko", root, "next meet?");
        network.comment("eva", root, "and photos?");
        Eventually.holds(() -> assertThat(below("gala").stream().mapToInt(one -> one.notes().size()).sum()).isEqualTo(3));

        assertThat(below("gala")).hasSize(2).allMatch(one -> one.state() == Conversation.State.OPEN);
        assertThat(words(of("gala", "splits?"))).containsExactly("splits?", "and photos?");
        assertThat(conversations().list(ANNA, one -> one.state() == Conversation.State.OPEN, 0, 9)).hasSize(2);
        Conversation mikko = of("gala", "next meet?");
        assertThat(conversations().assign(ANNA, mikko.id(), "berta").handling().assignee().orElseThrow().to()).isEqualTo("berta");
        assertThat(conversations().preview(ANNA, mikko.id(), "In *November*").problems()).isEmpty();

        conversations().answer(ANNA, mikko.id(), "In *November*", "1");
        opened.orElseThrow().close();
        open(network);
        conversations().answer(ANNA, mikko.id(), "In *November*", "1");
        Eventually.holds(() -> assertThat(network.said()).containsExactly("The gala is over", "In November"));
        Eventually.holds(
                () -> assertThat(broadcasts().find(ANNA, "gala").orElseThrow().receipts()).allMatch(receipt -> receipt.id().isPresent()));

        assertThat(network.said("In November").inReplyTo()).contains(network.network().posts().withText("next meet?").getFirst().id());
        assertThat(of("gala", "next meet?").state()).isEqualTo(Conversation.State.ANSWERED);
        assertThat(of("gala", "next meet?").handling().assignee()).isPresent();
        conversations().close(ANNA, of("gala", "splits?").id());
        assertThat(of("gala", "splits?").state()).isEqualTo(Conversation.State.CLOSED);
        network.comment("eva", root, "please");
        Eventually.holds(() -> assertThat(of("gala", "splits?").state()).isEqualTo(Conversation.State.OPEN));

        Publicity said = broadcasts().find(ANNA, "gala").orElseThrow();
        Eventually.holds(() -> assertThat(conversations().numbers(ANNA, said)).singleElement().satisfies(numbers -> {
            assertThat(numbers).extracting(Numbers::copies, Numbers::answers, Numbers::people, Numbers::open, Numbers::answered)
                    .containsExactly(1, 4, 2, 1, 1);
            assertThat(numbers.firstResponse()).isPresent();
            assertThat(numbers.checked()).isPresent();
        }));
    }

    @ParameterizedTest @EnumSource
    void showsWhatWasAnsweredToTheGroupThatSpeaksWithThePublic(Which which) throws Exception {
        PublicNetwork network = which.start();
        started = Optional.of(network);
        open(network);
        network.signIn(opened.orElseThrow().hub());
        broadcasts().publish(ANNA, Draft.of(Actor.of("hub:club", "Swimming club"), "The gala is over", List.of(PublicNetwork.CHANNEL)),
                "gala");
        Eventually.holds(() -> assertThat(network.said()).containsExactly("The gala is over"));
        network.comment("eva", network.said("The gala is over").id(), "splits?");
        BridgedHub hub = opened.orElseThrow();
        Eventually.holds(() -> assertThat(hub.notes()).anyMatch(note -> note.note().note().body().ownWords().contains("splits?")));

        var shown = hub.notes().stream().filter(note -> note.note().note().body().ownWords().contains("splits?")).findFirst().orElseThrow();
        assertThat(shown.note().note().body().plainText()).contains("The gala is over");
        hub.reply(shown, "online");

        Eventually.holds(() -> assertThat(network.said()).contains("online"));
        assertThat(network.said("online").inReplyTo()).contains(network.network().posts().withText("splits?").getFirst().id());
        Eventually.holds(() -> assertThat(below("gala")).singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(Conversation.State.ANSWERED)));
    }
}
