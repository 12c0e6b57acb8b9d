-- Which claims touch a listed person, firm or ship: by which name or number, on which list, and was it listed then? The same name need not be the same person.
-- parameter list = all (all, <list>)  ; a list of `sanctionwatch lists`, or all
-- parameter type = all (all, person, organisation, vessel, aircraft, other)  ; what the listed party is
-- parameter since = 2022-01-01 (<day>)  ; publication date of the first article, YYYY-MM-DD; undated ones are included
SELECT
    kind, status, array_to_string(actors, ', ') AS actors, array_to_string(recipients, ', ') AS recipients, party, side, array_to_string(matched_by, '; ') AS matched_by, list_name, entry_id, type,
    listed_name, array_to_string(programmes, '; ') AS programmes, listed_on, listed_on <= coalesce(event_start, reported_date) AS listed_then, speaker, reported_date, evidence, publisher, url, claim_id
FROM listed_claims
WHERE ($list = 'all' OR list_name = $list) AND ($type = 'all' OR type = $type) AND (reported_date >= CAST($since AS DATE) OR reported_date IS NULL)
ORDER BY reported_date DESC NULLS LAST, claim_id, side, party, list_name, entry_id
