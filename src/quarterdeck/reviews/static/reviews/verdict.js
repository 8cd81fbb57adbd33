// Beside the draft of a task: which of its clears are satisfied, as the form that issues it will say later.
(function () {
  "use strict";
  const root = document.querySelector("[data-conference]");
  const address = root?.dataset.check;
  const words = document.getElementById("conference-words")?.dataset || {};
  const REMARKS = 3;
  const asked = new Map();

  const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.split("=")[1] || "";
  const plain = (element) => element.textContent.replace(/\s+/g, " ").trim();

  function chip(line) {
    const one = document.createElement("li");
    one.className = line.className;
    const question = line.querySelector(".question").cloneNode(true);
    question.querySelectorAll(".visually-hidden").forEach((hidden) => hidden.remove());
    one.textContent = plain(question);
    return one;
  }

  function show(place, page) {
    const lines = [...page.querySelectorAll(".clear-lines > li")];
    const chips = document.createElement("ul");
    chips.className = "entry-clears";
    chips.append(...lines.map(chip));
    const remarks = lines.filter((one) => !one.classList.contains("is-clear")).flatMap((one) => [...one.querySelectorAll(".remark > p:not(.remedy)")]);
    const told = remarks.slice(0, REMARKS).map((one) => Object.assign(document.createElement("p"), { textContent: plain(one) }));
    if (remarks.length > REMARKS) told.push(Object.assign(document.createElement("p"), { className: "muted", textContent: words.more.replace("{count}", remarks.length - REMARKS) }));
    place.replaceChildren(chips, ...told);
  }

  // Said again whenever the server has other words; what was asked before and comes late is not shown.
  async function judge(card) {
    const place = card.element.querySelector("[data-verdict]");
    if (!address || !place) return;
    const { kind, text, who } = card.fields;
    const wanted = kind === "task" && !card.settled && text ? `${who} ${text}` : "";
    if (asked.get(card.id) === wanted) return;
    asked.set(card.id, wanted);
    if (!wanted) return place.replaceChildren();
    const body = new URLSearchParams({ text, assigner: who, acceptor: who });
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": cookie("csrftoken") } });
      if (!answer.ok || answer.redirected || asked.get(card.id) !== wanted) return;
      show(place, new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      asked.delete(card.id); // without a connection nothing is said; the next save asks again
    }
  }

  window.quarterdeckVerdict = { judge };
})();
