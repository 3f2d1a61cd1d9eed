package org.dialoguehub.archive;

import java.util.Set;

/**
 * A mail as it goes into the index.
 *
 * @param quoting whether what it quotes is found by it, as the mail that is quoted is not here
 */
record Indexed(long number, Letter letter, boolean quoting, Set<String> groups, Set<String> tags) {}
