@NullMarked
package org.dialoguehub.examples.embedded;

import org.jspecify.annotations.NullMarked;
