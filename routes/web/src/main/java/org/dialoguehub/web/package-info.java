/** The HTTP side of the hub: health, metrics, and what operators do. Pages are in {@code routes/console}. */
@NullMarked
package org.dialoguehub.web;

import org.jspecify.annotations.NullMarked;
