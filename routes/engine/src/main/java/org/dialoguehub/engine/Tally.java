package org.dialoguehub.engine;

/**
 * What went through a channel since the hub started.
 *
 * @param received events that were new
 * @param delivered requests that the network answered well
 * @param failures of whatever kind
 */
public record Tally(long received, long delivered, long failures) {}
