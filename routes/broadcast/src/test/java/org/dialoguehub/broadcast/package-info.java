@NullMarked
package org.dialoguehub.broadcast;

import org.jspecify.annotations.NullMarked;
