-- One row per article version that was read: its last reading, the one whose claims stand.
SELECT article_id, article_version, made.extractor, made.pack, made.claims, run_id
FROM (
    SELECT article_id, article_version, arg_max({extractor: extractor, pack: pack, claims: claims}, run_id) AS made, max(run_id) AS run_id
    FROM article_readings GROUP BY article_id, article_version
)
