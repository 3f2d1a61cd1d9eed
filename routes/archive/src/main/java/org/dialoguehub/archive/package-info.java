/**
 * Years of mail become threads that anyone can find and continue: sources are taken apart, mails kept once, threaded, and indexed for search.
 *
 * <p>What is said now does not belong here: that is the feed's. Nor does the reading of one mail, which connectors share.
 */
@NullMarked
package org.dialoguehub.archive;

import org.jspecify.annotations.NullMarked;
