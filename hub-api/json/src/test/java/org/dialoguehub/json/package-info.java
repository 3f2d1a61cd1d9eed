@NullMarked
package org.dialoguehub.json;

import org.jspecify.annotations.NullMarked;
