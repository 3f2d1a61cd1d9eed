@NullMarked
package org.dialoguehub.store;

import org.jspecify.annotations.NullMarked;
