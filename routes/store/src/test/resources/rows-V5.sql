INSERT INTO hub_spending (account, month, currency, spent) VALUES ('c1', '2026-06', 'USD', 15000);
INSERT INTO hub_bookings (delivery, attempt, account, month, currency, price) VALUES (1, 1, 'c1', '2026-06', 'USD', 15000);
INSERT INTO hub_allowances (holder, name, covers, remaining, total, until) VALUES ('c1', 'posts', 'SENDING', 3, 100, 1780315200000000);
