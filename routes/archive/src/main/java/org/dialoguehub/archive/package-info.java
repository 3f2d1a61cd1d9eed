/**
 * Years of mail become threads that anyone can find and continue: sources are taken apart, mails kept once, threaded, and indexed for search. What is said
 * in a hub joins them as it is said.
 *
 * <p>The work on what is said now does not belong here: that is the engine's and the feed's. Nor does the reading of one mail, which connectors share.
 */
@NullMarked
package org.dialoguehub.archive;

import org.jspecify.annotations.NullMarked;
