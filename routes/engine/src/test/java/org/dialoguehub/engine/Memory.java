package org.dialoguehub.engine;

import java.util.Map;
import org.dialoguehub.engine.MemoryBlobs.Bytes;
import org.dialoguehub.model.BlobId;

/** Everything that a {@link MemoryStore} keeps from one life to the next. */
record Memory(
        Journal journal,
        MemoryBlobs blobs,
        Channels channels,
        Cursors cursors,
        Inbox inbox,
        Notes notes,
        Copies copies,
        Queue queue,
        Ledger ledger,
        Grants grants,
        Vault vault,
        Keys keys,
        Spending spending,
        Allowances allowances)
        implements
            Transaction {
    Memory() {
        this(new Journal());
    }

    private Memory(Journal journal) {
        this(
                journal,
                new MemoryBlobs(journal),
                new MemoryChannels(journal),
                new MemoryCursors(journal),
                new MemoryInbox(journal),
                new MemoryNotes(journal),
                new MemoryCopies(journal),
                new MemoryQueue(journal),
                new MemoryLedger(journal),
                new MemoryGrants(journal),
                new MemoryVault(journal),
                new MemoryKeys(journal),
                new MemorySpending(journal),
                new MemoryAllowances(journal));
    }

    @Override
    public void keep(Staging staging) {
        if (!(staging instanceof MemoryStaging mine)) {
            throw new IllegalArgumentException("This staging belongs to another store");
        }
        Map<BlobId, Bytes> staged = mine.staged();
        blobs.keep(staged);
        journal.afterwards(() -> mine.forget(staged.keySet()));
    }
}
