/**
 * The promise between the hub and the code that speaks to one network.
 *
 * <p>A {@link Connector} says what is true of its network, and opens a {@link Session}. A session implements one small interface for each
 * capability. Connectors are found by {@link java.util.ServiceLoader}; they try once, never retry, never sleep, and keep no place in a
 * stream: that is the hub's work.
 */
@NullMarked
package org.dialoguehub.connector;

import org.jspecify.annotations.NullMarked;
