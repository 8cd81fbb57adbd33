// The task form: proposals fill their field, what the sentence says goes into fields nobody has touched, and the
// focus moves on to the next proposal. Without this script proposals are buttons that send the form.
(function () {
  "use strict";
  const form = document.querySelector("form.task-form");
  if (!form) return;
  const clear = document.getElementById("clear");
  let moveOn = false;

  form.querySelectorAll(".without-script").forEach((one) => { one.hidden = true; });

  const field = (name) => form.elements.namedItem(name);

  // A list of boxes: the codes named are chosen and no others; "set:X" is every box of a set.
  function choose(name, value) {
    const wanted = new Set(value.split(","));
    form.querySelectorAll(`input[type=checkbox][name=${name}]`).forEach((box) => {
      box.checked = wanted.has(box.value) || wanted.has(`set:${box.dataset.set}`);
    });
    const around = form.querySelector(`input[type=checkbox][name=${name}]`).closest("details");
    if (around) around.open = Boolean(value);
    form.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  function fill(name, value) {
    const target = field(name);
    if (target instanceof RadioNodeList || target.type === "checkbox") return choose(name, value);
    target.value = value;
    target.dispatchEvent(new Event("input", { bubbles: true }));
    const blank = name === "text" ? value.indexOf("[") : -1;
    if (blank < 0) return true;
    target.focus();
    target.setSelectionRange(blank, value.indexOf("]", blank) + 1);
    return false;
  }

  function forget(name) {
    const kept = field("read_off").value.split("\n").filter((line) => !line.startsWith(`${name}=`));
    field("read_off").value = kept.join("\n");
  }

  // A field follows the sentence until somebody changes it; which ones do is listed in read_off.
  function takeOver() {
    const said = clear.querySelector("[data-read-off]");
    if (!said) return;
    const follows = new Map(said.dataset.readOff.split("\n").map((line) => [line.slice(0, line.indexOf("=")), line]));
    const before = new Map(field("read_off").value.split("\n").map((line) => [line.slice(0, line.indexOf("=")), line]));
    for (const one of said.querySelectorAll("[data-read]")) {
      const name = one.dataset.read;
      const target = field(name);
      const untouched = !target.value || before.get(name) === `${name}=${target.value}`;
      if (!untouched || document.activeElement === target) follows.delete(name);
      else if (follows.has(name) || before.has(name)) {
        if (target.value !== one.value) settle(target);
        target.value = one.value;
      }
    }
    field("read_off").value = [...follows.values()].join("\n");
  }

  // Each warning asks for a reason of its own; what was typed for one that comes back is still there.
  function askReasons() {
    const around = document.getElementById("task-reasons");
    const warned = new Map([...clear.querySelectorAll("[data-warns]")].map((one) => [one.dataset.warns, one.value]));
    for (const [name, warning] of warned) {
      let row = around.querySelector(`[data-reason="${name}"]`);
      if (!row) {
        row = around.querySelector("template").content.firstElementChild.cloneNode(true);
        row.dataset.reason = name;
        const input = row.querySelector("input");
        input.name = name;
        input.id = row.querySelector("label").htmlFor = `id_${name}`;
        around.append(row);
      }
      row.querySelector("label").textContent = warning;
    }
    for (const row of around.querySelectorAll("[data-reason]")) row.hidden = !warned.has(row.dataset.reason);
    around.hidden = !warned.size;
  }

  // What was refused is said again by the check; under a field that has been changed the old words would be wrong.
  function settle(target) {
    const wrapper = target.closest(".has-errors");
    if (!wrapper) return;
    wrapper.classList.remove("has-errors");
    wrapper.querySelectorAll(".errors").forEach((one) => { one.hidden = true; });
    target.removeAttribute("aria-invalid");
  }

  form.addEventListener("input", (event) => settle(event.target));

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    if (!button) return;
    event.preventDefault();
    forget(button.dataset.fill);
    moveOn = fill(button.dataset.fill, button.dataset.value);
  });

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type=checkbox])") && !event.ctrlKey) event.preventDefault();
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== clear) return;
    takeOver();
    askReasons();
    if (!moveOn) return;
    moveOn = false;
    (clear.querySelector(".is-blocking [data-fill]") || form.querySelector("[name=issue]")).focus();
  });
})();
