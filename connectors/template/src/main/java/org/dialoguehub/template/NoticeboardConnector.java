package org.dialoguehub.template;

import java.time.Duration;
import java.util.Set;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Session;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;
import org.dialoguehub.toolkit.Http;

/** Speaks to a notice board. */
public final class NoticeboardConnector implements Connector {
    static final int MOST_CHARACTERS = 500;

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                "noticeboard",
                "Notice board",
                NoticeboardSettings.ALL,
                Set.of(Capability.RECEIVE, Capability.PUBLISH, Capability.FIND, Capability.EDIT, Capability.DELETE, Capability.REACT),
                Settling.BY_READING,
                Duration.ofSeconds(30),
                4,
                TextRules.plain(MOST_CHARACTERS));
    }

    @Override
    public Session open(Settings settings, Host host) {
        Http http = Http.to(settings.get(NoticeboardSettings.SERVER), host)
                .bearing(settings.get(NoticeboardSettings.TOKEN))
                .meaning(NoticeboardApi::meaning);
        var translator = new NoticeboardTranslator(settings.get(NoticeboardSettings.SERVER).getHost(), host.audience());
        return new NoticeboardSession(new NoticeboardApi(http), translator, host, settings.get(NoticeboardSettings.PAGE_SIZE));
    }
}
