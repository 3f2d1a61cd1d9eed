package org.dialoguehub.hub;

/**
 * What came of trying a channel.
 *
 * @param word one line for the operator: what was seen, or what is wrong and the way out
 */
public record ChannelCheck(String channel, boolean well, String word) {}
