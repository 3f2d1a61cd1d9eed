/**
 * The notice board: notices of plain text, answers, and likes with any emoji.
 *
 * <p>Its description is {@code noticeboard/openapi.yaml} in the sandbox. An account signs in with a bearer token. Everything that happens is an
 * event with a number that only grows, so one stream tells of notices, edits, deletions and likes, our own among them. A notice has 1 to 500
 * Unicode code points; there are no subjects, pictures or marks of any kind.
 *
 * <p>Quirks: it may honour an {@code Idempotency-Key} for an hour, but does not promise to, so that a lost answer is settled by reading. Some
 * boards refuse to let an account say the same again (409). It tells no page where people could see a notice.
 */
@NullMarked
package org.dialoguehub.template;

import org.jspecify.annotations.NullMarked;
