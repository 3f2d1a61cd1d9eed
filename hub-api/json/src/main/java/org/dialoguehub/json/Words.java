package org.dialoguehub.json;

/** What the writer writes and the reader looks for. */
final class Words {
    static final String ACTIVITY_STREAMS = "https://www.w3.org/ns/activitystreams";
    static final String HUB = "https://dialoguehub.org/ns/";
    static final String PUBLIC = "as:Public";
    static final String ORGANIZATION = "hub:Organization";
    static final String NOTE = "note:";
    static final String EXTERNAL = "external:";
    static final String BLOB = "sha256:";
    static final String PLAIN = "text/plain";

    private Words() {}
}
