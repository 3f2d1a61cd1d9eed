-- What hangs on mails, each content once, by the first 128 bits of its digest.
CREATE TABLE contents (high INTEGER NOT NULL, low INTEGER NOT NULL, block INTEGER NOT NULL, PRIMARY KEY (high, low)) WITHOUT ROWID;

-- Where in a mail a content stood in base64, in lines of so many characters.
CREATE TABLE cuts (message INTEGER NOT NULL, at INTEGER NOT NULL, high INTEGER NOT NULL, low INTEGER NOT NULL, line INTEGER NOT NULL,
    crlf INTEGER NOT NULL, PRIMARY KEY (message, at)) WITHOUT ROWID;
