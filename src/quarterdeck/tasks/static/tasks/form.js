// The task form: proposals fill their field, what the sentence says goes into fields nobody has touched, and the
// focus moves on to the next proposal. Without this script proposals are buttons that send the form.
(function () {
  "use strict";
  const form = document.querySelector("form.task-form");
  if (!form) return;
  const clear = document.getElementById("clear");
  const read = new Map();
  let moveOn = false;

  form.querySelectorAll(".without-script").forEach((one) => { one.hidden = true; });

  const field = (name) => form.elements.namedItem(name);

  function fill(name, value) {
    const target = field(name);
    target.value = value;
    target.dispatchEvent(new Event("input", { bubbles: true }));
    const blank = name === "text" ? value.indexOf("[") : -1;
    if (blank < 0) return true;
    target.focus();
    target.setSelectionRange(blank, value.indexOf("]", blank) + 1);
    return false;
  }

  // A field follows the sentence until somebody changes it by hand.
  function takeOver() {
    for (const one of clear.querySelectorAll("[data-read]")) {
      const name = one.dataset.read;
      const target = field(name);
      if (document.activeElement === target || (target.value && target.value !== read.get(name))) continue;
      target.value = one.value;
      read.set(name, one.value);
    }
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    if (!button) return;
    event.preventDefault();
    read.delete(button.dataset.fill);
    moveOn = fill(button.dataset.fill, button.dataset.value);
  });

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type=checkbox])") && !event.ctrlKey) event.preventDefault();
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== clear) return;
    takeOver();
    if (!moveOn) return;
    moveOn = false;
    (clear.querySelector(".is-blocking [data-fill]") || form.querySelector("[name=issue]")).focus();
  });
})();
