-- One row per text and name on either side of a claim that our reference data do not know.
SELECT
    named_id(concat(documented.content_hash, '|', named.name)) AS id, 'Mention' AS schema,
    properties([('document', [documented.content_hash]), ('name', [named.name]), ('detectedSchema', ['LegalEntity'])]) AS properties
FROM named JOIN documented ON documented.claim_id = named.claim_id
ANTI JOIN known ON known.name = named.name
GROUP BY documented.content_hash, named.name
