/**
 * Run time for those who write connectors: HTTP that never repeats a request, JSON and HTML from strangers. Knows no network; whatever two
 * networks do differently belongs in their connectors.
 */
@NullMarked
package org.dialoguehub.toolkit;

import org.jspecify.annotations.NullMarked;
