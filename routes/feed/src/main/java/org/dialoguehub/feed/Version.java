package org.dialoguehub.feed;

import java.time.Instant;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Note;

/**
 * What a note said at one time.
 *
 * @param number 1 for the first
 * @param by who wrote this version
 * @param at since when the note said this, by the clock of whoever wrote it
 */
public record Version(int number, Actor by, Instant at, Note note) {}
