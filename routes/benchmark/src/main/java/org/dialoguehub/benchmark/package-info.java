/** Measurements of the hub against peers and limits. No test: nothing here fails because a machine is slow. */
@NullMarked
package org.dialoguehub.benchmark;

import org.jspecify.annotations.NullMarked;
