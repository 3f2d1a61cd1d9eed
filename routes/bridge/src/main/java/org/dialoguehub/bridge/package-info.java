/**
 * Makes two channels one dialogue: what is said on one is said on the other, in the same thread. Knows no network; who may read what is the engine's to
 * guard.
 */
@NullMarked
package org.dialoguehub.bridge;

import org.jspecify.annotations.NullMarked;
