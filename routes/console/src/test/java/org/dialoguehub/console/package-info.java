/** Tests of the pages. */
@NullMarked
package org.dialoguehub.console;

import org.jspecify.annotations.NullMarked;
