// On a narrow screen the menu and rows of tabs scroll: where the reader is comes into sight.
(function () {
  "use strict";
  function reveal() {
    for (const here of document.querySelectorAll(".site-nav [aria-current], .tabs [aria-current]")) {
      const row = here.closest(".tabs") || here.parentElement;
      row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - here.offsetWidth) / 2;
    }
  }

  reveal();
  document.addEventListener("htmx:afterSettle", reveal);
})();
