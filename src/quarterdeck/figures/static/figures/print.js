// The button that prints the page; without this script it stays hidden and the browser's own menu prints.
(function () {
  "use strict";
  const show = (root) => root.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  show(document);
  document.addEventListener("htmx:load", (event) => show(event.detail.elt));
})();
