package org.dialoguehub.console;

/** What an element is made of: attributes, and what stands between its tags. */
sealed interface Part permits Attribute, Html {}
