-- The internal feed: its groups and people, and what they say. Each text stands once, in hub_feed_versions; notes and changes point to it, so
-- that years of notes take the room of one copy.

-- "sequence" is the number of the last change in the group. It is taken from here so that changes become visible in the order of their numbers.
CREATE TABLE hub_feed_groups (
    id ${text} PRIMARY KEY,
    name ${text} NOT NULL,
    kind ${text} NOT NULL,
    created BIGINT NOT NULL,
    sequence BIGINT NOT NULL
) ${clustered};

CREATE TABLE hub_feed_accounts (
    id ${text} PRIMARY KEY,
    name ${text} NOT NULL
) ${clustered};

-- All accounts of a person, that on the feed included.
CREATE TABLE hub_feed_identities (
    identity ${text} PRIMARY KEY,
    account ${text} NOT NULL REFERENCES hub_feed_accounts (id)
) ${clustered};

CREATE INDEX hub_feed_identities_account ON hub_feed_identities (account);

CREATE TABLE hub_feed_members (
    group_id ${text} NOT NULL REFERENCES hub_feed_groups (id),
    account ${text} NOT NULL REFERENCES hub_feed_accounts (id),
    role ${text} NOT NULL,
    PRIMARY KEY (group_id, account)
) ${clustered};

CREATE INDEX hub_feed_members_account ON hub_feed_members (account);

CREATE TABLE hub_feed_notes (
    id ${text} PRIMARY KEY,
    group_id ${text} NOT NULL REFERENCES hub_feed_groups (id),
    thread ${text} NOT NULL,
    depth INTEGER NOT NULL,
    sequence BIGINT NOT NULL,
    version INTEGER NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    deleted INTEGER NOT NULL
) ${clustered};

CREATE INDEX hub_feed_notes_thread ON hub_feed_notes (thread, sequence);

CREATE INDEX hub_feed_notes_group ON hub_feed_notes (group_id, deleted);

-- What a note says and said, as an update by whoever wrote it. Of a note taken back there is one: its tombstone.
CREATE TABLE hub_feed_versions (
    note ${text} NOT NULL REFERENCES hub_feed_notes (id),
    number INTEGER NOT NULL,
    activity ${text} NOT NULL,
    PRIMARY KEY (note, number)
);

CREATE TABLE hub_feed_threads (
    id ${text} PRIMARY KEY,
    group_id ${text} NOT NULL REFERENCES hub_feed_groups (id),
    replies INTEGER NOT NULL,
    last BIGINT NOT NULL
) ${clustered};

CREATE INDEX hub_feed_threads_last ON hub_feed_threads (group_id, last);

CREATE TABLE hub_feed_likes (
    note ${text} NOT NULL REFERENCES hub_feed_notes (id),
    account ${text} NOT NULL,
    emoji ${text} NOT NULL,
    PRIMARY KEY (note, account, emoji)
) ${clustered};

-- A change is either a version of the note or an activity of its own.
CREATE TABLE hub_feed_changes (
    group_id ${text} NOT NULL REFERENCES hub_feed_groups (id),
    sequence BIGINT NOT NULL,
    origin ${text} NOT NULL,
    note ${text} NOT NULL,
    version INTEGER,
    activity ${text},
    PRIMARY KEY (group_id, sequence)
);

CREATE INDEX hub_feed_changes_note ON hub_feed_changes (note);
