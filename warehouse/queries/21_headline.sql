-- How much is there in all, from which day to which, and how much of it is contested or waits for people?
SELECT
    (SELECT count(*) FROM current_articles) AS articles, (SELECT count(DISTINCT coalesce(publisher, source)) FROM current_articles) AS publishers, (SELECT count(*) FROM current_claims) AS claims,
    (SELECT count(DISTINCT speaker) FROM current_claims) AS speakers, (SELECT count(*) FROM facts) AS facts, (SELECT count(*) FROM facts WHERE contested) AS contested,
    (SELECT count(*) FROM facts WHERE independent_origins > 1) AS several_origins, (SELECT count(*) FROM quarantine) AS left_out, (SELECT count(*) FROM current_review) AS review,
    (SELECT min(published) FROM current_articles) AS oldest, (SELECT max(published) FROM current_articles) AS newest
