// Choosing who speaks: a few letters of the post or its body, with or without accents, then Enter or Tab.
(function () {
  "use strict";
  const SHOWN = 8;
  const people = JSON.parse(document.getElementById("conference-speakers")?.textContent || "[]");
  const words = document.getElementById("conference-words")?.dataset || {};
  const byCode = new Map(people.map((one) => [one.code, one]));

  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đð]/g, "d");

  // Every typed word begins a word of the post or its body; whole words first, those who take part before the others.
  function matches(typed) {
    const parts = fold(typed).split(/\s+/).filter(Boolean);
    return people.filter((one) => parts.every((part) => ` ${one.find}`.includes(` ${part}`))).slice(0, SHOWN);
  }

  function setUp(card, chosen) {
    const input = card.querySelector("[data-who]");
    const list = card.querySelector("[role=listbox]");
    let found = [];
    let at = -1;
    list.id = `people-${crypto.randomUUID()}`;
    input.setAttribute("aria-controls", list.id);

    function shut() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(place) {
      at = place;
      [...list.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
      const option = list.children[at];
      if (!option) return;
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    function offer() {
      found = matches(input.value);
      list.replaceChildren(...found.map((one, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.role = "option";
        option.dataset.code = one.code;
        option.textContent = one.name;
        if (!one.invited) option.append(Object.assign(document.createElement("span"), { className: "muted small", textContent: ` · ${words.others}` }));
        return option;
      }));
      if (!found.length) list.append(Object.assign(document.createElement("li"), { className: "muted small", textContent: words.nobody }));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(found.length ? 0 : -1);
    }

    function take(one) {
      input.dataset.code = one.code;
      input.value = one.name;
      shut();
      chosen();
    }

    // What was typed but not chosen gives way to who was chosen before.
    function settle() {
      if (list.hidden) return;
      shut();
      input.value = byCode.get(input.dataset.code)?.name ?? input.dataset.name ?? "";
    }

    input.addEventListener("input", offer);
    input.addEventListener("focus", () => input.select());
    input.addEventListener("blur", () => setTimeout(settle, 150));
    list.addEventListener("pointerdown", (event) => {
      const one = byCode.get(event.target.closest("[data-code]")?.dataset.code);
      if (one) take(one);
    });
    input.addEventListener("keydown", (event) => {
      const down = event.key === "ArrowDown";
      if ((down || event.key === "ArrowUp") && !event.altKey) {
        event.preventDefault();
        event.stopPropagation();
        if (list.hidden) return offer();
        return mark(Math.max(0, Math.min(at + (down ? 1 : -1), found.length - 1)));
      }
      if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        return settle();
      }
      if (event.ctrlKey || !["Enter", "Tab"].includes(event.key)) return;
      if (event.key === "Enter") event.preventDefault();
      if (!list.hidden && found[at]) take(found[at]);
      if (event.key === "Enter" && input.dataset.code) card.querySelector("[data-text]").focus();
    });
  }

  window.quarterdeckSpeaker = { setUp, name: (code) => byCode.get(code)?.name };
})();
