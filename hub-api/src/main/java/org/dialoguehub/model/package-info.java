/**
 * What people say to each other, in the words of ActivityStreams 2.0. Values only: nothing here knows a network, a store or a thread.
 */
@NullMarked
package org.dialoguehub.model;

import org.jspecify.annotations.NullMarked;
