/**
 * Receives, deduplicates, threads, routes, delivers and settles: each message exactly once.
 *
 * <p>What a message says, and what a network wants, is none of its business. It owns the ports {@link org.dialoguehub.engine.Store},
 * {@link org.dialoguehub.engine.Inbox}, {@link org.dialoguehub.engine.Ledger} and so on, and their contracts; a store implements them.
 * Everything it does is a step that can be called and tested by itself; threads only repeat the steps.
 */
@NullMarked
package org.dialoguehub.engine;

import org.jspecify.annotations.NullMarked;
