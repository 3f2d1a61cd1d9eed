/** Tests of reading: golden mails, hostile ones, a fuzzer, and a corpus in which each line is labelled. */
@NullMarked
package org.dialoguehub.mail;

import org.jspecify.annotations.NullMarked;
