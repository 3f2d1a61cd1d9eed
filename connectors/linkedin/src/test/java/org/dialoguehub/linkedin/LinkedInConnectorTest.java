package org.dialoguehub.linkedin;

import java.net.URI;
import java.util.Map;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.sandbox.LinkedInHooks;
import org.dialoguehub.testkit.DeleterContract;
import org.dialoguehub.testkit.DiscoveryContract;
import org.dialoguehub.testkit.EditorContract;
import org.dialoguehub.testkit.FinderContract;
import org.dialoguehub.testkit.HookContract;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.PublisherContract;
import org.dialoguehub.testkit.ReactorContract;
import org.dialoguehub.testkit.ReceiverContract;
import org.dialoguehub.testkit.SettingsContract;
import org.dialoguehub.testkit.SignInContract;

class LinkedInConnectorTest
        implements
            ReceiverContract,
            HookContract,
            PublisherContract,
            FinderContract,
            EditorContract,
            DeleterContract,
            ReactorContract,
            SignInContract,
            SettingsContract,
            DiscoveryContract {
    @Override
    public Connector connector() {
        return new LinkedInConnector();
    }

    @Override
    public NetworkUnderTest network() {
        return LinkedInNetwork.ofTheOrganization();
    }

    @Override
    public HookRequest telling(NetworkUnderTest network, ExternalId note) {
        LinkedInHooks.Told told = ((LinkedInNetwork) network).linkedIn().hooks().telling(note.value());
        return new HookRequest("POST", Map.of(), Map.of("X-LI-Signature", told.signature()), told.body().bytes());
    }

    @Override
    public Map<String, String> answer(NetworkUnderTest network, URI page, boolean yes) {
        return ((LinkedInNetwork) network).answer(page, yes);
    }
}
