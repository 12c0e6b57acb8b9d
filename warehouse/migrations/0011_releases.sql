-- Quarantined rows that a person let in, and what each expectation protects.

ALTER TABLE quarantine ADD COLUMN released_at TIMESTAMP;
ALTER TABLE quarantine ADD COLUMN released_because VARCHAR;
ALTER TABLE quality_results ADD COLUMN protects VARCHAR;
