package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.dialoguehub.connector.Connector;
import org.junit.jupiter.api.Test;

/** How a hub finds every connector that is not part of it. */
public interface DiscoveryContract extends ConnectorContract {
    @Test
    default void isFoundByTheHub() {
        assertThat(ServiceLoader.load(Connector.class))
                .extracting(found -> found.spec().name())
                .contains(connector().spec().name());
        assertThat(ServiceLoader.load(Connector.class)).hasAtLeastOneElementOfType(connector().getClass());
    }
}
