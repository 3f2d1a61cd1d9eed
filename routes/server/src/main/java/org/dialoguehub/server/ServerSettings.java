package org.dialoguehub.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dialoguehub.broadcast.BroadcastSettings;
import org.dialoguehub.engine.Keyring;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.hub.KeyFile;
import org.dialoguehub.hub.Surroundings;

/**
 * All that the settings file says.
 *
 * @param data the folder for all that the hub must not forget
 * @param routes the folder with the operator's own Camel routes; need not be there
 * @param address to listen on
 * @param port to listen on; 0 takes any that is free
 * @param broadcast for what is said on many channels
 * @param archive whether what is said goes into the archive
 * @param keyFile with the keys of sign-ins, if that is not the usual one
 */
record ServerSettings(HubSettings hub, Path data, Path routes, String address, int port, Optional<Path> keyFile,
        BroadcastSettings broadcast, boolean archive) {
    /** Where the keys of sign-ins are, unless the environment holds them. */
    KeyFile keyFile(RandomGenerator random) {
        return new KeyFile(keyFile.orElseGet(KeyFile::usual), random);
    }

    /** What is around a hub with these settings. */
    Surroundings around(Surroundings usual) {
        var keys = KeyFile.standard(System.getenv(), keyFile(usual.random()));
        return usual.with(new Keyring(keys, usual.random()));
    }
}
