INSERT INTO hub_keys (name, digest, rights, created, expires) VALUES ('anna', 'abab', 'compose', 1780315200000000, NULL);
