-- What was said in years before, apart from what the hub works with now: filled in bulk, hardly ever changed, and larger than all the rest.
CREATE TABLE messages (
    number INTEGER PRIMARY KEY,
    node INTEGER NOT NULL,
    high INTEGER NOT NULL,
    low INTEGER NOT NULL,
    words INTEGER NOT NULL,
    block INTEGER NOT NULL,
    at INTEGER NOT NULL,
    length INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    flags INTEGER NOT NULL
);

-- A Message-ID that somebody spoke of, by the first 64 bits of its digest. The parent is what mails say; hand and adopted are what a person decided.
CREATE TABLE nodes (
    id INTEGER PRIMARY KEY,
    parent INTEGER NOT NULL,
    sure INTEGER NOT NULL,
    hand INTEGER NOT NULL,
    adopted INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    message INTEGER NOT NULL
);
CREATE INDEX nodes_of_thread ON nodes (thread);

CREATE TABLE threads (id INTEGER PRIMARY KEY, size INTEGER NOT NULL);

-- The last thread of each subject that was not a reply, for replies of programs that send no References.
CREATE TABLE subjects (digest INTEGER PRIMARY KEY, message INTEGER NOT NULL);

-- Groups are who may read; tags are the folders and lists that a mail was in.
CREATE TABLE labels (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, open INTEGER NOT NULL, UNIQUE (kind, name));
CREATE TABLE labelled (message INTEGER NOT NULL, label INTEGER NOT NULL, PRIMARY KEY (message, label)) WITHOUT ROWID;
CREATE INDEX labelled_by ON labelled (label, message);

-- Mails whose labels changed after they were indexed.
CREATE TABLE unindexed (message INTEGER PRIMARY KEY);

-- How far each file or folder was read into a group; what it looked like then tells whether it has changed.
CREATE TABLE sources (
    path TEXT NOT NULL,
    label INTEGER NOT NULL,
    place TEXT NOT NULL,
    complete INTEGER NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    PRIMARY KEY (path, label)
) WITHOUT ROWID;

CREATE TABLE faults (path TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (path, name)) WITHOUT ROWID;

-- Decisions by hand, in their order; the newest one that stands can be undone.
CREATE TABLE edits (id INTEGER PRIMARY KEY, node INTEGER NOT NULL, kind TEXT NOT NULL, adopted INTEGER NOT NULL, by_whom TEXT NOT NULL,
    decided INTEGER NOT NULL, undone INTEGER NOT NULL);

-- Up to which byte the packs are known.
CREATE TABLE packed (one INTEGER PRIMARY KEY CHECK (one = 1), address INTEGER NOT NULL);
INSERT INTO packed VALUES (1, 0);
