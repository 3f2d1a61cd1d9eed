package org.dialoguehub.server;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Lucene says at each start that it could be faster with a module that is not final. */
final class LuceneLog {
    /** Held, as a logger nobody holds forgets its level. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene.internal.vectorization");

    private LuceneLog() {}

    static void hush() {
        LUCENE.setLevel(Level.SEVERE);
    }
}
