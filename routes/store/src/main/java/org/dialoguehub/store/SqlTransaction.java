package org.dialoguehub.store;

import org.dialoguehub.engine.Allowances;
import org.dialoguehub.engine.Channels;
import org.dialoguehub.engine.Copies;
import org.dialoguehub.engine.Cursors;
import org.dialoguehub.engine.Grants;
import org.dialoguehub.engine.Inbox;
import org.dialoguehub.engine.Keys;
import org.dialoguehub.engine.Ledger;
import org.dialoguehub.engine.Notes;
import org.dialoguehub.engine.Queue;
import org.dialoguehub.engine.Spending;
import org.dialoguehub.engine.Staging;
import org.dialoguehub.engine.Transaction;
import org.dialoguehub.engine.Vault;
import org.dialoguehub.json.ActivityJson;

record SqlTransaction(Sql sql, ActivityJson json, Activities activities) implements Transaction {
    @Override
    public Channels channels() {
        return new SqlChannels(sql);
    }

    @Override
    public Cursors cursors() {
        return new SqlCursors(sql);
    }

    @Override
    public Inbox inbox() {
        return new SqlInbox(sql, json);
    }

    @Override
    public Notes notes() {
        return new SqlNotes(sql, json);
    }

    @Override
    public Copies copies() {
        return new SqlCopies(sql);
    }

    @Override
    public Queue queue() {
        return new SqlQueue(sql);
    }

    @Override
    public Ledger ledger() {
        return new SqlLedger(sql, activities);
    }

    @Override
    public Grants grants() {
        return new SqlGrants(sql, json);
    }

    @Override
    public Vault vault() {
        return new SqlVault(sql);
    }

    @Override
    public Keys keys() {
        return new SqlKeys(sql);
    }

    @Override
    public Spending spending() {
        return new SqlSpending(sql);
    }

    @Override
    public Allowances allowances() {
        return new SqlAllowances(sql);
    }

    @Override
    public void keep(Staging staging) {
        if (!(staging instanceof SqlStaging ours)) {
            throw new IllegalArgumentException("A staging of another store: " + staging);
        }
        ours.keep(sql);
    }
}
