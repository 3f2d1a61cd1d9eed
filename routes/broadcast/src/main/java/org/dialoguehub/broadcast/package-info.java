/**
 * Say it once, on every channel: what is composed, how each network will show it, and what became of it. Knows the engine and no network; sends nothing by
 * itself but what the engine's ledger holds.
 */
@NullMarked
package org.dialoguehub.broadcast;

import org.jspecify.annotations.NullMarked;
