// What happens when the page opens and whenever its address changes.

const COLUMNS = [["reported_date", "reported", "date"], ["status", "status", "how-firm"], ["actors", "who → whom", "deed"], [null, "in these words", "said"], ["speaker", "speaker", "by"]];
const NAMED = { actor: "actor", recipient: "recipient", fact: "fact", first: "fact first reported in", run: "run", source: "source" };
const PAUSE = 120; // milliseconds after the last key before the words are searched for

for (const table of document.querySelectorAll("table.sortable")) sortable(table);

async function start() {
  const data = await unpack(document.getElementById("data"));
  const matcher = new Matcher(data);
  const view = new ClaimView(document.getElementById("claim"), data, matcher);
  const form = document.getElementById("filters");
  const { claims, names, statuses } = data;
  let filters = {};
  let order = ["reported_date", true];
  let among = new Int32Array(0);
  let base = "#";
  let opener = null;

  const heads = make("div", { class: "heads", role: "row", "aria-rowindex": "1" });
  for (const [name, words] of COLUMNS) {
    const head = make("div", { role: "columnheader" }, name === null ? words : make("button", { type: "button" }, words));
    heads.append(head);
    if (name !== null) head.firstChild.addEventListener("click", () => {
      order = [name, order[0] === name ? !order[1] : name === "reported_date"];
      show();
    });
  }
  const list = new List(document.getElementById("list"), data, heads, draw);

  function draw(row) {
    const status = value(claims, "status", row);
    const speaker = value(claims, "speaker", row);
    const cells = [
      value(claims, "reported_date", row) ?? "undated",
      badge(status, statuses[status].meaning),
      [parties(value(claims, "actors", row), value(claims, "recipients", row), names), " ", make("small", {}, label(value(claims, "kind", row)))],
      make("a", { href: `#claim=${value(claims, "claim_id", row)}`, lang: value(claims, "language", row) }, make("bdi", {}, view.evidence(row))),
      [make("strong", {}, make("bdi", {}, speaker ?? "the outlet itself")), " ", make("bdi", {}, value(claims, "publisher", row) ?? "")],
    ];
    return make("div", { class: "row", role: "row" }, ...cells.map((cell, at) => make("div", { class: COLUMNS[at][2], role: "cell" }, ...[cell].flat())));
  }

  function show() {
    const { rows, counts } = matcher.match(filters);
    among = order[0] === "reported_date" && order[1] ? rows : matcher.sorted(rows, ...order);
    COLUMNS.forEach(([name], at) => (name === order[0] ? heads.children[at].setAttribute("aria-sort", order[1] ? "descending" : "ascending") : heads.children[at].removeAttribute("aria-sort")));
    options(form.elements.kind, counts.kind, "any", label);
    options(form.elements.language, counts.language, "any", (code) => code);
    options(form.elements.party, counts.party, "any", (code) => (names[code] ? `${names[code]} (${code})` : code));
    for (const input of form.querySelectorAll("#statuses input")) {
      input.checked = (filters.status ?? "").split(",").includes(input.value);
      input.nextElementSibling.nextElementSibling.textContent = (counts.status.get(input.value) ?? 0).toLocaleString("en");
    }
    for (const name of ["text", "speaker", "from", "to"]) if (document.activeElement !== form.elements[name]) form.elements[name].value = filters[name] ?? "";
    document.getElementById("more").replaceChildren(...Object.keys(NAMED).filter((name) => filters[name]).map(chip));
    const every = Object.keys(filters).length === 0;
    const again = make("button", { type: "button", class: "again", hidden: every }, "Clear filters");
    again.addEventListener("click", () => go({}));
    document.getElementById("found").replaceChildren(make("strong", {}, many(among.length, "claim")), every ? "" : make("span", { class: "dim" }, `of ${data.count.toLocaleString("en")}`), again);
    list.show(among);
    list.room.classList.toggle("empty", !among.length);
    if (!among.length) list.room.replaceChildren(make("p", { class: "nothing" }, "No claim fits these filters."));
  }

  function options(select, counts, any, words) {
    const chosen = filters[select.name] ?? "";
    const found = [...counts].filter(([entry, count]) => count || entry === chosen).sort(([, one], [, other]) => other - one);
    if (chosen && !counts.has(chosen)) found.push([chosen, 0]);
    select.replaceChildren(make("option", { value: "" }, any), ...found.map(([entry, count]) => make("option", { value: entry, selected: entry === chosen }, `${words(entry)} · ${count.toLocaleString("en")}`)));
    select.value = chosen;
  }

  function chip(name) {
    const words = filters[name] === NOBODY ? "none stated" : name === "run" && filters.run === data.run ? "this one (new claims)" : (name === "actor" || name === "recipient") && names[filters[name]] ? names[filters[name]] : name === "fact" ? factWords(filters.fact) : filters[name];
    const button = make("button", { type: "button", class: "chip", "aria-label": `Remove filter: ${NAMED[name]} ${words}` }, `${NAMED[name]}: ${words}`);
    button.addEventListener("click", () => go({ ...filters, [name]: "" }));
    return button;
  }

  function factWords(id) {
    const row = matcher.factRow.get(id);
    if (row === undefined) return id;
    const of = (name) => value(data.facts, name, row);
    return `${label(of("kind"))} ${of("actors") || "?"} → ${of("recipients") || "–"}${of("thing") ? `, ${of("thing")}` : ""}`;
  }

  function go(wanted) {
    filters = Object.fromEntries(Object.entries(wanted).filter(([, entry]) => entry));
    history.replaceState(null, "", addressOf(filters));
    base = location.hash;
    show();
  }

  // The address: #claim=… opens a claim over whatever is in sight; #explore?… filters; everything else is a place in the page.
  function follow() {
    const hash = location.hash;
    if (hash.startsWith("#claim=")) {
      if (!view.dialog.open) opener = document.activeElement;
      view.open(hash.slice(7), among);
      return;
    }
    base = hash || "#";
    if (view.dialog.open) view.dialog.close();
    if (hash.startsWith("#explore")) {
      filters = filtersOf(hash);
      show();
      document.getElementById("explore").scrollIntoView();
    }
  }

  view.dialog.addEventListener("close", () => {
    if (location.hash.startsWith("#claim=")) history.replaceState(null, "", base);
    const at = opener?.closest?.(".room") ? among.indexOf(view.row) : -1;
    if (at >= 0) list.focus(at);
    else opener?.focus({ preventScroll: true });
  });
  let wait = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    clearTimeout(wait);
    const chosen = new Set([...form.querySelectorAll("#statuses input:checked")].map((input) => input.value));
    const wanted = { ...filters, status: [...chosen].join(",") };
    for (const name of ["text", "kind", "party", "speaker", "language", "from", "to"]) wanted[name] = form.elements[name].value.trim();
    wait = setTimeout(() => go(wanted), event.target.type === "search" ? PAUSE : 0);
  });
  for (const name of Object.keys(statuses)) {
    const mark = badge(name, statuses[name].meaning);
    form.querySelector("#statuses").append(make("label", {}, make("input", { type: "checkbox", value: name }), mark, make("span", { class: "count" })));
  }
  document.getElementById("speakers").append(...claims.speaker.v.filter(Boolean).sort((one, other) => one.localeCompare(other, "en")).slice(0, 2000).map((name) => make("option", { value: name })));
  form.hidden = false;
  document.getElementById("list").hidden = false;
  list.measure();
  show();
  addEventListener("hashchange", follow);
  if (location.hash) follow();
  document.documentElement.dataset.ready = "yes";
}

if (typeof DecompressionStream === "undefined") document.getElementById("found").textContent = "This browser is too old to unpack the claims (before 2023): Explore is off. The sections above are complete.";
else start();
