/** Tests of {@code hub:} and of the connector {@code camel}, each in a Camel context of its own. */
@NullMarked
package org.dialoguehub.camel;

import org.jspecify.annotations.NullMarked;
