-- Sources: the watch list, fetches and health; articles know their origin, their date's source, their copies; where each content appeared.

-- A new table, for DuckDB adds no NOT NULL column with values of its own to a table that has a key and rows.
ALTER TABLE articles RENAME TO articles_before;

CREATE TABLE articles (
    article_id VARCHAR NOT NULL,
    version BIGINT NOT NULL,
    content_hash VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    declared_id VARCHAR,
    url VARCHAR,
    publisher VARCHAR,
    origin_group VARCHAR,
    copy_of VARCHAR,
    similarity DOUBLE,
    language VARCHAR,
    language_basis VARCHAR,
    published DATE,
    published_text VARCHAR,
    published_source VARCHAR,
    published_precision VARCHAR,
    extent VARCHAR NOT NULL,
    fetched VARCHAR,
    title VARCHAR,
    text VARCHAR NOT NULL,
    first_seen TIMESTAMP NOT NULL,
    last_seen TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (article_id, version)
);

INSERT INTO articles BY NAME SELECT *, 'text' AS extent, first_seen AS last_seen FROM articles_before;

DROP TABLE articles_before;

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
