-- When did facts of each kind come up, month by month, and how many of them are contested?
SELECT kind, month, CAST(sum(facts) AS BIGINT) AS facts, CAST(sum(contested) AS BIGINT) AS contested, CAST(sum(several_origins) AS BIGINT) AS several_origins
FROM facts_by_kind_and_month
GROUP BY kind, month
ORDER BY kind, month NULLS LAST
