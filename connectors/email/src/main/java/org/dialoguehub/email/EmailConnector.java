package org.dialoguehub.email;

import jakarta.activation.CommandMap;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Session;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;
import org.eclipse.angus.mail.util.MailStreamProvider;

/** Speaks to a mailbox by IMAP and SMTP. */
public final class EmailConnector implements Connector {
    /** A list's mail takes its time: queues, grey-listing, and the list's own work. */
    private static final Duration VISIBLE_AFTER = Duration.ofMinutes(5);

    private static final ConnectorSpec SPEC = new ConnectorSpec(
            "email",
            "E-mail",
            EmailSettings.ALL,
            EnumSet.of(Capability.RECEIVE, Capability.LISTEN, Capability.PUBLISH, Capability.FIND),
            Settling.BY_KEY,
            VISIBLE_AFTER,
            4,
            TextRules.unlimited());

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    static {
        // Else Angus looks for it in all jars of the class path for each part of each mail.
        System.getProperties().putIfAbsent("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
        CommandMap.getDefaultCommandMap();
    }

    @Override
    public Session open(Settings settings, Host host) {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("email-watch").daemon().factory());
        return new EmailSession(EmailSettings.of(settings), host, watch);
    }
}
