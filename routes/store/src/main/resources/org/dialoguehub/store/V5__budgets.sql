-- What deliveries and reading have cost each account in each month (UTC), so that a limit can be kept without a look at the ledger; what each
-- attempt has added to it, so that it is given back once if nothing happened; and how much of their quotas the networks still grant.
--
-- Money is in millionths of the unit of its currency.
CREATE TABLE hub_spending (
    account ${text} NOT NULL,
    month ${text} NOT NULL,
    currency ${text} NOT NULL,
    spent BIGINT NOT NULL,
    PRIMARY KEY (account, month, currency)
) ${clustered};

CREATE TABLE hub_bookings (
    delivery BIGINT NOT NULL,
    attempt INTEGER NOT NULL,
    account ${text} NOT NULL,
    month ${text} NOT NULL,
    currency ${text} NOT NULL,
    price BIGINT NOT NULL,
    PRIMARY KEY (delivery, attempt)
) ${clustered};

-- The holder is a channel, or an account that several channels share.
CREATE TABLE hub_allowances (
    holder ${text} NOT NULL,
    name ${text} NOT NULL,
    covers ${text} NOT NULL,
    remaining BIGINT NOT NULL,
    total BIGINT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (holder, name)
) ${clustered};
