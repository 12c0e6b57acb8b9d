-- Listed names that stand in the evidence of claims; what was loaded before is compared when a list is loaded next.

CREATE TABLE claim_mentions (
    claim_id VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    written VARCHAR NOT NULL,
    PRIMARY KEY (claim_id, key)
);
