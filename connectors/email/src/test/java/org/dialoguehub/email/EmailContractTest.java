package org.dialoguehub.email;

import org.dialoguehub.connector.Connector;
import org.dialoguehub.testkit.DiscoveryContract;
import org.dialoguehub.testkit.FinderContract;
import org.dialoguehub.testkit.ListenerContract;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.PublisherContract;
import org.dialoguehub.testkit.ReceiverContract;
import org.dialoguehub.testkit.SettingsContract;

class EmailContractTest
        implements
            ReceiverContract,
            ListenerContract,
            PublisherContract,
            FinderContract,
            SettingsContract,
            DiscoveryContract {
    @Override
    public Connector connector() {
        return new EmailConnector();
    }

    @Override
    public NetworkUnderTest network() {
        return new MailNetwork();
    }
}
