package org.dialoguehub.server;

import java.nio.file.Path;
import org.dialoguehub.hub.HubSettings;

/**
 * All that the settings file says.
 *
 * @param data the folder for all that the hub must not forget
 * @param routes the folder with the operator's own Camel routes; need not be there
 * @param address to listen on
 * @param port to listen on; 0 takes any that is free
 */
record ServerSettings(HubSettings hub, Path data, Path routes, String address, int port) {}
