// Sets light or dark before the page is painted, from the reader's choice or else the device's.
(function () {
  "use strict";
  const device = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const chosen = () => localStorage.getItem("theme") || "auto";

  function apply() {
    const choice = chosen();
    root.dataset.bsTheme = choice === "auto" ? (device.matches ? "dark" : "light") : choice;
    for (const button of document.querySelectorAll("[data-choose-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.chooseTheme === choice));
    }
  }

  apply();
  device.addEventListener("change", apply);
  addEventListener("storage", apply);
  document.addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll("[data-theme-choice]")) box.hidden = false;
    apply();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose-theme]");
    if (!button || !button.closest("[data-theme-choice]")) return;
    localStorage.setItem("theme", button.dataset.chooseTheme);
    apply();
  });
})();
