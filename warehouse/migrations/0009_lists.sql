-- Sanctions lists that the user loads, and the names and ids in claims that they are compared with.
-- Entries, names and ids of a version are distinct as they are written; an index on them would cost more than the rest.

CREATE TABLE list_versions (
    version BIGINT NOT NULL,
    list_name VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    published DATE,
    entries BIGINT NOT NULL,
    entries_new BIGINT NOT NULL,
    entries_gone BIGINT NOT NULL,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (version)
);

CREATE TABLE list_entries (
    entry_key VARCHAR NOT NULL,
    since_version BIGINT NOT NULL,
    until_version BIGINT,
    list_name VARCHAR NOT NULL,
    entry_id VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    countries VARCHAR[] NOT NULL,
    programmes VARCHAR[] NOT NULL,
    datasets VARCHAR[] NOT NULL,
    listed_on DATE
);

CREATE TABLE list_names (
    entry_key VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    weak BOOLEAN NOT NULL,
    telling BOOLEAN NOT NULL,
    key VARCHAR NOT NULL,
    bag VARCHAR NOT NULL
);

CREATE TABLE list_ids (
    entry_key VARCHAR NOT NULL,
    scheme VARCHAR NOT NULL,
    value VARCHAR NOT NULL
);

CREATE TABLE party_names (
    name VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    bag VARCHAR NOT NULL,
    compared BIGINT NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE claim_ids (
    claim_id VARCHAR NOT NULL,
    scheme VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    PRIMARY KEY (claim_id, scheme, value)
);
