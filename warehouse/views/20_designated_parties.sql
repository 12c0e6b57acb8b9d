-- One row per party in the newest version of a loaded sanctions list: its names, ids, countries, programmes, and since when it is listed.
SELECT
    entries.list_name, entries.entry_id, entries.type, entries.name,
    coalesce((SELECT list_sort(list(names.name)) FROM list_names AS names WHERE names.entry_key = entries.entry_key AND names.name <> entries.name), []) AS other_names,
    coalesce((SELECT list_sort(list(concat(ids.scheme, ':', ids.value))) FROM list_ids AS ids WHERE ids.entry_key = entries.entry_key), []) AS ids,
    entries.countries, entries.programmes, entries.datasets, entries.listed_on, versions.loaded_at AS known_since, entries.entry_key
FROM list_entries AS entries JOIN list_versions AS versions ON versions.version = entries.since_version
WHERE entries.until_version IS NULL
