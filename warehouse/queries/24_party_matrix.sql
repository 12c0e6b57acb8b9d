-- Who does what to whom: claims by acting and receiving party and kind? A claim about several parties is counted once for each pair; denials and plans are apart.
SELECT
    actor, recipient, kind, count(*) FILTER (status NOT IN ('denied', 'planned')) AS claims, count(*) FILTER (status = 'planned') AS planned, count(*) FILTER (status = 'denied') AS denied
FROM (
    SELECT kind, status, unnest(CASE WHEN len(actors) = 0 THEN ['unknown'] ELSE actors END) AS actor, recipients FROM current_claims
) AS acting, unnest(CASE WHEN len(acting.recipients) = 0 THEN ['unknown'] ELSE acting.recipients END) AS t(recipient)
GROUP BY actor, recipient, kind
ORDER BY actor, recipient, kind
