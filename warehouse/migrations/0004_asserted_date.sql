-- The day on which the speaker said it, apart from the conduct and from the article (codebook section 6).

ALTER TABLE claims ADD COLUMN asserted_date DATE;
