@NullMarked
package org.dialoguehub.server;

import org.jspecify.annotations.NullMarked;
