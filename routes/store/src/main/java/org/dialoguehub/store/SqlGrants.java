package org.dialoguehub.store;

import java.util.List;
import org.dialoguehub.engine.Grants;
import org.dialoguehub.json.ActivityJson;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;

/** Audiences are compared as text: equal ones are written alike. */
record SqlGrants(Sql sql, ActivityJson json) implements Grants {
    @Override
    public void add(Grant grant) {
        sql.update(
                """
                INSERT INTO hub_grants (audience, channel, allowed_by, at, reason) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (audience, channel) DO NOTHING""",
                new Sql.Name(json.compact(grant.of())),
                grant.to(),
                grant.by(),
                grant.at(),
                grant.reason());
    }

    @Override
    public void remove(Audience of, ChannelId to) {
        sql.update("DELETE FROM hub_grants WHERE audience = ? AND channel = ?", new Sql.Name(json.compact(of)), to);
    }

    @Override
    public List<Grant> all() {
        return sql.list(
                row -> new Grant(
                        json.readAudience(row.name()), new ChannelId(row.name()), row.text(), row.time(), row.text()),
                "SELECT audience, channel, allowed_by, at, reason FROM hub_grants ORDER BY at");
    }
}
