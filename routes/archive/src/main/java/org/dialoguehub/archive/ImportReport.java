package org.dialoguehub.archive;

import java.util.List;

/**
 * What an import came to.
 *
 * @param read mails that were read
 * @param kept mails that were new
 * @param known mails that were here already
 * @param reused mails kept although another one has their Message-ID
 * @param guessed replies without threading headers, which were put where they most likely belong
 * @param faults what could not be read; at most {@value #MOST_FAULTS}, the rest is counted
 */
public record ImportReport(long read, long kept, long known, long reused, long guessed, List<Unreadable> faults, long faultsInAll) {
    static final int MOST_FAULTS = 1_000;

    public ImportReport {
        faults = List.copyOf(faults);
    }

    /** Something that could not be read: where it is, and why. */
    public record Unreadable(String path, String name, String reason) {}
}
