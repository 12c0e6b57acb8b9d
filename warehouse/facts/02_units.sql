-- One row per claim to be read and piece it belongs to, as a voice of one claim.
CREATE OR REPLACE TEMP TABLE picked AS
SELECT * FROM claims WHERE loaded_at > getvariable('claims_until') AND claim_id IN (FROM fresh)
UNION ALL
SELECT * FROM claims SEMI JOIN again USING (claim_id);

-- Most claims are of articles that came in with them: only for the others does anybody look through all articles and appearances.
CREATE OR REPLACE TEMP TABLE texts AS
SELECT article_id, version, publisher, coalesce(origin_group, publisher, source) AS house, true AS new
FROM articles SEMI JOIN picked ON picked.article_id = articles.article_id AND picked.article_version = articles.version
WHERE first_seen > getvariable('articles_until');

CREATE OR REPLACE TEMP TABLE known_texts AS
SELECT DISTINCT picked.article_id, article_version AS version FROM picked ANTI JOIN texts ON texts.article_id = picked.article_id AND texts.version = picked.article_version;

INSERT INTO texts SELECT article_id, version, publisher, coalesce(origin_group, publisher, source), false FROM articles SEMI JOIN known_texts USING (article_id, version);

CREATE OR REPLACE TEMP TABLE shown AS
SELECT article_id, version, publisher, published FROM appearances SEMI JOIN (FROM texts WHERE new) AS texts USING (article_id, version) WHERE first_seen > getvariable('appearances_until')
UNION ALL
SELECT article_id, version, publisher, published FROM appearances SEMI JOIN known_texts USING (article_id, version);

CREATE OR REPLACE TEMP TABLE units AS
WITH published AS (
    -- A text is reported on the day on which it first stood anywhere, not where it was met first.
    SELECT article_id, version, coalesce(list_sort(list(DISTINCT publisher) FILTER (publisher IS NOT NULL)), []) AS publishers, min(published) AS first_shown
    FROM shown
    GROUP BY article_id, version
), placed AS (
    SELECT
        picked.* REPLACE (
            list_sort(list_distinct(actors)) AS actors, list_sort(list_distinct(recipients)) AS recipients, least(picked.reported_date, published.first_shown) AS reported_date),
        CASE status WHEN 'denied' THEN 'denied' WHEN 'planned' THEN 'planned' ELSE 'done' END AS phase,
        coalesce(asserted_date, least(picked.reported_date, published.first_shown)) AS said,
        coalesce(event_start, event_end, said) AS starts,
        greatest(coalesce(event_end, CASE event_precision WHEN 'open' THEN said END, event_start, said), starts) AS ends,
        coalesce(kinds.pause, 'year') AS pause,
        coalesce(kinds.told_apart_by, '') AS told_apart_by,
        CASE WHEN len(published.publishers) > 0 THEN published.publishers WHEN texts.publisher IS NULL THEN [] ELSE [texts.publisher] END AS publishers,
        texts.house
    FROM picked
    JOIN texts ON texts.article_id = picked.article_id AND texts.version = picked.article_version
    LEFT JOIN published ON published.article_id = picked.article_id AND published.version = picked.article_version
    LEFT JOIN kinds ON kinds.kind = picked.kind
), named AS (
    -- Words that tell one conduct from another, each with the family it belongs to; a unit that is not listed tells nothing.
    SELECT claim_id, word, CASE WHEN told_apart_by = 'unit' THEN coalesce(things.family, '') ELSE coalesce(things.family, lower(word)) END AS family
    FROM (
        SELECT claim_id, told_apart_by, unnest(CASE told_apart_by
            WHEN 'item' THEN string_split(item, '; ') WHEN 'unit' THEN [unit] WHEN 'recipient_names' THEN recipient_names ELSE [] END) AS word
        FROM placed
    ) LEFT JOIN things ON things.item = word AND told_apart_by <> 'recipient_names'
    WHERE word IS NOT NULL
), families AS (
    SELECT claim_id, family, list_sort(list_distinct(list(word))) AS words FROM named GROUP BY claim_id, family
), spread AS (
    SELECT
        placed.*, nullif(families.family, '') AS thing,
        CASE WHEN told_apart_by = 'item' THEN coalesce(families.words, []) WHEN item IS NULL THEN [] ELSE list_sort(string_split(item, '; ')) END AS items,
        CASE WHEN phase = 'denied' THEN starts WHEN pause = 'month' THEN date_trunc('month', starts)::DATE ELSE date_trunc('year', starts)::DATE END AS period,
        coalesce(speaker_role, '') LIKE 'unnamed%' OR coalesce(speaker_role, '') = 'expert' OR coalesce(speaker, '') LIKE 'unnamed %' AS nameless
    FROM placed LEFT JOIN families USING (claim_id)
), keyed AS (
    SELECT
        spread.* EXCLUDE (confirmed_by),
        concat_ws('|', kind, array_to_string(actors, '+'), array_to_string(recipients, '+')) AS story_key,
        substr(sha256(story_key), 1, 24) AS story,
        substr(sha256(concat_ws('|', story_key, phase, coalesce(thing, ''), coalesce(period::VARCHAR, ''))), 1, 24) AS piece,
        CASE WHEN status = 'confirmed_by_parties' THEN confirmed_by END AS confirmed_by,
        lower(CASE
            WHEN speaker IS NULL OR nameless THEN coalesce(relay.house, CASE WHEN relayed_by[1] NOT LIKE 'unnamed %' THEN relayed_by[1] END, spread.house)
            ELSE coalesce(outlet.house, speaker)
        END) AS origin,
        coalesce(quantity_precision = 'order_of_magnitude', false) AS vague,
        CASE quantity_precision WHEN 'approximate' THEN 0.1 ELSE 0 END AS about,
        CASE WHEN quantity_min IS NULL AND quantity_max IS NULL THEN NULL ELSE unit END AS counted,
        CASE WHEN quantity_min IS NULL AND quantity_max IS NULL THEN NULL ELSE quantity_type END AS counted_as,
        CASE WHEN quantity_min IS NULL AND quantity_max IS NULL THEN NULL ELSE date_trunc('month', said)::DATE END AS counted_in,
        event_precision IN ('day', 'week', 'month') AS dated
    FROM spread
    LEFT JOIN outlets AS outlet ON outlet.name = lower(speaker)
    LEFT JOIN outlets AS relay ON relay.name = lower(relayed_by[1])
)
SELECT
    claim_id, article_id, article_version, story, piece, kind, phase, actors, recipients, thing, period, coalesce(year(period), 0) AS year,
    substr(sha256(concat_ws('|', piece, status, coalesce(speaker, ''), coalesce(speaker_country, ''), coalesce(speaker_role, ''), coalesce(confirmed_by, ''),
        origin, coalesce(counted, ''), coalesce(counted_as, ''), coalesce(counted_in::VARCHAR, ''), vague)), 1, 24) AS voice,
    status, speaker, speaker_country, speaker_role, confirmed_by, origin, counted AS unit, counted_as AS quantity_type, counted_in, vague,
    1::BIGINT AS claims, said AS first_said, said AS last_said, reported_date AS first_reported, reported_date AS last_reported, starts, ends, event_start, event_end,
    coalesce(event_precision = 'open' AND event_end IS NULL, false) AS goes_on,
    CASE WHEN dated THEN event_start END AS dated_start, CASE WHEN dated THEN coalesce(event_start, event_end) END AS latest_start, CASE WHEN dated THEN coalesce(event_end, event_start) END AS earliest_end,
    quantity_min, quantity_max,
    CASE WHEN NOT vague THEN quantity_min * (1 - about) END AS highest_floor, CASE WHEN NOT vague THEN quantity_max * (1 + about) END AS lowest_ceiling,
    publishers, items, CASE WHEN place IS NULL THEN [] ELSE [place] END AS places, CASE WHEN place_country IS NULL THEN [] ELSE [place_country] END AS place_countries
FROM keyed
WHERE claim_id IN (FROM fresh) OR piece IN (FROM torn) OR getvariable('anew');
