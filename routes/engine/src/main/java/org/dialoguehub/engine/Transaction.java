package org.dialoguehub.engine;

/** What can be read and changed together. Valid only inside the {@link Store.Work} that it was given to. */
public interface Transaction {
    Channels channels();

    Cursors cursors();

    Inbox inbox();

    Notes notes();

    Copies copies();

    Queue queue();

    Ledger ledger();

    Grants grants();

    Vault vault();

    Keys keys();

    Spending spending();

    Allowances allowances();

    /** Makes durable, with this transaction, what was put into the staging so far. */
    void keep(Staging staging);
}
