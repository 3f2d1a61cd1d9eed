package org.dialoguehub.linkedin;

import java.net.URI;
import java.util.Map;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.sandbox.LinkedInSimulation;
import org.dialoguehub.testkit.DeleterContract;
import org.dialoguehub.testkit.DiscoveryContract;
import org.dialoguehub.testkit.EditorContract;
import org.dialoguehub.testkit.FinderContract;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.PublisherContract;
import org.dialoguehub.testkit.SettingsContract;
import org.dialoguehub.testkit.SignInContract;

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
}
