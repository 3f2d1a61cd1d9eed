-- The keys by which colleagues and programs are known. Of a key only the digest is kept: who reads the database can show none of them.
CREATE TABLE hub_keys (
    name ${text} PRIMARY KEY,
    digest ${text} NOT NULL UNIQUE,
    rights ${text} NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT
) ${clustered};
