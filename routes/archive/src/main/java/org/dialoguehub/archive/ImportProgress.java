package org.dialoguehub.archive;

/**
 * How far an import is.
 *
 * @param mails read and kept or known
 * @param bytes of the sources that were read, as they stand on the disk
 * @param ofBytes in all
 */
public record ImportProgress(long mails, long bytes, long ofBytes) {}
