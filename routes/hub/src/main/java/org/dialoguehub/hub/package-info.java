/**
 * The hub to embed: turns settings into an engine with its channels, feed and bridges, on a store. Wires, and decides nothing else. Has no server and no
 * command line: those are in {@code routes/server}.
 */
@NullMarked
package org.dialoguehub.hub;

import org.jspecify.annotations.NullMarked;
