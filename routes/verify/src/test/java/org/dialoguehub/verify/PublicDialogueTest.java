package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.engine.Standing.Way;
import org.dialoguehub.feed.ShownNote;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.sandbox.Answer;
import org.dialoguehub.sandbox.Armed;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.verify.PublicNetwork.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole hub that speaks with customers on a public network, while all goes well and while it does not. */
@Timeout(60)
class PublicDialogueTest {
    @TempDir Path folder;
    private Optional<PublicNetwork> started = Optional.empty();
    private Optional<BridgedHub> opened = Optional.empty();

    @AfterEach
    void close() {
        opened.ifPresent(BridgedHub::close);
        started.ifPresent(PublicNetwork::close);
    }

    @ParameterizedTest @EnumSource
    void joinsEachAnswerToWhatItAnswersAndAnswersThere(Which which) throws Exception {
        PublicNetwork network = open(which);
        ShownNote root = hub().post("results");
        comesOut(network, "results");

        network.comment("eva", network.said("results").id(), "splits?");
        network.comment("mikko", network.said("results").id(), "next meet?");
        comesIn("splits?", root);
        comesIn("next meet?", root);
        hub().reply(hub().note("splits?"), "online");
        hub().reply(hub().note("next meet?"), "in November");
        comesOut(network, "online");
        comesOut(network, "in November");
        network.comment("mikko", network.said("in November").id(), "we come");

        // Facebook puts an answer to a reply beside it
        comesIn("we come", hub().note(which == Which.FACEBOOK ? "next meet?" : "in November"));
        assertThat(network.said("online").inReplyTo()).contains(network.network().posts().withText("splits?").getFirst().id());
        assertThat(network.said("in November").inReplyTo()).contains(network.network().posts().withText("next meet?").getFirst().id());
        isCalm();
        assertThat(network.said()).containsExactlyInAnyOrder("results", "online", "in November");
        assertThat(hub().threads()).hasSize(1);
        assertThat(hub().lines()).containsExactlyInAnyOrder("results", "splits?", "next meet?", "online", "in November", "we come");
    }

    @ParameterizedTest @EnumSource
    void goesOnAfterTokensWereRevokedInMidWork(Which which) throws Exception {
        PublicNetwork network = open(which);
        hub().post("note 0");
        comesOut(network, "note 0");

        Armed revoked = network.network().faults().on(network.publishing()).nth(2, Fault.revokeToken());
        for (int number = 1; number <= 4; number++) {
            hub().post("note " + number);
        }
        Eventually.holds(() -> assertThat(hub().standing().way()).isEqualTo(Way.SIGN_IN));
        network.withdraw();
        network.comment("eva", network.said("note 0").id(), "while nobody looks");

        assertThat(revoked.fired()).isEqualTo(1);
        assertThat(hub().standing().word()).contains("./hub login customers");
        assertThat(network.said()).contains("note 0").hasSizeLessThan(5).doesNotHaveDuplicates();
        network.signIn(hub().hub());

        Eventually.holds(() -> assertThat(network.said()).hasSize(5));
        Eventually.holds(() -> assertThat(hub().lines()).contains("while nobody looks"));
        isCalm();
        assertThat(network.said()).containsExactlyInAnyOrder("note 0", "note 1", "note 2", "note 3", "note 4");
        assertThat(hub().lines()).containsExactlyInAnyOrder("note 0", "note 1", "note 2", "note 3", "note 4", "while nobody looks");
        assertThat(hub().standing().way()).isEqualTo(Way.UP);
    }

    @ParameterizedTest @EnumSource
    void finishesAThreadOfWhichALimitWasHitInTheMiddle(Which which) throws Exception {
        PublicNetwork network = open(which);
        Armed limit = network.network().faults().on(network.publishing()).nth(3, Fault.throttle(Duration.ofMinutes(20)));

        ShownNote above = hub().post("part 0");
        for (int number = 1; number <= 4; number++) {
            above = hub().reply(above, "part " + number);
        }
        Eventually.holds(() -> assertThat(limit.fired()).isEqualTo(1));
        hub().post("something else");
        Eventually.holds(() -> assertThat(hub().open()).isEqualTo(4));
        assertThat(network.said()).containsExactly("part 0", "part 1");
        network.network().clock().advance(Duration.ofMinutes(30));
        hub().post("ring");

        Eventually.holds(() -> assertThat(network.said()).hasSize(7));
        isCalm();
        assertThat(network.said()).containsSubsequence("part 0", "part 1", "part 2", "part 3", "part 4").doesNotHaveDuplicates();
        List<String> roots = network.network().posts().all().stream().filter(post -> post.inReplyTo().isEmpty()).map(Post::text).toList();
        assertThat(roots).containsExactlyInAnyOrder("part 0", "something else", "ring");
    }

    @ParameterizedTest @EnumSource(names = {"X", "LINKEDIN"})
    void saysALongNoteInPartsThatAnswerEachOtherAndLooksForEachThatMayBeOut(Which which) throws Exception {
        PublicNetwork network = open(which);
        Armed lost = network.network().faults().on(network.publishing()).nth(2, Fault.dropAnswer());
        String sentence = "We thank all who helped at the gala, above all those who kept the time for hours.";

        ShownNote root = hub().post((sentence + " ").repeat(which == Which.X ? 7 : 60));

        Eventually.holds(() -> assertThat(network.said()).hasSize(3));
        isCalm();
        assertThat(lost.fired()).isEqualTo(1);
        assertThat(network.said()).allMatch(text -> text.matches("(?s).*hours\\. \\(\\d/3\\)"));
        List<Post> club = network.network().posts().all().stream().filter(post -> post.account().equals(network.club())).toList();
        assertThat(club.get(1).inReplyTo()).contains(club.get(0).id());
        network.comment("eva", club.getLast().id(), "you are welcome");
        comesIn("you are welcome", root);
    }

    static Stream<Arguments> oddities() {
        List<Arguments> all = new ArrayList<>();
        for (Which which : Which.values()) {
            all.add(Arguments.of(which, Fault.html()));
            all.add(Arguments.of(which, Fault.huge(30_000_000)));
            all.add(Arguments.of(which, Fault
                    .answer(Answer.json(200, "{\"error\":{\"message\":\"Please retry\",\"code\":2},\"errors\":[{\"title\":\"x\"}]}"))));
            all.add(Arguments.of(which, Fault.answer(Answer.json(200, "{\"id\":{},\"data\":17,\"elements\":\"many\",\"new\":null}"))));
        }
        return all.stream();
    }

    @ParameterizedTest @MethodSource("oddities")
    void isNotConfusedByAnswersThatAreNone(Which which, Fault odd) throws Exception {
        PublicNetwork network = open(which);
        hub().post("results");
        comesOut(network, "results");

        Armed answered = network.network().faults().on(network.publishing()).next(odd.afterEffect());
        Armed read = network.network().faults().on(network.reading()).next(2, odd);
        hub().post("accepted, but never said so");
        network.comment("eva", network.said("results").id(), "well done");

        Eventually.holds(() -> assertThat(hub().lines()).contains("well done"));
        Eventually.holds(() -> assertThat(answered.fired() + read.fired()).isEqualTo(3));
        isCalm();
        assertThat(network.said()).containsExactlyInAnyOrder("results", "accepted, but never said so");
        assertThat(hub().lines()).containsExactlyInAnyOrder("results", "accepted, but never said so", "well done");
        assertThat(hub().status().doubts()).isEmpty();
    }

    private PublicNetwork open(Which which) throws Exception {
        PublicNetwork network = which.start();
        started = Optional.of(network);
        var clock = network.network().clock();
        opened = Optional.of(BridgedHub.open("hub.example.org", network.channel(), Storage.in(folder, clock), clock));
        network.signIn(hub().hub());
        return network;
    }

    private BridgedHub hub() {
        return opened.orElseThrow();
    }

    private static void comesOut(PublicNetwork network, String text) throws Exception {
        Eventually.holds(() -> assertThat(network.said()).contains(text));
    }

    private void comesIn(String line, ShownNote below) throws Exception {
        Eventually.holds(() -> assertThat(hub().note(line).note().note().inReplyTo().map(InReplyTo::note))
                .contains((NoteRef) below.note().id()));
    }

    private void isCalm() throws Exception {
        Eventually.holds(() -> assertThat(hub().isCalm()).isTrue());
        assertThat(hub().mishaps()).isEmpty();
    }
}
