-- What the engine must not forget: what it has taken in, where it stands in each stream, what it knows of each note, what is still to be
-- seen by each subscription, and everything that was or is to be sent.
--
-- Times are microseconds since 1970-01-01T00:00Z. Activities and audiences are JSON as hub-json writes it in its compact form.

-- The hub that works on these data. The lease says until when it is surely alive; the epoch counts the lives. One row; more when several
-- hubs share the work.
CREATE TABLE hub_owner (
    id INTEGER PRIMARY KEY,
    owner ${text} NOT NULL,
    lease BIGINT NOT NULL,
    epoch BIGINT NOT NULL
);

INSERT INTO hub_owner (id, owner, lease, epoch) VALUES (1, '', 0, 0);

-- Texts too long for an index: their digest stands where the text would.
CREATE TABLE hub_long_texts (
    digest ${text} PRIMARY KEY,
    text ${text} NOT NULL
);

CREATE TABLE hub_channels (
    id ${text} PRIMARY KEY,
    name ${text} NOT NULL UNIQUE
) ${clustered};

-- Pauses are not columns of hub_channels: networks are paused for channels that no setting names any more, too.
CREATE TABLE hub_pauses (
    channel ${text} PRIMARY KEY,
    until BIGINT NOT NULL,
    reason ${text} NOT NULL
) ${clustered};

CREATE TABLE hub_cursors (
    channel ${text} PRIMARY KEY,
    cursor ${text} NOT NULL
) ${clustered};

CREATE TABLE hub_inbox (
    sequence ${number},
    channel ${text} NOT NULL,
    key ${text} NOT NULL,
    at BIGINT NOT NULL,
    note ${text} NOT NULL,
    thread ${text} NOT NULL,
    marks ${text} NOT NULL,
    raw ${text},
    activity ${text} NOT NULL,
    UNIQUE (channel, key)
);

CREATE INDEX hub_inbox_latest ON hub_inbox (channel, sequence);

CREATE TABLE hub_notes (
    place ${number},
    id ${text} NOT NULL UNIQUE,
    thread ${text} NOT NULL,
    parent ${text},
    state ${text} NOT NULL,
    audience ${text} NOT NULL,
    content BIGINT,
    fingerprint ${text} NOT NULL
);

CREATE INDEX hub_notes_thread ON hub_notes (thread, place);

CREATE TABLE hub_copies (
    place ${number},
    note ${text} NOT NULL,
    channel ${text} NOT NULL,
    id ${text} NOT NULL,
    part INTEGER NOT NULL,
    url ${text},
    UNIQUE (channel, id)
);

CREATE INDEX hub_copies_note ON hub_copies (note, channel);

CREATE TABLE hub_subscriptions (
    name ${text} PRIMARY KEY,
    channel ${text} NOT NULL
) ${clustered};

CREATE TABLE hub_queue (
    subscription ${text} NOT NULL REFERENCES hub_subscriptions (name),
    sequence BIGINT NOT NULL,
    thread ${text} NOT NULL,
    attempts INTEGER NOT NULL,
    next BIGINT NOT NULL,
    dead INTEGER NOT NULL,
    reason ${text} NOT NULL,
    PRIMARY KEY (subscription, sequence)
) ${clustered};

-- Few: what was tried in vain and waits, and holds up its thread.
CREATE INDEX hub_queue_later ON hub_queue (subscription, thread, sequence) WHERE next > 0 AND dead = 0;

CREATE INDEX hub_queue_dead ON hub_queue (sequence) WHERE dead = 1;

-- "alive" is 1 while the delivery holds up those behind it in its thread; "head" is 1 for the first of these if it is still to be sent. So what
-- is due is found without a look at what waits behind or is done.
CREATE TABLE hub_ledger (
    id ${number},
    source BIGINT NOT NULL,
    rule ${text} NOT NULL,
    channel ${text} NOT NULL,
    action ${text} NOT NULL,
    part INTEGER NOT NULL,
    note ${text} NOT NULL,
    thread ${text} NOT NULL,
    token ${text} NOT NULL,
    fingerprint ${text} NOT NULL,
    planned BIGINT NOT NULL,
    deadline BIGINT NOT NULL,
    state ${text} NOT NULL,
    next BIGINT NOT NULL,
    attempt INTEGER NOT NULL,
    looks INTEGER NOT NULL,
    epoch BIGINT NOT NULL,
    armed BIGINT,
    ready ${text},
    expected ${text},
    published_id ${text},
    published_url ${text},
    published_at BIGINT,
    proof ${text},
    reason ${text} NOT NULL,
    version BIGINT NOT NULL,
    alive INTEGER NOT NULL,
    head INTEGER NOT NULL,
    activity ${text} NOT NULL,
    UNIQUE (source, rule, channel, action, part)
);

CREATE INDEX hub_ledger_note ON hub_ledger (note, channel);

CREATE INDEX hub_ledger_state ON hub_ledger (state, id);

CREATE INDEX hub_ledger_lane ON hub_ledger (channel, thread, id) WHERE alive = 1;

CREATE INDEX hub_ledger_deadline ON hub_ledger (deadline, id) WHERE alive = 1;

CREATE INDEX hub_ledger_head ON hub_ledger (channel, id) WHERE head = 1;

CREATE INDEX hub_ledger_next ON hub_ledger (channel, next) WHERE head = 1;

CREATE INDEX hub_ledger_doubt ON hub_ledger (channel, next) WHERE state = 'UNCERTAIN';

CREATE INDEX hub_ledger_text ON hub_ledger (channel, fingerprint) WHERE state IN ('ARMED', 'UNCERTAIN');

CREATE INDEX hub_ledger_expected ON hub_ledger (channel, expected) WHERE expected IS NOT NULL;

CREATE TABLE hub_grants (
    audience ${text} NOT NULL,
    channel ${text} NOT NULL,
    allowed_by ${text} NOT NULL,
    at BIGINT NOT NULL,
    reason ${text} NOT NULL,
    PRIMARY KEY (audience, channel)
) ${clustered};

-- Small bytes stand here; those of big ones in a file, and only their size here.
CREATE TABLE hub_blobs (
    id ${text} PRIMARY KEY,
    size BIGINT NOT NULL,
    content ${bytes}
);
