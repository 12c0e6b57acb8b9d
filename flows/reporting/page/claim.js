// One claim in full: its paragraph with the evidence marked, its article, every slot, how it was read, and the other claims of its facts.

const SLOTS = {
  "Who and whom": ["actors", "actor_names", "actor_basis", "recipients", "recipient_names"],
  "Who says so": ["speaker", "speaker_country", "speaker_role", "speaker_text", "relayed_by", "stance", "confirmed_by", "likelihood", "likelihood_text"],
  "What": ["item", "item_text", "programme", "quantity_min", "quantity_max", "unit", "quantity_text", "quantity_precision", "quantity_type", "amount_min", "amount_max", "currency", "losses_min", "losses_max", "losses_text", "instrument_asserted", "exchange_group"],
  "When and where": ["event_start", "event_end", "event_precision", "date_text", "asserted_date", "reported_date", "place", "place_country", "place_precision"],
  "How it was read": ["rule", "extractor", "pack", "extraction_confidence", "codebook", "evidence_in", "evidence_start", "evidence_end", "claim_id", "article_id", "article_version", "copy_of", "retracts", "run_id", "loaded_at"],
};
const SIBLINGS = 200; // other claims of a fact that are written out

class ClaimView {
  constructor(dialog, data, matcher) {
    Object.assign(this, { dialog, data, matcher });
    this.rowOf = new Map(data.claims.claim_id.v.map((id, row) => [id, row]));
    this.byFact = new Map();
    for (let row = 0; row < data.count; row++) {
      for (const id of value(data.claims, "fact_ids", row)) {
        if (this.byFact.has(id)) this.byFact.get(id).push(row);
        else this.byFact.set(id, [row]);
      }
    }
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") this.turn(-1);
      if (event.key === "ArrowRight") this.turn(1);
    });
  }

  of(name, row) {
    return value(this.data.claims, name, row);
  }

  evidence(row) {
    return this.of("passage", row).slice(this.of("start", row), this.of("end", row));
  }

  open(id, among) {
    const row = this.rowOf.get(id);
    this.among = among;
    this.row = row;
    this.dialog.replaceChildren(...(row === undefined ? this.missing(id) : this.whole(row)));
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.querySelector(".claim-body").scrollTop = 0;
    this.dialog.querySelector(".claim-body").focus();
  }

  turn(step) {
    const at = this.among.indexOf(this.row) + step;
    if (this.row !== undefined && this.among.includes(this.row) && at >= 0 && at < this.among.length) location.replace(`#claim=${this.of("claim_id", this.among[at])}`);
  }

  missing(id) {
    return [this.head("This claim is not in the page", null), make("div", { class: "claim-body", tabindex: "0" }, make("p", {}, "It is not among the newest claims. Ask the warehouse: "), make("code", {}, `sanctionwatch sql "SELECT * FROM claims WHERE claim_id = '${id}'"`))];
  }

  head(title, row) {
    const close = make("button", { type: "button", "aria-label": "Close" }, "✕");
    close.addEventListener("click", () => this.dialog.close());
    const at = row === null ? -1 : this.among.indexOf(row);
    const turns = [["Previous claim of the list", "←", -1], ["Next claim of the list", "→", 1]].map(([name, sign, step]) => {
      const button = make("button", { type: "button", "aria-label": name, disabled: at < 0 || at + step < 0 || at + step >= this.among.length }, sign);
      button.addEventListener("click", () => this.turn(step));
      return button;
    });
    const place = at < 0 ? "" : make("span", { class: "dim" }, `${(at + 1).toLocaleString("en")} of ${this.among.length.toLocaleString("en")}`);
    return make("div", { class: "claim-head" }, make("h2", { id: "claim-title" }, ...[title].flat()), make("div", { class: "turn" }, place, ...turns, close));
  }

  whole(row) {
    const { names, kinds, statuses } = this.data;
    const status = this.of("status", row);
    const title = [label(this.of("kind", row)), " ", parties(this.of("actors", row), this.of("recipients", row), names)];
    const text = this.of("passage", row);
    const alone = this.of("extent", row) === "headline";
    const passage = make(
      "blockquote",
      { class: "passage", lang: this.of("language", row) },
      make("bdi", {}, text.slice(0, this.of("start", row)), make("mark", {}, this.evidence(row)), text.slice(this.of("end", row))),
    );
    const where = alone ? "Only the words themselves are kept of this source." : this.of("evidence_in", row) === "title" ? "From the headline." : "";
    return [
      this.head(title, row),
      make(
        "div",
        { class: "claim-body", tabindex: "0", role: "group", "aria-label": "The claim in full" },
        make("p", { class: "fact-line" }, badge(status, statuses[status].meaning), make("span", { class: "dim" }, statuses[status].meaning), make("span", { class: "dim" }, `Kind: ${kinds[this.of("kind", row)]}`)),
        passage,
        where && make("p", { class: "dim" }, where),
        this.article(row),
        ...Object.entries(SLOTS).flatMap(([group, slots]) => this.slots(group, slots, row)),
        ...this.of("fact_ids", row).flatMap((id) => this.siblings(id, row)),
      ),
    ];
  }

  article(row) {
    const url = this.of("url", row);
    const title = make("bdi", {}, this.of("title", row) || url || "article without a title");
    const about = [this.of("publisher", row) ?? "publisher unknown", this.of("reported_date", row) ?? "undated", `source ${this.of("source", row)}`].join(" · ");
    return make("p", {}, url && /^https?:\/\//.test(url) ? make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, title) : title, " ", make("span", { class: "dim" }, make("bdi", {}, about)));
  }

  slots(group, names, row) {
    const filled = names.filter((name) => ![null, ""].includes(this.of(name, row)) && this.of(name, row).length !== 0);
    if (!filled.length) return [];
    const shown = (entry) => (Array.isArray(entry) ? entry.join(", ") : typeof entry === "number" ? entry.toLocaleString("en") : entry);
    const terms = filled.map((name) => make("div", {}, make("dt", { title: this.data.meanings[name] }, label(name)), make("dd", {}, make("bdi", {}, shown(this.of(name, row))))));
    return [make("h3", {}, group), make("dl", { class: "slots" }, ...terms)];
  }

  siblings(id, row) {
    const { facts, statuses } = this.data;
    const fact = this.matcher.factRow.get(id);
    const of = (name) => value(facts, name, fact);
    const rows = this.byFact.get(id);
    const total = of("claim_count");
    const best = of("status_best");
    const line = make(
      "p",
      { class: "fact-line" },
      make("span", {}, "At best ", badge(best, statuses[best].meaning)),
      make("span", {}, many(of("independent_origins"), "independent origin")),
      of("contested") ? make("span", { class: "bad" }, make("bdi", {}, `contested by ${of("contested_by")}`)) : "",
      make("span", { class: "dim" }, `first reported ${of("first_reported") ?? "undated"}`),
      make("a", { href: addressOf({ fact: id }) }, "show in Explore"),
    );
    const items = rows.slice(0, SIBLINGS).map((other) =>
      make(
        "li",
        { class: other === row ? "here" : null, "aria-current": other === row ? "true" : null },
        make("span", { class: "date" }, this.of("reported_date", other) ?? "undated"),
        badge(this.of("status", other), statuses[this.of("status", other)].meaning),
        make("span", {}, make("bdi", { class: "dim" }, `${this.of("speaker", other) ?? this.of("publisher", other) ?? "the outlet itself"}: `), other === row ? make("bdi", {}, this.evidence(other)) : make("a", { href: `#claim=${this.of("claim_id", other)}` }, make("bdi", {}, this.evidence(other)))),
      ),
    );
    const more = rows.length > SIBLINGS ? make("p", { class: "dim" }, `${rows.length - SIBLINGS} more: `, make("a", { href: addressOf({ fact: id }) }, "Explore")) : "";
    return [make("h3", {}, `The fact: ${many(rows.length, "claim")} in this page; asserted by ${total.toLocaleString("en")} in all`), line, make("ul", { class: "siblings" }, ...items), more].filter(Boolean);
  }
}
