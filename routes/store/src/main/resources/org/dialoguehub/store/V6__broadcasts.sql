-- What is to be said, from its first draft on: the words and the times, who did what to them, and what became of each time. What was said is
-- in the ledger.
CREATE TABLE hub_broadcasts (
    key ${text} PRIMARY KEY,
    version BIGINT NOT NULL,
    stage ${text} NOT NULL,
    changed BIGINT NOT NULL,
    since BIGINT NOT NULL,
    next BIGINT,
    author ${text} NOT NULL,
    author_name ${text} NOT NULL,
    author_page ${text},
    subject ${text},
    content ${text} NOT NULL,
    first_comment ${text},
    audience ${text} NOT NULL,
    language ${text},
    schedule ${text} NOT NULL,
    campaign ${text}
) ${clustered};

CREATE INDEX hub_broadcasts_stage ON hub_broadcasts (stage, changed);

CREATE INDEX hub_broadcasts_next ON hub_broadcasts (next) WHERE next IS NOT NULL;

CREATE TABLE hub_broadcast_channels (
    broadcast ${text} NOT NULL,
    place INTEGER NOT NULL,
    name ${text} NOT NULL,
    PRIMARY KEY (broadcast, place)
) ${clustered};

CREATE TABLE hub_broadcast_words (
    broadcast ${text} NOT NULL,
    channel ${text} NOT NULL,
    content ${text},
    overflow ${text},
    PRIMARY KEY (broadcast, channel)
) ${clustered};

CREATE TABLE hub_broadcast_files (
    broadcast ${text} NOT NULL,
    place INTEGER NOT NULL,
    name ${text} NOT NULL,
    type ${text} NOT NULL,
    size BIGINT NOT NULL,
    description ${text},
    content ${text} NOT NULL,
    inline INTEGER NOT NULL,
    PRIMARY KEY (broadcast, place)
) ${clustered};

CREATE TABLE hub_broadcast_tags (
    broadcast ${text} NOT NULL,
    tag ${text} NOT NULL,
    PRIMARY KEY (broadcast, tag)
) ${clustered};

CREATE TABLE hub_broadcast_steps (
    broadcast ${text} NOT NULL,
    place INTEGER NOT NULL,
    at BIGINT NOT NULL,
    who ${text} NOT NULL,
    deed ${text} NOT NULL,
    fingerprint ${text} NOT NULL,
    remark ${text} NOT NULL,
    PRIMARY KEY (broadcast, place)
) ${clustered};

CREATE TABLE hub_broadcast_runs (
    broadcast ${text} NOT NULL,
    occurrence ${text} NOT NULL,
    slot ${text},
    at BIGINT NOT NULL,
    state ${text} NOT NULL,
    next BIGINT NOT NULL,
    reason ${text} NOT NULL,
    PRIMARY KEY (broadcast, occurrence)
) ${clustered};

CREATE UNIQUE INDEX hub_broadcast_runs_slot ON hub_broadcast_runs (slot, occurrence) WHERE slot IS NOT NULL;

CREATE INDEX hub_broadcast_runs_due ON hub_broadcast_runs (next, broadcast) WHERE state = 'DUE';

CREATE INDEX hub_broadcast_runs_at ON hub_broadcast_runs (broadcast, at);
