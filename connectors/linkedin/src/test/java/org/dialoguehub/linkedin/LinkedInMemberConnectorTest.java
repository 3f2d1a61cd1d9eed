package org.dialoguehub.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Finder.Sighting;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.sandbox.LinkedInSimulation;
import org.dialoguehub.testkit.DeleterContract;
import org.dialoguehub.testkit.DiscoveryContract;
import org.dialoguehub.testkit.EditorContract;
import org.dialoguehub.testkit.FinderContract;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.PublisherContract;
import org.dialoguehub.testkit.SettingsContract;
import org.dialoguehub.testkit.SignInContract;
import org.junit.jupiter.api.Test;

class LinkedInMemberConnectorTest
        implements
            PublisherContract,
            FinderContract,
            EditorContract,
            DeleterContract,
            SignInContract,
            SettingsContract,
            DiscoveryContract {
    @Override
    public Connector connector() {
        return new LinkedInMemberConnector();
    }

    @Override
    public NetworkUnderTest network() {
        return LinkedInNetwork.start(LinkedInSimulation.Options.standard(), true);
    }

    @Override
    public Map<String, String> answer(NetworkUnderTest network, URI page, boolean yes) {
        return ((LinkedInNetwork) network).answer(page, yes);
    }

    @Test
    void saysWhereAPersonCanLook() throws ConnectorException {
        try (LinkedInNetwork network = LinkedInNetwork.start(LinkedInSimulation.Options.standard(), true);
                LinkedInMemberSession session = network.memberSession()) {
            var note = Note.of(Actor.of("hub:us", "Us"), RichText.of("Pool opens at 8"), Audience.circle("swimmers"),
                    network.clock().instant());
            var post = new Post("a".repeat(26), note);
            var answer = new Post("b".repeat(26), note.answering(InReplyTo.note(new ExternalId("urn:li:share:7400000000001000003"))));
            var ready = (Prepared.Ready) session.prepare(post);

            assertThat(session.find(post, ready, network.clock().instant()))
                    .isInstanceOfSatisfying(Sighting.Blind.class, blind -> assertThat(blind.where()).contains("/in/me/recent-activity"));
            assertThat(session.find(answer, ready, network.clock().instant()))
                    .isInstanceOfSatisfying(Sighting.Blind.class,
                            blind -> assertThat(blind.where()).contains("urn:li:share:7400000000001000003"));
            assertThat(network.network().journal().exchanges(request -> true)).as("what was asked").isEmpty();
        }
    }
}
