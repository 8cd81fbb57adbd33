// Sorting by a column: <th data-sort> (text) or <th data-sort="number">; a cell may carry data-value.
// Group rows keep their place: rows are sorted within their own tbody.
(function () {
  "use strict";
  const lang = document.documentElement.lang;
  const words = new Intl.Collator(lang, { numeric: true });

  function numberOf(text) {
    const plain = lang === "vi" ? text.replace(/\./g, "").replace(",", ".") : text.replace(/,/g, "");
    const found = plain.replace(/\u2212/g, "-").match(/[-+]?\d+(\.\d+)?/);
    return found ? Number(found[0]) : null;
  }

  function valueOf(row, column, numeric) {
    const cell = row.cells[column];
    if (!cell) return null;
    const text = (cell.dataset.value ?? cell.textContent).trim();
    if (!numeric) return text;
    return cell.dataset.value === undefined ? numberOf(text) : text === "" ? null : Number(text);
  }

  function compare(a, b, up) {
    if (a === null || b === null) return (a === null) - (b === null);
    const order = typeof a === "number" ? a - b : words.compare(a, b);
    return up ? order : -order;
  }

  function sort(head) {
    const table = head.closest("table");
    const up = head.getAttribute("aria-sort") !== "ascending";
    const numeric = head.dataset.sort === "number";
    for (const other of table.querySelectorAll("th[data-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    for (const body of table.tBodies) {
      const movable = [...body.rows].filter((row) => !row.matches(".group, .total"));
      const anchor = [...body.rows].find((row) => row.matches(".total")) || null;
      movable.sort((a, b) => compare(valueOf(a, head.cellIndex, numeric), valueOf(b, head.cellIndex, numeric), up));
      for (const row of movable) body.insertBefore(row, anchor);
    }
  }

  function prepare(root) {
    for (const head of root.querySelectorAll("th[data-sort]:not([data-ready])")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      head.dataset.ready = "";
      button.addEventListener("click", () => sort(head));
    }
  }

  prepare(document);
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
})();
