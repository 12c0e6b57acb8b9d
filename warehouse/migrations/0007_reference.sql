-- Reference data of seeds/reference: entities, law, scales; replaced whole whenever their files change.

CREATE TABLE entities (
    entity_id VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    adjective_en VARCHAR,
    country VARCHAR,
    role VARCHAR,
    members VARCHAR[] NOT NULL,
    speaker_role VARCHAR NOT NULL,
    wikidata_qid VARCHAR,
    qid_verification VARCHAR,
    other_ids VARCHAR[] NOT NULL,
    note VARCHAR,
    source VARCHAR,
    PRIMARY KEY (entity_id)
);

CREATE TABLE entity_aliases (
    entity_id VARCHAR NOT NULL,
    lang VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    pattern VARCHAR NOT NULL,
    PRIMARY KEY (entity_id, lang, kind, pattern)
);

CREATE TABLE instruments (
    instrument_id VARCHAR NOT NULL,
    issuer VARCHAR NOT NULL,
    jurisdiction VARCHAR NOT NULL,
    targets VARCHAR[] NOT NULL,
    adopted VARCHAR NOT NULL,
    binding VARCHAR NOT NULL,
    short_title VARCHAR NOT NULL,
    opensanctions_program VARCHAR,
    verification VARCHAR NOT NULL,
    source VARCHAR,
    PRIMARY KEY (instrument_id)
);

CREATE TABLE instrument_periods (
    instrument_id VARCHAR NOT NULL,
    applies_from DATE NOT NULL,
    applies_until DATE,
    contested_by VARCHAR[] NOT NULL,
    note VARCHAR,
    verification VARCHAR NOT NULL,
    source VARCHAR,
    PRIMARY KEY (instrument_id, applies_from)
);

CREATE TABLE measures (
    instrument_id VARCHAR NOT NULL,
    paragraph VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    flow_from VARCHAR,
    flow_to VARCHAR,
    applies_from DATE,
    applies_until DATE,
    invoked_by VARCHAR,
    verification VARCHAR NOT NULL,
    source VARCHAR,
    note VARCHAR,
    PRIMARY KEY (instrument_id, paragraph)
);

CREATE TABLE measure_kinds (
    instrument_id VARCHAR NOT NULL,
    paragraph VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    bearing VARCHAR NOT NULL,
    confidence VARCHAR NOT NULL,
    PRIMARY KEY (instrument_id, paragraph, kind)
);

CREATE TABLE legal_positions (
    kind VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    date VARCHAR NOT NULL,
    holds VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    instruments VARCHAR[] NOT NULL,
    reading VARCHAR,
    verification VARCHAR NOT NULL,
    source VARCHAR,
    PRIMARY KEY (kind, who, date)
);

CREATE TABLE admiralty_grades (
    code VARCHAR NOT NULL,
    axis VARCHAR NOT NULL,
    meaning VARCHAR NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE likelihood_bands (
    term VARCHAR NOT NULL,
    synonym VARCHAR NOT NULL,
    low_pct BIGINT NOT NULL,
    high_pct BIGINT NOT NULL,
    PRIMARY KEY (term)
);

CREATE TABLE reference_files (
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    rows BIGINT NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (file)
);
