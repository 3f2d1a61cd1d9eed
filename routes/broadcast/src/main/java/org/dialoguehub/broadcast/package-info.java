/**
 * What is said once and goes out on many channels: when, and as what. Knows no network and keeps nothing: time, what is taken and what was
 * sent come in.
 */
@NullMarked
package org.dialoguehub.broadcast;

import org.jspecify.annotations.NullMarked;
