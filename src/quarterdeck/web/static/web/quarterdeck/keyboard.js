// Keys: / search, g and a letter goes to a page, arrows move in tables, Enter opens, Esc closes, ? lists the keys.
(function () {
  "use strict";
  let going = 0;

  const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  function go(letter) {
    const link = document.querySelector(`a[data-go="${CSS.escape(letter)}"]`);
    if (link) location.assign(link.href);
  }

  function rows(table) {
    return [...table.querySelectorAll(":scope > tbody > tr, :scope > li")].filter((row) => !row.hidden && row.querySelector("a[href]"));
  }

  function current(event) {
    const row = event.target.closest("table.yearbook tbody tr, ol[data-rows] > li");
    return row && { row, all: rows(row.closest("table, ol[data-rows]")) };
  }

  function moveRow(event) {
    const step = event.key === "ArrowDown" ? 1 : -1;
    const here = current(event);
    const table = here ? null : document.querySelector("main table.yearbook[data-rows], main ol[data-rows]");
    if (!here && (!table || event.target !== document.body)) return;
    const next = here ? here.all[here.all.indexOf(here.row) + step] : rows(table)[0];
    if (!next) return;
    event.preventDefault();
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function openRow(event) {
    if (!event.target.matches("tr, ol[data-rows] > li")) return;
    const link = event.target.querySelector("a[data-open], th a[href], a[href]");
    if (link) link.click();
  }

  function escape() {
    if (window.quarterdeckPanel && window.quarterdeckPanel.close()) return;
    const menu = document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  }

  const actions = {
    "/": () => document.querySelector("[data-search]")?.focus(),
    "?": () => document.getElementById("keys")?.showModal(),
    g: () => { going = Date.now(); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return escape();
    if (event.key === "Enter" && event.ctrlKey) return event.target.closest("form")?.requestSubmit();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return moveRow(event);
    if (event.key === "Enter") return openRow(event);
    if (Date.now() - going < 1500) {
      going = 0;
      return go(event.key);
    }
    if (!actions[event.key] || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    actions[event.key]();
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
})();
