package org.dialoguehub.archive;

import java.util.ArrayList;
import java.util.List;
import org.dialoguehub.archive.ImportReport.Unreadable;

/** Counts what an import came to. For one thread at a time. */
final class Tally {
    private final List<Unreadable> faults = new ArrayList<>();
    private long faultsInAll;
    private long kept;
    private long known;
    private long reused;
    private long guessed;

    void add(Registrar.Entered entered) {
        kept += entered.fresh().size();
        known += entered.known();
        reused += entered.reused();
        guessed += entered.guessed();
    }

    void add(String source, MailSource.Fault fault) {
        faultsInAll++;
        if (faults.size() < ImportReport.MOST_FAULTS) {
            faults.add(new Unreadable(source, fault.name(), fault.reason()));
        }
    }

    long read() {
        return kept + known;
    }

    ImportReport report() {
        return new ImportReport(read(), kept, known, reused, guessed, faults, faultsInAll);
    }
}
