package org.dialoguehub.sandbox;

import java.util.LinkedHashMap;
import java.util.List;

/** The notice board, with an account for anna. */
public final class ShownNoticeboard implements SimulatedNetwork {
    @Override
    public String name() {
        return "noticeboard";
    }

    @Override
    public Shown start(SandboxClock clock) {
        NetworkSimulation network = Noticeboard.start(clock).network();
        String token = network.tokens().issue("anna");
        var settings = new LinkedHashMap<String, String>();
        settings.put("server", network.uri().toString());
        settings.put("token", token);
        return new Shown(name(), network, settings, List.of(
                "curl -H 'Authorization: Bearer " + token + "' -H 'Content-Type: application/json' -d '{\"text\": \"Pool opens at 8\"}' "
                        + network.uri() + "/v1/notices",
                "curl -H 'Authorization: Bearer " + token + "' " + network.uri() + "/v1/notices"));
    }
}
