-- What signing in left for each channel, encrypted with a key that is not in the database. "until" is in the clear, so that a sign-in that ends
-- soon can be told without the key.

CREATE TABLE hub_vault (
    channel ${text} PRIMARY KEY,
    sealed ${text} NOT NULL,
    until BIGINT
) ${clustered};
