-- Sources: the watch list, fetches and health; articles know their origin, their date's source, their copies; where each content appeared.

ALTER TABLE articles ADD COLUMN origin_group VARCHAR;
ALTER TABLE articles ADD COLUMN copy_of VARCHAR;
ALTER TABLE articles ADD COLUMN similarity DOUBLE;
ALTER TABLE articles ADD COLUMN published_source VARCHAR;
ALTER TABLE articles ADD COLUMN published_precision VARCHAR;
ALTER TABLE articles ADD COLUMN extent VARCHAR DEFAULT 'text';
ALTER TABLE articles ALTER COLUMN extent SET NOT NULL;
ALTER TABLE articles ALTER COLUMN extent DROP DEFAULT;
ALTER TABLE articles ADD COLUMN fetched VARCHAR;
ALTER TABLE articles ADD COLUMN last_seen TIMESTAMP DEFAULT '1970-01-01';
UPDATE articles SET last_seen = first_seen;
ALTER TABLE articles ALTER COLUMN last_seen SET NOT NULL;
ALTER TABLE articles ALTER COLUMN last_seen DROP DEFAULT;

CREATE TABLE appearances (
    place_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    version BIGINT NOT NULL,
    origin VARCHAR NOT NULL,
    declared_id VARCHAR,
    url VARCHAR,
    publisher VARCHAR,
    published DATE,
    published_at TIMESTAMP,
    fetched VARCHAR,
    first_seen TIMESTAMP NOT NULL,
    last_seen TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (place_id, source, content_hash)
);

INSERT INTO appearances BY NAME
SELECT
    article_id AS place_id, source, content_hash, article_id, version, origin, declared_id, url, publisher, published,
    CAST(NULL AS TIMESTAMP) AS published_at, CAST(NULL AS VARCHAR) AS fetched, first_seen, last_seen, run_id
FROM articles;

CREATE TABLE signatures (
    article_id VARCHAR NOT NULL,
    version BIGINT NOT NULL,
    algorithm VARCHAR NOT NULL,
    minhash VARCHAR NOT NULL,
    first_seen TIMESTAMP NOT NULL,
    PRIMARY KEY (article_id, version)
);

CREATE TABLE sources (
    source VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    url VARCHAR,
    enabled BOOLEAN NOT NULL,
    publisher VARCHAR,
    language VARCHAR,
    country VARCHAR,
    origin_group VARCHAR,
    state_affiliation VARCHAR,
    reliability VARCHAR,
    rhythm VARCHAR NOT NULL,
    keep VARCHAR NOT NULL,
    unverified BOOLEAN NOT NULL,
    terms VARCHAR,
    note VARCHAR,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (source)
);

CREATE TABLE fetches (
    fetch_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    final_url VARCHAR,
    redirects VARCHAR[] NOT NULL,
    status BIGINT,
    headers VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    bytes BIGINT,
    sha256 VARCHAR,
    archived BOOLEAN NOT NULL,
    problem VARCHAR,
    fetched_at TIMESTAMP NOT NULL,
    seconds DOUBLE,
    tool VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (fetch_id)
);

CREATE TABLE source_health (
    run_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    checked_at TIMESTAMP NOT NULL,
    state VARCHAR NOT NULL,
    since TIMESTAMP,
    why VARCHAR,
    fetched BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    new BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    waiting BIGINT NOT NULL,
    newest TIMESTAMP,
    usual_hours DOUBLE,
    PRIMARY KEY (run_id, source)
);
