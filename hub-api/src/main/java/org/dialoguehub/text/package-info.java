/** What a network can show and how it counts, as values that the hub's general algorithms use. */
@NullMarked
package org.dialoguehub.text;

import org.jspecify.annotations.NullMarked;
