package org.dialoguehub.archive;

/** In which form mails leave the archive. */
public enum ExportForm {
    /** An mbox of the kind mboxrd. */
    MBOX,
    /** An object of ActivityStreams 2.0 in each line of JSON. */
    JSON,
    /** A folder of pages. */
    SITE
}
