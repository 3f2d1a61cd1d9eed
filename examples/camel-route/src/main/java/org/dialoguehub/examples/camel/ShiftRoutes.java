package org.dialoguehub.examples.camel;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.dialoguehub.camel.HubHeaders;

/** Mails about shifts go to the feed; a notice that somebody drops into a folder goes out as a mail, once under its name. */
final class ShiftRoutes extends RouteBuilder {
    @Override
    public void configure() {
        from("hub:parents-mail").routeId("shifts-to-feed")
                .filter(header(HubHeaders.MARKS).isNull())
                .filter(bodyAs(String.class).regex("(?is).*\\bshifts?\\b.*"))
                .to("hub:parents");

        from("file:{{notices}}").routeId("notices-to-mail")
                .setHeader(HubHeaders.KEY, header(Exchange.FILE_NAME))
                .setHeader(HubHeaders.SUBJECT, constant("Notice"))
                .to("hub:parents-mail");
    }
}
