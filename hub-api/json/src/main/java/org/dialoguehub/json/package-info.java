/**
 * The model as ActivityStreams 2.0 JSON: for rows of a database, for files that tests compare, for those who speak to the hub in JSON. What the
 * JSON of a network looks like is the business of its connector.
 */
@NullMarked
package org.dialoguehub.json;

import org.jspecify.annotations.NullMarked;
