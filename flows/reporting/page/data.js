// The embedded claims: columns, each with its distinct values `v` and, unless each row has its own, the rows' codes `c`.

async function unpack(element) {
  const words = atob(element.textContent);
  const bytes = new Uint8Array(words.length);
  for (let at = 0; at < words.length; at++) bytes[at] = words.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const data = JSON.parse(await new Response(stream).text());
  element.remove();
  for (const [table, count] of [[data.claims, data.count], [data.facts, data.fact_count]]) {
    for (const column of Object.values(table)) column.c = column.c ? Int32Array.from(column.c) : Int32Array.from({ length: count }, (_, row) => row);
  }
  return data;
}

function value(table, name, row) {
  const column = table[name];
  return column.v[column.c[row]];
}

const label = (name) => name.replaceAll("_", " ");

const many = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

// Small letters without accents: "zolnierze" finds "żołnierze".
const plainly = (text) => text.toLowerCase().replaceAll("ł", "l").replaceAll("đ", "d").replaceAll("ø", "o").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, given] of Object.entries(attributes)) if (given !== null && given !== undefined && given !== false) element.setAttribute(name, given === true ? "" : given);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

function badge(status, meaning) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("class", "mark");
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  drawing.firstChild.setAttribute("href", `#mark-${status}`);
  return make("span", { class: `badge ${status}`, title: meaning }, drawing, label(status));
}

function parties(actors, recipients, names) {
  const side = (codes, none) => (codes.length ? codes.flatMap((code, at) => [at ? ", " : "", make("abbr", { title: names[code] ?? code }, code)]) : [make("span", { class: "dim" }, none)]);
  return make("span", { class: "parties" }, ...side(actors, "?"), " ", make("span", { class: "to" }, "→"), " ", ...side(recipients, "–"));
}
