-- Pieces carry the sums of their voices, from which facts are computed: what a fact costs no longer grows with its claims.
-- The next run computes all facts anew, because their definition changed.

ALTER TABLE facts DROP COLUMN origins;

DROP TABLE fact_pieces;

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
    first_said DATE,
    best VARCHAR NOT NULL,
    latest VARCHAR NOT NULL,
    latest_said DATE,
    claims BIGINT NOT NULL,
    first_reported DATE,
    last_reported DATE,
    confirmed_date DATE,
    by_actor BOOLEAN NOT NULL,
    by_recipient BOOLEAN NOT NULL,
    event_start DATE,
    event_end DATE,
    goes_on BOOLEAN NOT NULL,
    dated_start DATE,
    latest_start DATE,
    earliest_end DATE,
    numbers_differ BOOLEAN NOT NULL,
    origins VARCHAR[] NOT NULL,
    publishers VARCHAR[] NOT NULL,
    items VARCHAR[] NOT NULL,
    places VARCHAR[] NOT NULL,
    place_countries VARCHAR[] NOT NULL
);
