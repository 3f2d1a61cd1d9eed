/**
 * Reads mail: any bytes become what was said, by whom and when, in answer to what, with the sender's own words told from all else.
 *
 * <p>For the connector that receives mail and the archive that takes in years of it. Nothing here sends, fetches, stores or asks the time;
 * nothing throws because of what the bytes are, and everything takes time in proportion to their number.
 */
@NullMarked
package org.dialoguehub.mail;

import org.jspecify.annotations.NullMarked;
