-- What are the codes of parties called?
SELECT upper(country) AS code, min(name_en) AS name
FROM entities
WHERE type = 'country' AND country IS NOT NULL
GROUP BY 1
ORDER BY 1
