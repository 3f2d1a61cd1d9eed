package org.dialoguehub.examples.camel;

import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.dialoguehub.hub.Hub;

/** Starts the hub after the routes, which so miss nothing, and closes it after they have stopped. */
final class HubLife extends MainListenerSupport {
    private final Hub hub;

    HubLife(Hub hub) {
        this.hub = hub;
    }

    @Override
    public void afterStart(BaseMainSupport camel) {
        hub.start();
    }

    @Override
    public void afterStop(BaseMainSupport camel) {
        hub.close();
    }
}
