package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.connector.SignsIn;
import org.dialoguehub.model.Activity;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.testkit.NetworkUnderTest.Trouble;
import org.dialoguehub.testkit.NetworkUnderTest.Work;
import org.junit.jupiter.api.Test;

/**
 * What every connector does. A connector's test implements this and the contract of each capability, and gives the answers: which connector,
 * which network, and with it which settings. It inherits the tests.
 *
 * <p>A rule whose trouble the network does not know is passed over, and reported as such.
 */
public interface ConnectorContract {
    /** Which connector. */
    Connector connector();

    /** Which network: a new one for each call, with nothing on it; it knows the settings. */
    NetworkUnderTest network();

    @Test
    default void saysTheSameOfItselfEachTime() {
        assertThat(connector().spec()).usingRecursiveComparison().ignoringFieldsOfTypes(org.dialoguehub.text.TextRules.class)
                .isEqualTo(connector().spec());
    }

    @Test
    default void offersExactlyWhatItDeclares() {
        try (Stage stage = Stage.of(this)) {
            for (Capability capability : Capability.values()) {
                assertThat(capability.offeredBy().isInstance(stage.session()))
                        .as("offers %s, as declared", capability)
                        .isEqualTo(stage.connector().spec().capabilities().contains(capability));
            }
        }
    }

    @Test
    default void isTestedInAllThatItDeclares() {
        for (Capability capability : connector().spec().capabilities()) {
            assertThat(contractOf(capability).isInstance(this))
                    .as("%s implements %s", getClass().getSimpleName(), contractOf(capability).getSimpleName())
                    .isTrue();
        }
        assertThat(this instanceof SignInContract).as("implements SignInContract, as its connector signs in")
                .isEqualTo(connector() instanceof SignsIn);
    }

    @Test
    default void checksWithoutChangingAnything() throws ConnectorException {
        try (Stage stage = Stage.of(this)) {
            stage.network().say("Pool opens at 8");
            var before = stage.network().out();

            String seen = Stage.calling(stage.session()::check);

            assertThat(seen).isNotBlank().doesNotContain("\n");
            assertThat(stage.secrets()).noneMatch(seen::contains);
            assertThat(stage.network().out()).isEqualTo(before);
            assertThat(stage.network().requests(Work.PUBLISH) + stage.network().requests(Work.CHANGE)).as("requests that change").isZero();
        }
    }

    @Test
    default void saysInACheckThatTheNetworkIsAway() {
        try (Stage stage = Stage.of(this)) {
            stage.cause(Trouble.REFUSED, Work.READ);

            assertThat(Stage.failureOf(stage.session()::check)).isInstanceOf(Failure.Unreachable.class);
        }
    }

    @Test
    default void knowsNothingOfAnotherSession() {
        try (Stage one = Stage.of(this);
                Stage other = Stage.of(this)) {
            assumeTrue(one.session() instanceof Receiver, "It does not receive");
            one.network().say("one");
            other.network().say("other");

            assertThat(heard(one)).containsExactly("one");
            assertThat(heard(other)).containsExactly("other");
            assertThat(heard(one)).containsExactly("one");
        }
    }

    @Test
    default void closesTwice() {
        try (Stage stage = Stage.of(this)) {
            Session session = stage.open();

            session.close();
            session.close();
        }
    }

    @Test
    default void showsNoSecret() throws SettingsException {
        for (Trouble trouble : Trouble.values()) {
            try (Stage stage = Stage.ofTheImpatient(this)) {
                List<String> shown = new ArrayList<>();
                shown.add(stage.session().toString());
                shown.add(stage.connector().toString());
                shown.add(Settings.read(stage.connector().spec().settings(), stage.network().settings()).toString());
                if (stage.network().cause(trouble, Work.READ) && stage.session() instanceof Receiver receiver) {
                    shown.addAll(told(() -> receiver.receive(Cursor.START, 10)));
                }
                if (stage.network().cause(trouble, Work.PUBLISH) && stage.session() instanceof Publisher publisher) {
                    shown.addAll(told(() -> published(publisher, stage.post("Pool opens at 8"))));
                }
                for (String secret : stage.secrets()) {
                    assertThat(shown).as("what is shown after the trouble %s", trouble).noneMatch(text -> text.contains(secret));
                }
            }
        }
    }

    private static List<String> heard(Stage stage) {
        return stage.receiveAll(Cursor.START, 10).stream()
                .map(event -> ((Activity.Create) event.activity()).note().body().plainText())
                .toList();
    }

    private static Object published(Publisher publisher, Post post) throws ConnectorException {
        return publisher.prepare(post) instanceof Prepared.Ready ready ? publisher.publish(post, ready) : "not yet";
    }

    /** All that a call says, down to the last cause. */
    private static List<String> told(Stage.Call<?> call) {
        return Stage.calling(() -> {
            try {
                return List.of(String.valueOf(call.run()));
            } catch (ConnectorException failed) {
                List<String> told = new ArrayList<>(List.of(failed.failure().toString()));
                for (Throwable each = failed; each != null; each = each.getCause()) {
                    told.add(each.toString());
                    Arrays.stream(each.getSuppressed()).map(Throwable::toString).forEach(told::add);
                }
                return told;
            }
        });
    }

    private static Class<?> contractOf(Capability capability) {
        return switch (capability) {
            case RECEIVE -> ReceiverContract.class;
            case LISTEN -> ListenerContract.class;
            case HOOK -> HookContract.class;
            case PUBLISH -> PublisherContract.class;
            case FIND -> FinderContract.class;
            case EDIT -> EditorContract.class;
            case DELETE -> DeleterContract.class;
            case REACT -> ReactorContract.class;
        };
    }
}
