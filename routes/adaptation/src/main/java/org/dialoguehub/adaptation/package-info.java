/**
 * Says a note the way a network can show it: forms that it lacks become plain characters, a text too long for it becomes a thread or is shortened, and what
 * could not be kept is told. Pure: no clock, no network, no store. Knows networks by their {@link org.dialoguehub.text.TextRules} only.
 */
@NullMarked
package org.dialoguehub.adaptation;

import org.jspecify.annotations.NullMarked;
