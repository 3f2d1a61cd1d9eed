-- The hubs that an event had passed through when it came, so that it can be told to the next one: two hubs that both carry notes between the
-- same two places would else carry them in a circle. Few events have any.

CREATE TABLE hub_hops (
    sequence BIGINT PRIMARY KEY,
    hubs ${text} NOT NULL
);
