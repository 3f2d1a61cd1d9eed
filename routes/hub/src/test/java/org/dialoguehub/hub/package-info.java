@NullMarked
package org.dialoguehub.hub;

import org.jspecify.annotations.NullMarked;
