package org.dialoguehub.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.engine.Vault;
import org.dialoguehub.model.ChannelId;

record SqlVault(Sql sql) implements Vault {
    @Override
    public Optional<Sealed> find(ChannelId channel) {
        return sql.first(SqlVault::sealed, "SELECT sealed, until FROM hub_vault WHERE channel = ?", channel);
    }

    @Override
    public boolean replace(ChannelId channel, Optional<Sealed> expected, Sealed next) {
        return expected
                .map(before -> sql.update(
                        "UPDATE hub_vault SET sealed = ?, until = ? WHERE channel = ? AND sealed = ?",
                        next.text(),
                        next.until(),
                        channel,
                        before.text()))
                .orElseGet(() -> sql.update(
                        "INSERT INTO hub_vault (channel, sealed, until) VALUES (?, ?, ?) ON CONFLICT (channel) DO NOTHING",
                        channel,
                        next.text(),
                        next.until())) == 1;
    }

    @Override
    public Map<ChannelId, Sealed> all() {
        var all = new HashMap<ChannelId, Sealed>();
        sql.list(row -> all.put(new ChannelId(row.name()), sealed(row)), "SELECT channel, sealed, until FROM hub_vault");
        return all;
    }

    private static Sealed sealed(Row row) throws SQLException {
        return new Sealed(row.text(), row.optionalTime());
    }
}
