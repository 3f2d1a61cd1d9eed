/** What users may set: declared once, checked at the start, and shown by every form and page from the same list. */
@NullMarked
package org.dialoguehub.settings;

import org.jspecify.annotations.NullMarked;
