-- What the rules met and did not understand, for people to look at.

CREATE TABLE review (
    review_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    article_version BIGINT NOT NULL,
    reason VARCHAR NOT NULL,
    explanation VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    actors VARCHAR[] NOT NULL,
    recipients VARCHAR[] NOT NULL,
    trigger VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    sentence_start BIGINT NOT NULL,
    sentence_end BIGINT NOT NULL,
    sentence_in VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    extractor VARCHAR NOT NULL,
    pack VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (review_id)
);
