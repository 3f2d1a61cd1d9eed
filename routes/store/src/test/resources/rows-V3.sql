INSERT INTO hub_vault (channel, sealed, until) VALUES ('c1', 'k1:sealed', 1780315200000000);
