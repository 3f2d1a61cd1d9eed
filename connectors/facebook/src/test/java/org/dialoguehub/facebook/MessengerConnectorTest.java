package org.dialoguehub.facebook;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.sandbox.FacebookHooks;
import org.dialoguehub.testkit.DiscoveryContract;
import org.dialoguehub.testkit.FinderContract;
import org.dialoguehub.testkit.HookContract;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.PublisherContract;
import org.dialoguehub.testkit.ReceiverContract;
import org.dialoguehub.testkit.SettingsContract;
import org.dialoguehub.testkit.SignInContract;

class MessengerConnectorTest
        implements
            ReceiverContract,
            HookContract,
            PublisherContract,
            FinderContract,
            SignInContract,
            SettingsContract,
            DiscoveryContract {
    @Override
    public Connector connector() {
        return new MessengerConnector();
    }

    @Override
    public NetworkUnderTest network() {
        return MessengerNetwork.start();
    }

    @Override
    public HookRequest telling(NetworkUnderTest network, ExternalId note) {
        FacebookHooks.Told told = ((MessengerNetwork) network).facebook().page().hooks().telling(note.value());
        return new HookRequest("POST", Map.of(), Map.of("X-Hub-Signature-256", told.signature()), told.body().bytes());
    }

    @Override
    public Map<String, String> answer(NetworkUnderTest network, URI page, boolean yes) {
        FacebookNetwork facebook = ((MessengerNetwork) network).facebook();
        URI back = yes ? facebook.page().agree(page, "anna") : facebook.page().deny(page);
        var answer = new HashMap<String, String>();
        for (String pair : back.getRawQuery().split("&", -1)) {
            answer.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
        }
        return answer;
    }
}
