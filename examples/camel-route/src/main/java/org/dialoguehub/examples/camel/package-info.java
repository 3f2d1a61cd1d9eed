/** The hub in a Camel context of your own. */
@NullMarked
package org.dialoguehub.examples.camel;

import org.jspecify.annotations.NullMarked;
