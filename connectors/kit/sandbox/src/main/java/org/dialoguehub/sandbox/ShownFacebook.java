package org.dialoguehub.sandbox;

import java.util.LinkedHashMap;
import java.util.List;

/** The Facebook Page, managed by anna. */
public final class ShownFacebook implements SimulatedNetwork {
    @Override
    public String name() {
        return "facebook";
    }

    @Override
    public Shown start(SandboxClock clock) {
        FacebookSimulation facebook = FacebookSimulation.start(clock, FacebookSimulation.Options.standard().tellingAtOnce());
        String server = facebook.network().uri().toString();
        var settings = new LinkedHashMap<String, String>();
        settings.put("server", server);
        settings.put("site", server);
        settings.put("page", FacebookSimulation.PAGE);
        settings.put("app-id", FacebookSimulation.APP);
        settings.put("app-secret", FacebookSimulation.SECRET);
        String token = "Authorization: Bearer " + facebook.pageToken();
        return new Shown(name(), facebook.network(), settings, List.of(
                "curl -H '" + token + "' -d 'message=Pool opens at 8' " + server + "/v26.0/" + FacebookSimulation.PAGE + "/feed",
                "curl -d 'as=ben' -d 'on=POST' -d 'message=Thanks' " + server + "/play",
                "curl -d 'as=ben' -d 'private=May I ask?' " + server + "/play",
                "curl -H '" + token + "' '" + server + "/v26.0/" + FacebookSimulation.PAGE + "/feed?fields=id,message,comments'"));
    }
}
