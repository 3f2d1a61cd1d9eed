/**
 * The networks, simulated on the loopback address, and the faults that real ones show.
 *
 * <p>Here belong the kernel (clock, faults at the socket, journal, posts, tokens, quotas), the TCP proxy for mail, and one public class for
 * each simulated network. A network is written from its official description, as a second opinion: nothing of the hub is imported here,
 * and no connector code is shared with it.
 */
@NullMarked
package org.dialoguehub.sandbox;

import org.jspecify.annotations.NullMarked;
