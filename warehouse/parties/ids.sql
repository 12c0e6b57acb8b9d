-- Numbers of ships, with a right check digit, and of firms that stand in the evidence of claims that came in since then.
INSERT INTO claim_ids BY NAME
WITH written AS (
    SELECT claim_id, 'imo' AS scheme, unnest(regexp_extract_all(evidence, '\bIMO\b[^0-9]{0,20}([1-9][0-9]{6})\b', 1)) AS value FROM claims WHERE loaded_at >= $since AND contains(evidence, 'IMO')
    UNION
    SELECT claim_id, 'tax', unnest(regexp_extract_all(evidence, '(?:\bINN|ИНН|\bNIP|\bTax ID)[^0-9]{0,8}([0-9]{10}(?:[0-9]{2})?)\b', 1)) FROM claims WHERE loaded_at >= $since AND regexp_matches(evidence, 'INN|ИНН|NIP|Tax ID')
    UNION
    SELECT claim_id, 'registration', unnest(regexp_extract_all(evidence, '(?:\bOGRN|ОГРН|\bKRS)[^0-9]{0,8}([0-9]{10}|[0-9]{13}|[0-9]{15})\b', 1)) FROM claims WHERE loaded_at >= $since AND regexp_matches(evidence, 'OGRN|ОГРН|KRS')
)
SELECT claim_id, scheme, value
FROM written
WHERE (scheme <> 'imo' OR list_sum([CAST(value[place] AS INTEGER) * (8 - place) FOR place IN range(1, 7)]) % 10 = CAST(value[7] AS INTEGER))
  AND NOT EXISTS (FROM claim_ids AS old WHERE old.claim_id = written.claim_id AND old.scheme = written.scheme AND old.value = written.value)
