-- Which claim of the version before it a claim of a corrected article takes the place of (codebook rule 24).

ALTER TABLE claims ADD COLUMN retracts VARCHAR;
