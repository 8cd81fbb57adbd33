// The browser writes the days of its fields in its own language and order: under each field the day picked is told in
// those of the page, with its weekday.
(function () {
  "use strict";
  const lang = document.documentElement.lang;
  const month = lang === "vi" ? "2-digit" : "long";
  const form = { weekday: "long", day: lang === "vi" ? "2-digit" : "numeric", month, year: "numeric", timeZone: "UTC" };
  const words = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, form);

  function tell(input) {
    const field = input.closest(".field");
    if (!field) return;
    let line = field.querySelector("output.day-told");
    if (!line) {
      line = document.createElement("output");
      line.className = "day-told";
      line.htmlFor = input.id;
      input.after(line);
    }
    line.textContent = input.valueAsDate ? words.format(input.valueAsDate) : "";
  }

  const all = (root) => root.querySelectorAll("input[type=date]").forEach(tell);
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.type === "date") tell(event.target);
      else if (event.target.tagName === "FORM") all(event.target);
    });
  }
  document.addEventListener("reset", (event) => setTimeout(() => all(event.target)));
  document.addEventListener("htmx:load", (event) => all(event.detail.elt));
  all(document);
})();
