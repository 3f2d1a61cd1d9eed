INSERT INTO hub_hops (sequence, hubs) VALUES (1, 'hub.example.org');
