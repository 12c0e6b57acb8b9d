-- Names of parties in claims that came in since then and are not noted yet.
SELECT DISTINCT name
FROM (SELECT unnest(list_concat(actor_names, recipient_names)) AS name FROM claims WHERE loaded_at >= $since)
WHERE NOT EXISTS (FROM party_names AS old WHERE old.name = name)
ORDER BY name
