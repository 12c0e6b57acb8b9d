// Filters: what the address says (#explore?kind=…&status=…), which rows fit, and how many would fit for each choice.
// A test is made once for each distinct value of a column, so that the walk over the rows only looks numbers up.

const FILTERS = ["text", "kind", "party", "speaker", "language", "from", "to", "status", "actor", "recipient", "fact", "first", "run", "source"];
const NOBODY = "-"; // no speaker, no actor, no recipient
const SEARCHED = ["passage", "title", "speaker", "speaker_text", "item", "programme", "place", "actor_names", "recipient_names", "publisher", "instrument_asserted"];

function filtersOf(hash) {
  const given = new URLSearchParams(hash.split("?")[1] ?? "");
  return Object.fromEntries(FILTERS.filter((name) => given.get(name)).map((name) => [name, given.get(name)]));
}

function addressOf(filters) {
  const words = new URLSearchParams(FILTERS.filter((name) => filters[name]).map((name) => [name, filters[name]])).toString();
  return words ? `#explore?${words}` : "#explore";
}

class Matcher {
  constructor(data) {
    this.data = data;
    this.folded = {};
    this.factRow = new Map(data.facts.fact_id.v.map((id, row) => [id, row])); // ids are distinct: the code is the row
  }

  // Per distinct value of a column, whether it passes.
  over(name, passes) {
    const column = this.data.claims[name];
    return { codes: column.c, passes: Uint8Array.from(column.v, (entry) => (passes(entry) ? 1 : 0)) };
  }

  foldedColumn(name) {
    return (this.folded[name] ??= this.data.claims[name].v.map((entry) => (entry === null ? "" : plainly(Array.isArray(entry) ? entry.join(" ") : entry))));
  }

  textTest(text) {
    const terms = [...text.matchAll(/"([^"]+)"|(\S+)/g)].map((found) => plainly(found[1] ?? found[2].replaceAll('"', ""))).filter(Boolean);
    const found = terms.map((term) =>
      SEARCHED.map((name) => ({ codes: this.data.claims[name].c, passes: Uint8Array.from(this.foldedColumn(name), (entry) => (entry.includes(term) ? 1 : 0)) })).filter((column) => column.passes.includes(1)),
    );
    return (row) => found.every((columns) => columns.some((column) => column.passes[column.codes[row]]));
  }

  tests(filters) {
    const { facts } = this.data;
    const one = (name, key, passes) => {
      const { codes, passes: allowed } = this.over(name, passes);
      return { key, fits: (row) => allowed[codes[row]] === 1 };
    };
    const holds = (code) => (list) => (code === NOBODY ? list.length === 0 : list.includes(code));
    const tests = [];
    if (filters.kind) tests.push(one("kind", "kind", (entry) => entry === filters.kind));
    if (filters.status) tests.push(one("status", "status", ((chosen) => (entry) => chosen.includes(entry))(filters.status.split(","))));
    if (filters.language) tests.push(one("language", "language", (entry) => entry === filters.language));
    if (filters.run) tests.push(one("run_id", "run", (entry) => entry === filters.run));
    if (filters.source) tests.push(one("source", "source", (entry) => entry === filters.source));
    if (filters.from) tests.push(one("reported_date", "from", (entry) => entry !== null && entry >= filters.from));
    if (filters.to) tests.push(one("reported_date", "to", (entry) => entry !== null && entry <= filters.to));
    if (filters.actor) tests.push(one("actors", "actor", holds(filters.actor)));
    if (filters.recipient) tests.push(one("recipients", "recipient", holds(filters.recipient)));
    if (filters.fact) tests.push(one("fact_ids", "fact", (entry) => entry.includes(filters.fact)));
    if (filters.first) tests.push(one("fact_ids", "first", (entry) => entry.some((id) => (value(facts, "first_reported", this.factRow.get(id)) ?? "").startsWith(filters.first))));
    if (filters.speaker) {
      const wanted = plainly(filters.speaker);
      const exact = this.data.claims.speaker.v.includes(filters.speaker);
      tests.push(one("speaker", "speaker", (entry) => (entry === null ? filters.speaker === NOBODY : exact ? entry === filters.speaker : plainly(entry).includes(wanted))));
    }
    if (filters.party) {
      const acting = this.over("actors", holds(filters.party));
      const getting = this.over("recipients", holds(filters.party));
      tests.push({ key: "party", fits: (row) => acting.passes[acting.codes[row]] + getting.passes[getting.codes[row]] > 0 });
    }
    if (filters.text) tests.push({ key: "text", fits: this.textTest(filters.text) });
    return tests;
  }

  // The rows that fit, and per choice of kind, status, language and party how many would fit if only it were chosen there.
  match(filters) {
    const tests = this.tests(filters);
    const { claims, count } = this.data;
    const facets = ["kind", "status", "language"].map((key) => ({ key, codes: claims[key].c, counts: new Int32Array(claims[key].v.length) }));
    const [acting, getting] = [claims.actors, claims.recipients];
    const pairs = new Map(); // of lists of actors and recipients, by their codes: far fewer than rows
    const rows = new Int32Array(count);
    let fitting = 0;
    for (let row = 0; row < count; row++) {
      let missed = "";
      let misses = 0;
      for (const test of tests) {
        if (!test.fits(row)) {
          missed = test.key;
          if (++misses > 1) break;
        }
      }
      if (misses > 1) continue;
      if (!misses) rows[fitting++] = row;
      for (const facet of facets) if (!misses || missed === facet.key) facet.counts[facet.codes[row]]++;
      if (!misses || missed === "party") {
        const pair = acting.c[row] * getting.v.length + getting.c[row];
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
    }
    const counts = Object.fromEntries(facets.map(({ key, counts: found }) => [key, new Map(claims[key].v.map((entry, code) => [entry, found[code]]))]));
    counts.party = new Map();
    for (const [pair, claimed] of pairs) {
      const involved = new Set([...acting.v[Math.floor(pair / getting.v.length)], ...getting.v[pair % getting.v.length]]);
      for (const code of involved) counts.party.set(code, (counts.party.get(code) ?? 0) + claimed);
    }
    return { rows: rows.subarray(0, fitting), counts };
  }

  // Rows in the order of a column; rows that are alike keep theirs (newest first).
  sorted(rows, name, down) {
    const column = this.data.claims[name];
    const key = name === "status" ? (entry) => -(this.data.statuses[entry].rung ?? (entry === "planned" ? 0 : -1)) : (entry) => (Array.isArray(entry) ? entry.join(" ") : entry);
    const order = column.v.map((entry, code) => [key(entry), code]).sort(([one], [other]) => (one === other ? 0 : one === null ? 1 : other === null ? -1 : one < other ? -1 : 1));
    const rank = new Int32Array(column.v.length);
    order.forEach(([, code], at) => (rank[code] = order[at][0] === null ? 1e9 : down ? -at : at));
    return rows.slice().sort((one, other) => rank[column.c[one]] - rank[column.c[other]] || one - other);
  }
}
