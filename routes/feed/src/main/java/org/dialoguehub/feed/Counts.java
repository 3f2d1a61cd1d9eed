package org.dialoguehub.feed;

/**
 * How much there is in a group.
 *
 * @param threads those begun, whether or not their first note was taken back
 * @param notes those not taken back
 */
public record Counts(long members, long threads, long notes) {}
