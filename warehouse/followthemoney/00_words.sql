-- What the other statements share: macros, which text documents which fact, the names that claims give, and those our reference data know.
CREATE TEMP MACRO properties(entries) AS map_from_entries(list_filter(
    list_transform(entries, lambda entry: (entry[1], list_filter(entry[2], lambda value: value IS NOT NULL AND value <> ''))), lambda entry: len(entry[2]) > 0));
CREATE TEMP MACRO web_address(address) AS CASE WHEN regexp_matches(address, '^https?://[^\s/]+') THEN address END;
CREATE TEMP MACRO country_codes(codes) AS list_sort(list_distinct(list_transform(codes, lambda code: lower(code))));
CREATE TEMP MACRO number_words(number) AS CASE WHEN number = floor(number) AND abs(number) < 1e15 THEN number::BIGINT::VARCHAR ELSE number::VARCHAR END;
CREATE TEMP MACRO named_id(words) AS substr(sha256(words), 1, 24);

CREATE TEMP TABLE documented AS
SELECT fact_claims.fact_id, fact_claims.claim_id, fact_claims.role, articles.content_hash
FROM fact_claims JOIN claims ON claims.claim_id = fact_claims.claim_id JOIN articles ON articles.article_id = claims.article_id AND articles.version = claims.article_version;

CREATE TEMP TABLE named AS
SELECT DISTINCT documented.fact_id, documented.claim_id, documented.role, side, trim(name) AS name
FROM documented JOIN (
    SELECT claim_id, 'actors' AS side, unnest(actor_names) AS name FROM claims UNION ALL SELECT claim_id, 'recipients', unnest(recipient_names) FROM claims
) AS said ON said.claim_id = documented.claim_id
WHERE trim(name) <> '';

-- A name that two entities have is nobody's.
CREATE TEMP TABLE known AS
SELECT entity_id, replace(entity_id, ':', '-') AS id, name_en AS name, forms.schema
FROM entities JOIN (VALUES
    ('person', 'Person'), ('company', 'Company'), ('agency', 'PublicBody'), ('party_body', 'PublicBody'), ('unit', 'PublicBody'), ('monitoring_body', 'PublicBody'), ('io', 'PublicBody'),
    ('media', 'Organization'), ('research_group', 'Organization'), ('research_institute', 'Organization'), ('think_tank', 'Organization'), ('organisation', 'Organization'),
    ('group', 'Organization'), ('armed_group', 'Organization'), ('ngo', 'Organization'), ('threat_actor', 'Organization')
) AS forms(type, schema) ON forms.type = entities.type
QUALIFY count(*) OVER (PARTITION BY name_en) = 1;

-- FollowTheMoney writes languages in three letters (ISO 639-3); a language that is not here stays in the tables only.
CREATE TEMP TABLE languages AS FROM (VALUES
    ('ar', 'ara'), ('be', 'bel'), ('bg', 'bul'), ('cs', 'ces'), ('da', 'dan'), ('de', 'deu'), ('el', 'ell'), ('en', 'eng'), ('es', 'spa'), ('et', 'est'), ('fa', 'fas'), ('fi', 'fin'), ('fr', 'fra'), ('he', 'heb'),
    ('hr', 'hrv'), ('hu', 'hun'), ('id', 'ind'), ('it', 'ita'), ('ja', 'jpn'), ('ka', 'kat'), ('ko', 'kor'), ('lt', 'lit'), ('lv', 'lav'), ('nl', 'nld'), ('no', 'nor'), ('pl', 'pol'), ('pt', 'por'), ('ro', 'ron'),
    ('ru', 'rus'), ('sk', 'slk'), ('sl', 'slv'), ('sr', 'srp'), ('sv', 'swe'), ('tr', 'tur'), ('uk', 'ukr'), ('vi', 'vie'), ('zh', 'zho')
) AS t(two, three);
