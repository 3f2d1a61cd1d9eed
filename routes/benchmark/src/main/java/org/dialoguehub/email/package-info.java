/** The door to the connector's parser, for measurements alone. */
@NullMarked
package org.dialoguehub.email;

import org.jspecify.annotations.NullMarked;
