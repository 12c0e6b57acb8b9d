-- A speaker's probability word and its band (codebook section 5).

ALTER TABLE claims ADD COLUMN likelihood VARCHAR;
ALTER TABLE claims ADD COLUMN likelihood_text VARCHAR;
