package org.dialoguehub.facebook;

import static org.dialoguehub.sandbox.Request.matching;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.sandbox.FacebookMessages;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.testkit.MemoryHost;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.SandboxNetwork;

/** The conversations of the simulated Page: a stranger has pressed the button by which one begins. */
record MessengerNetwork(FacebookNetwork facebook, SandboxNetwork network) implements NetworkUnderTest {
    private static final String STRANGER = "stranger";

    static MessengerNetwork start() {
        return start(FacebookSimulation.Options.standard().needingProof());
    }

    static MessengerNetwork start(FacebookSimulation.Options options) {
        FacebookNetwork facebook = FacebookNetwork.start(options);
        FacebookMessages messages = facebook.page().messages();
        messages.begin(STRANGER);
        var works = Map.of(
                Work.READ, matching("GET", "/v26.0/**"),
                Work.PUBLISH, matching("POST", "/v26.0/*/messages"));
        SandboxNetwork network = SandboxNetwork.of(facebook.page().network(), FacebookSimulation.PAGE, facebook.written(), works)
                .hidingFor(new MessengerConnector().spec().visibleAfter())
                .unreadableBy(() -> messages.somethingOdd(STRANGER))
                .signedIn(facebook.credential(), facebook.token());
        return new MessengerNetwork(facebook, network);
    }

    FacebookMessages messages() {
        return facebook.page().messages();
    }

    MessengerSession session(MemoryHost host, Map<String, String> others) throws ConnectorException {
        var all = new HashMap<>(settings());
        all.putAll(others);
        try {
            return (MessengerSession) new MessengerConnector().open(Settings.read(FacebookSettings.OF_MESSENGER, all), host);
        } catch (SettingsException wrong) {
            throw new AssertionError(wrong);
        }
    }

    @Override
    public Map<String, String> settings() {
        return network.settings();
    }

    @Override
    public Optional<Credential> credential() {
        return network.credential();
    }

    @Override
    public Set<String> secrets() {
        return network.secrets();
    }

    @Override
    public InstantSource clock() {
        return network.clock();
    }

    @Override
    public boolean pass(Duration time) {
        return network.pass(time);
    }

    @Override
    public Optional<ExternalId> begun() {
        return Optional.of(MessengerTranslator.conversation(messages().personId(STRANGER)));
    }

    @Override
    public ExternalId say(String text) {
        return new ExternalId(messages().say(STRANGER, text).id());
    }

    @Override
    public boolean sayUnreadable() {
        return network.sayUnreadable();
    }

    @Override
    public List<Out> out() {
        return network.out();
    }

    @Override
    public long requests(Work work) {
        return network.requests(work);
    }

    @Override
    public boolean cause(Trouble trouble, Work work) {
        return network.cause(trouble, work);
    }

    @Override
    public void recover() {
        network.recover();
    }

    @Override
    public void close() {
        network.close();
    }
}
