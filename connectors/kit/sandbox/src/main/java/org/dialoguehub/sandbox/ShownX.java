package org.dialoguehub.sandbox;

import java.util.LinkedHashMap;
import java.util.List;

/** X, with an account for a swimming club, and somebody who has asked it something. */
public final class ShownX implements SimulatedNetwork {
    @Override
    public String name() {
        return "twitter";
    }

    @Override
    public Shown start(SandboxClock clock) {
        XSimulation x = XSimulation.start(clock);
        NetworkSimulation network = x.network();
        String token = network.tokens().issue("swimclub");
        String asked = x.mention("ben", "swimclub", "When does the pool open?").id();
        var settings = new LinkedHashMap<String, String>();
        settings.put("server", network.uri().toString());
        settings.put("sign-in-page", network.uri().resolve("/2/oauth2/authorize").toString());
        settings.put("client-id", XSimulation.CLIENT);
        settings.put("client-secret", XSimulation.CLIENT_SECRET);
        settings.put("consumer-secret", XSimulation.CONSUMER_SECRET);
        String curl = "curl -H 'Authorization: Bearer " + token + "' ";
        return new Shown(name(), network, settings, List.of(
                curl + "'" + network.uri() + "/2/users/" + x.user("swimclub") + "/mentions?post.fields=created_at&expansions=author_id'",
                curl + "-H 'Content-Type: application/json' -d '{\"text\": \"At 8\", \"reply\": {\"in_reply_to_tweet_id\": \"" + asked
                        + "\"}}' "
                        + network.uri() + "/2/tweets"));
    }
}
