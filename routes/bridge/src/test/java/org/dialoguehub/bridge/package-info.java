@NullMarked
package org.dialoguehub.bridge;

import org.jspecify.annotations.NullMarked;
