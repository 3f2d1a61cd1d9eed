/** The hub in plain Java: open, subscribe, send. */
@NullMarked
package org.dialoguehub.examples.embedded;

import org.jspecify.annotations.NullMarked;
