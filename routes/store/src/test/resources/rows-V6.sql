INSERT INTO hub_broadcasts (key, version, stage, changed, since, next, author, author_name, author_page, subject, content, first_comment, audience, language, schedule, campaign) VALUES ('gala', 2, 'APPROVED', 1780315200000000, 1780315200000000, NULL, 'hub:club', 'Club', NULL, NULL, 'The gala is over', NULL, '"as:Public"', NULL, 'now', 'gala-2026');
INSERT INTO hub_broadcast_channels (broadcast, place, name) VALUES ('gala', 0, 'customers-x');
INSERT INTO hub_broadcast_words (broadcast, channel, content, overflow) VALUES ('gala', 'customers-x', 'Over!', 'SPLIT');
INSERT INTO hub_broadcast_files (broadcast, place, name, type, size, description, content, inline) VALUES ('gala', 0, 'team.jpg', 'image/jpeg', 3, NULL, 'abababababababababababababababababababababababababababababababab', 0);
INSERT INTO hub_broadcast_tags (broadcast, tag) VALUES ('gala', 'swimming');
INSERT INTO hub_broadcast_steps (broadcast, place, at, who, deed, fingerprint, remark) VALUES ('gala', 0, 1780315200000000, 'anna', 'WRITTEN', 'f1', '');
INSERT INTO hub_broadcast_runs (broadcast, occurrence, slot, at, state, next, reason) VALUES ('gala', 'now', NULL, 1780315200000000, 'DUE', 1780315200000000, '');
