/** What people say to each other, in the words of ActivityStreams 2.0. */
@NullMarked
package org.dialoguehub.model;

import org.jspecify.annotations.NullMarked;
