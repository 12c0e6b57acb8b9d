-- The first tables. Keys and NOT NULL only: everything else is an expectation, which quarantines and says why.

CREATE TABLE articles (
    article_id VARCHAR NOT NULL,
    version BIGINT NOT NULL,
    content_hash VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    declared_id VARCHAR,
    url VARCHAR,
    publisher VARCHAR,
    language VARCHAR,
    language_basis VARCHAR,
    published DATE,
    published_text VARCHAR,
    title VARCHAR,
    text VARCHAR NOT NULL,
    first_seen TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (article_id, version)
);

CREATE TABLE claims (
    claim_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    actors VARCHAR[] NOT NULL,
    recipients VARCHAR[] NOT NULL,
    actor_names VARCHAR[] NOT NULL,
    recipient_names VARCHAR[] NOT NULL,
    actor_basis VARCHAR,
    place VARCHAR,
    place_country VARCHAR,
    place_precision VARCHAR,
    quantity_min DOUBLE,
    quantity_max DOUBLE,
    unit VARCHAR,
    quantity_text VARCHAR,
    quantity_precision VARCHAR,
    quantity_type VARCHAR,
    amount_min DOUBLE,
    amount_max DOUBLE,
    currency VARCHAR,
    item VARCHAR,
    item_text VARCHAR,
    programme VARCHAR,
    status VARCHAR NOT NULL,
    stance VARCHAR,
    confirmed_by VARCHAR,
    speaker VARCHAR,
    speaker_country VARCHAR,
    speaker_role VARCHAR,
    speaker_text VARCHAR,
    relayed_by VARCHAR[] NOT NULL,
    event_start DATE,
    event_end DATE,
    event_precision VARCHAR,
    date_text VARCHAR,
    reported_date DATE,
    losses_min DOUBLE,
    losses_max DOUBLE,
    losses_text VARCHAR,
    instrument_asserted VARCHAR,
    exchange_group VARCHAR,
    evidence VARCHAR NOT NULL,
    evidence_start BIGINT NOT NULL,
    evidence_end BIGINT NOT NULL,
    evidence_in VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    extractor VARCHAR NOT NULL,
    pack VARCHAR NOT NULL,
    extraction_confidence DOUBLE NOT NULL,
    codebook VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    article_version BIGINT NOT NULL,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (claim_id)
);

CREATE TABLE article_readings (
    article_id VARCHAR NOT NULL,
    article_version BIGINT NOT NULL,
    extractor VARCHAR NOT NULL,
    pack VARCHAR NOT NULL,
    claims BIGINT NOT NULL,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (article_id, article_version, extractor, pack)
);

CREATE TABLE quarantine (
    quarantine_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    source VARCHAR,
    origin VARCHAR,
    subject VARCHAR,
    reasons VARCHAR[] NOT NULL,
    payload VARCHAR,
    run_id VARCHAR NOT NULL,
    quarantined_at TIMESTAMP NOT NULL,
    PRIMARY KEY (quarantine_id)
);

CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    flow VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    outcome VARCHAR NOT NULL,
    message VARCHAR,
    counts VARCHAR,
    program VARCHAR NOT NULL,
    PRIMARY KEY (run_id)
);

CREATE TABLE quality_results (
    run_id VARCHAR NOT NULL,
    suite VARCHAR NOT NULL,
    batch BIGINT NOT NULL,
    expectation VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    success BOOLEAN NOT NULL,
    checked BIGINT,
    unexpected BIGINT,
    observed VARCHAR,
    why VARCHAR NOT NULL,
    PRIMARY KEY (run_id, suite, batch, expectation)
);
