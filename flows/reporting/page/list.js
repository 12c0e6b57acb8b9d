// The list: a table of which only the rows in sight are drawn, so that 50,000 cost as much as 50.

class List {
  constructor(place, data, heads, draw) {
    this.data = data;
    this.draw = draw;
    this.rows = new Int32Array(0);
    this.active = 0;
    this.drawn = new Map();
    this.room = make("div", { class: "room", role: "rowgroup" });
    this.window = make("div", { class: "window", role: "presentation" }, this.room);
    this.table = make("div", { role: "table", "aria-label": "Claims" }, make("div", { role: "rowgroup" }, heads), this.window);
    place.replaceChildren(this.table);
    this.window.addEventListener("scroll", () => requestAnimationFrame(() => this.paint()), { passive: true });
    this.window.addEventListener("keydown", (event) => this.steer(event));
    this.room.addEventListener("focusin", (event) => (this.active = Number(event.target.closest(".row").dataset.at)));
    this.room.addEventListener("click", (event) => {
      if (!event.target.closest("a")) event.target.closest(".row")?.querySelector("a").click();
    });
    addEventListener("resize", () => this.measure());
  }

  measure() {
    const high = parseFloat(getComputedStyle(this.room).getPropertyValue("--row")) * parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (high !== this.high) {
      this.high = high;
      this.show(this.rows, true);
    }
  }

  show(rows, keep = false) {
    this.rows = rows;
    if (!keep) {
      this.active = 0;
      this.window.scrollTop = 0;
    }
    this.table.setAttribute("aria-rowcount", rows.length + 1);
    this.room.style.height = `${rows.length * this.high}px`;
    for (const row of this.drawn.values()) row.remove();
    this.drawn.clear();
    this.paint();
  }

  paint() {
    const from = Math.max(Math.floor(this.window.scrollTop / this.high) - 6, 0);
    const until = Math.min(Math.ceil((this.window.scrollTop + this.window.clientHeight) / this.high) + 6, this.rows.length);
    for (const [at, row] of this.drawn) {
      if ((at < from || at >= until) && !row.contains(document.activeElement)) {
        row.remove();
        this.drawn.delete(at);
      }
    }
    for (let at = from; at < until; at++) {
      if (this.drawn.has(at)) continue;
      const row = this.draw(this.rows[at]);
      row.dataset.at = at;
      row.setAttribute("aria-rowindex", at + 2);
      row.style.transform = `translateY(${at * this.high}px)`;
      this.drawn.set(at, row);
      const next = [...this.drawn.keys()].filter((other) => other > at).sort((one, other) => one - other)[0];
      this.room.insertBefore(row, next === undefined ? null : this.drawn.get(next));
    }
  }

  // Up, down, page, home and end move from row to row; Tab goes on through the page.
  steer(event) {
    const page = Math.max(Math.floor(this.window.clientHeight / this.high) - 1, 1);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.rows.length, End: this.rows.length }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.focus(Math.min(Math.max(this.active + step, 0), this.rows.length - 1));
  }

  focus(at) {
    if (at < 0 || !this.rows.length) return;
    const top = at * this.high;
    if (top < this.window.scrollTop) this.window.scrollTop = top;
    else if (top + this.high > this.window.scrollTop + this.window.clientHeight) this.window.scrollTop = top + this.high - this.window.clientHeight;
    this.paint();
    this.drawn.get(at)?.querySelector("a").focus({ preventScroll: true });
  }
}
