-- Who denies what, and who says the opposite?
SELECT
    denial.kind, array_to_string(denial.actors, ', ') AS actors, array_to_string(denial.recipients, ', ') AS recipients, denial.speaker AS denied_by, denial.reported_date,
    count(other.claim_id) AS claims_to_the_contrary, array_to_string(list_sort(list_distinct(list(other.speaker))), '; ') AS said_by, denial.evidence
FROM current_claims AS denial
LEFT JOIN current_claims AS other
    ON other.kind = denial.kind AND other.status NOT IN ('denied', 'planned') AND list_has_any(other.actors, denial.actors) AND list_has_any(other.recipients, denial.recipients)
WHERE denial.status = 'denied'
GROUP BY ALL
ORDER BY denial.reported_date DESC NULLS LAST, denied_by
