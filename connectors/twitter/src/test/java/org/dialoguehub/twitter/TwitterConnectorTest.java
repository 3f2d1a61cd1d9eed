package org.dialoguehub.twitter;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.sandbox.XWebhooks;
import org.dialoguehub.testkit.DeleterContract;
import org.dialoguehub.testkit.DiscoveryContract;
import org.dialoguehub.testkit.EditorContract;
import org.dialoguehub.testkit.FinderContract;
import org.dialoguehub.testkit.HookContract;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.PublisherContract;
import org.dialoguehub.testkit.ReceiverContract;
import org.dialoguehub.testkit.SettingsContract;
import org.dialoguehub.testkit.SignInContract;

class TwitterConnectorTest
        implements
            ReceiverContract,
            PublisherContract,
            FinderContract,
            EditorContract,
            DeleterContract,
            HookContract,
            SignInContract,
            SettingsContract,
            DiscoveryContract {
    @Override
    public Connector connector() {
        return new TwitterConnector();
    }

    @Override
    public NetworkUnderTest network() {
        return XNetwork.start();
    }

    @Override
    public HookRequest telling(NetworkUnderTest network, ExternalId note) {
        XWebhooks.Told told = ((XNetwork) network).x().telling("post.mention.create", XNetwork.US, note.value());
        return new HookRequest("POST", Map.of(), Map.of(XWebhooks.SIGNATURE, told.signature()),
                told.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, String> answer(NetworkUnderTest network, URI page, boolean yes) {
        var oauth = ((XNetwork) network).x().oauth();
        URI back = yes ? oauth.agree(page, XNetwork.US) : oauth.deny(page);
        var answer = new HashMap<String, String>();
        for (String pair : back.getRawQuery().split("&", -1)) {
            String[] both = pair.split("=", 2);
            answer.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return answer;
    }
}
