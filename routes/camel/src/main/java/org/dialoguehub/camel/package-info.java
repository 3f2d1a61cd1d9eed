/**
 * The hub in Camel: the component {@code hub:}, its type converters, and the connector {@code camel}, which makes any Camel endpoint a channel.
 *
 * <p>Camel carries here; what becomes of an activity is decided in the engine, which has never heard of an exchange. No settings of channels belong here:
 * an endpoint is a channel's name.
 */
@NullMarked
package org.dialoguehub.camel;

import org.jspecify.annotations.NullMarked;
