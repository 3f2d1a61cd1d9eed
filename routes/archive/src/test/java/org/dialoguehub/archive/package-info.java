@NullMarked
package org.dialoguehub.archive;

import org.jspecify.annotations.NullMarked;
