/** The whole: what no module can say about itself. Nothing here is deployed. */
@NullMarked
package org.dialoguehub.verify;

import org.jspecify.annotations.NullMarked;
