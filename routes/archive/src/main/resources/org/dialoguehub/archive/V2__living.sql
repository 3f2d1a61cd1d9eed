-- What the hub works with now, by its own id, and where it stands here. So an answer stands below what it answers, on whatever network either was said.
CREATE TABLE notes (note TEXT PRIMARY KEY, node INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX notes_of ON notes (node);
