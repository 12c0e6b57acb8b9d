// Tables of the report: sorted by their heads; long ones can be searched.

const LONG = 12; // rows from which a table gets a search field

function sortable(table) {
  const body = table.tBodies[0];
  const cellKey = (row, at) => row.cells[at].dataset.sort ?? row.cells[at].textContent.trim();
  const compare = (one, other) => {
    if (!one || !other) return one ? -1 : other ? 1 : 0; // empty cells last
    const numbers = [one, other].map((text) => Number(text.replaceAll(",", "").replace(/ .*/, "")));
    return numbers.some(Number.isNaN) ? one.localeCompare(other, "en") : numbers[0] - numbers[1];
  };
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    if (!head.textContent.trim()) return;
    const button = make("button", { type: "button" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending" || (head.classList.contains("number") && !head.hasAttribute("aria-sort"));
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      body.append(...[...body.rows].sort((one, other) => (down ? -1 : 1) * compare(cellKey(one, at), cellKey(other, at))));
    });
  });
  if (body.rows.length <= LONG) return;
  const field = make("input", { type: "search", autocomplete: "off" });
  field.addEventListener("input", () => {
    for (const row of body.rows) row.hidden = !plainly(row.textContent).includes(plainly(field.value));
  });
  table.closest(".scroll").before(make("label", { class: "table-filter" }, "Only rows with ", field));
}
