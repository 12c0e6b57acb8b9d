-- Facts: clusters of claims about the same conduct, what they are computed from, and what changed.
-- The large tables are only ever written by one GROUP BY each, which makes their keys unique; an index would cost more than the rest.

CREATE TABLE facts (
    fact_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    phase VARCHAR NOT NULL,
    actors VARCHAR[] NOT NULL,
    recipients VARCHAR[] NOT NULL,
    thing VARCHAR,
    status_best VARCHAR NOT NULL,
    status_latest VARCHAR NOT NULL,
    contested BOOLEAN NOT NULL,
    contested_by VARCHAR[] NOT NULL,
    first_reported DATE,
    last_reported DATE,
    confirmed_date DATE,
    confirmed_by VARCHAR,
    event_start DATE,
    event_end DATE,
    items VARCHAR[] NOT NULL,
    places VARCHAR[] NOT NULL,
    conflicts VARCHAR[] NOT NULL,
    claim_count BIGINT NOT NULL,
    denial_count BIGINT NOT NULL,
    publisher_count BIGINT NOT NULL,
    independent_origins BIGINT NOT NULL,
    origins VARCHAR[] NOT NULL,
    days_to_report BIGINT,
    days_to_confirmation BIGINT,
    PRIMARY KEY (fact_id)
);

CREATE TABLE fact_redirects (
    fact_id VARCHAR NOT NULL,
    redirect_to VARCHAR,
    reason VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (fact_id)
);

CREATE TABLE changes (
    computation BIGINT NOT NULL,
    subject VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    change VARCHAR NOT NULL,
    old VARCHAR,
    new VARCHAR
);

CREATE TABLE claim_pieces (
    claim_id VARCHAR NOT NULL,
    piece VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    article_version BIGINT NOT NULL
);

CREATE TABLE fact_pieces (
    piece VARCHAR NOT NULL,
    story VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    phase VARCHAR NOT NULL,
    actors VARCHAR[] NOT NULL,
    recipients VARCHAR[] NOT NULL,
    thing VARCHAR,
    period DATE,
    starts DATE,
    ends DATE,
    first_said DATE
);

CREATE TABLE piece_facts (
    piece VARCHAR NOT NULL,
    fact_id VARCHAR NOT NULL,
    story VARCHAR NOT NULL,
    role VARCHAR NOT NULL
);

CREATE TABLE fact_voices (
    voice VARCHAR NOT NULL,
    piece VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    speaker VARCHAR,
    speaker_country VARCHAR,
    speaker_role VARCHAR,
    confirmed_by VARCHAR,
    origin VARCHAR NOT NULL,
    unit VARCHAR,
    quantity_type VARCHAR,
    counted_in DATE,
    vague BOOLEAN NOT NULL,
    claims BIGINT NOT NULL,
    first_said DATE,
    last_said DATE,
    first_reported DATE,
    last_reported DATE,
    starts DATE,
    ends DATE,
    event_start DATE,
    event_end DATE,
    goes_on BOOLEAN NOT NULL,
    dated_start DATE,
    latest_start DATE,
    earliest_end DATE,
    quantity_min DOUBLE,
    quantity_max DOUBLE,
    highest_floor DOUBLE,
    lowest_ceiling DOUBLE,
    publishers VARCHAR[] NOT NULL,
    items VARCHAR[] NOT NULL,
    places VARCHAR[] NOT NULL,
    place_countries VARCHAR[] NOT NULL
);

CREATE TABLE fact_computations (
    computation BIGINT NOT NULL,
    run_id VARCHAR NOT NULL,
    computed_at TIMESTAMP NOT NULL,
    articles BIGINT NOT NULL,
    articles_until TIMESTAMP NOT NULL,
    appearances BIGINT NOT NULL,
    appearances_until TIMESTAMP NOT NULL,
    claims BIGINT NOT NULL,
    claims_until TIMESTAMP NOT NULL,
    rules VARCHAR NOT NULL,
    PRIMARY KEY (computation)
);
