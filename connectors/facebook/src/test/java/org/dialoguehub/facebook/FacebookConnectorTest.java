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

class FacebookConnectorTest
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
    private final FacebookNetwork facebook = FacebookNetwork.start();
    private boolean given;

    @Override
    public Connector connector() {
        return new FacebookConnector();
    }

    @Override
    public NetworkUnderTest network() {
        if (given) { // some rules want two networks
            return FacebookNetwork.start().underTest();
        }
        given = true;
        return facebook.underTest();
    }

    @Override
    public HookRequest telling(NetworkUnderTest network, ExternalId note) {
        FacebookHooks.Told told = facebook.page().hooks().telling(note.value());
        return new HookRequest("POST", Map.of(), Map.of("X-Hub-Signature-256", told.signature()), told.body().bytes());
    }

    @Override
    public Map<String, String> answer(NetworkUnderTest network, URI page, boolean yes) {
        URI back = yes ? facebook.page().agree(page, "anna") : facebook.page().deny(page);
        var answer = new HashMap<String, String>();
        for (String pair : back.getRawQuery().split("&", -1)) {
            answer.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
        }
        return answer;
    }
}
