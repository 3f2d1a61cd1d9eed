package org.dialoguehub.sandbox;

import java.util.LinkedHashMap;
import java.util.List;

/** LinkedIn, with a Page that anna manages. */
public final class ShownLinkedIn implements SimulatedNetwork {
    @Override
    public String name() {
        return "linkedin";
    }

    @Override
    public Shown start(SandboxClock clock) {
        LinkedInSimulation linkedIn = LinkedInSimulation.start(clock, LinkedInSimulation.Options.standard().tellingAtOnce());
        String server = linkedIn.network().uri().toString();
        var settings = new LinkedHashMap<String, String>();
        settings.put("server", server);
        settings.put("site", server);
        settings.put("organization", LinkedInSimulation.ORGANIZATION_ID);
        settings.put("client-id", LinkedInSimulation.APP);
        settings.put("client-secret", LinkedInSimulation.SECRET);
        String headers = "-H 'Authorization: Bearer " + linkedIn.network().tokens().issue("anna")
                + "' -H 'LinkedIn-Version: 202609' -H 'X-Restli-Protocol-Version: 2.0.0' ";
        String post =
                "{\"author\":\"" + LinkedInSimulation.ORGANIZATION + "\",\"commentary\":\"Pool opens at 8\",\"visibility\":\"PUBLIC\","
                        + "\"distribution\":{\"feedDistribution\":\"MAIN_FEED\"},\"lifecycleState\":\"PUBLISHED\"}";
        return new Shown(name(), linkedIn.network(), settings, List.of(
                "curl -i " + headers + "-d '" + post + "' " + server + "/rest/posts",
                "curl -d 'as=ben' -d 'on=POST' -d 'message=Thanks' " + server + "/play",
                "curl -g " + headers + "'" + server + "/rest/organizationalEntityNotifications?q=criteria&organizationalEntity="
                        + "urn%3Ali%3Aorganization%3A" + LinkedInSimulation.ORGANIZATION_ID + "'"));
    }
}
