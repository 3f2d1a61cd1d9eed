/** The standalone hub and its command line: reads the settings file, wires everything, and runs until it is told to stop. Decides nothing about messages. */
@NullMarked
package org.dialoguehub.server;

import org.jspecify.annotations.NullMarked;
