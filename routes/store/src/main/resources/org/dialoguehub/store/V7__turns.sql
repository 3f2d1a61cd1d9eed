-- Answers and corrections go before what is said to all, and no long broadcast holds up a short one: "turn" says which of the deliveries that
-- are due is the first. What was planned before this has the turn of a first part said to all.
ALTER TABLE hub_ledger ADD COLUMN turn INTEGER NOT NULL DEFAULT 1000;

CREATE INDEX hub_ledger_turn ON hub_ledger (channel, turn, id) WHERE head = 1;

DROP INDEX hub_ledger_head;
