/**
 * The pages that people look at in a browser. Whatever a page shows comes from the engine's use cases, for a {@link org.dialoguehub.engine.Principal}; health,
 * metrics and the doors for programs are in {@code routes/web}.
 */
@NullMarked
package org.dialoguehub.console;

import org.jspecify.annotations.NullMarked;
