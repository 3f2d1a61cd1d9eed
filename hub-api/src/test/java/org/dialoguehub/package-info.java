/** What the module promises as a whole; the tests of one type stand in its own package. */
@NullMarked
package org.dialoguehub;

import org.jspecify.annotations.NullMarked;
