@NullMarked
package org.dialoguehub.examples.camel;

import org.jspecify.annotations.NullMarked;
