// The secretary's screen: one page with every item, by keyboard alone. Each keystroke goes into the journal on this
// computer at once and to the server a moment later; the page goes on without a connection and catches up by itself.
(function () {
  "use strict";
  const root = document.querySelector("[data-conference]");
  if (!root) return;
  const { Card } = window.quarterdeckCard;
  const journal = window.quarterdeckJournal;
  const words = document.getElementById("conference-words").dataset;
  const first = JSON.parse(document.getElementById("conference-state").textContent);
  const prefix = `${document.body.dataset.actor}:${root.dataset.conference}:`;
  const PAUSE = 700;
  const AT_MOST = 4000;
  const LOOK = 1500;
  const DWELL = 600;
  const closed = "closed" in root.dataset;
  const cards = new Map();
  const timers = new Map();
  let tag = "";
  let agenda = first.agenda;
  let shown = first.shown;
  let ahead = new Date(first.now) - Date.now();
  let since = null;
  let drawing = 0;
  let spent = { item: null, from: 0 };

  const now = () => new Date(Date.now() + ahead);
  const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.split("=")[1] || "";
  const sections = () => [...root.querySelectorAll("[data-item]")];
  const current = () => sections().find((one) => !one.hidden);
  const section = (item) => root.querySelector(`[data-item="${item}"]`);
  const typing = (element) => element.closest("input, textarea, select");

  /* The connection. */
  function connection(well) {
    const line = root.querySelector("[data-offline]");
    if (well) {
      if (since) line.textContent = words.back;
      since = null;
      line.classList.add("is-back");
      if (!line.hidden) setTimeout(() => { if (!since) line.hidden = true; }, 4000);
      root.querySelector("[data-signed-out]").hidden = true;
      return;
    }
    since ||= now();
    line.classList.remove("is-back");
    line.hidden = false;
    count();
  }

  function count() {
    if (!since) return;
    const waiting = [...cards.values()].filter((one) => one.dirty).length;
    root.querySelector("[data-offline]").textContent = words.offline.replace("{time}", since.toTimeString().slice(0, 5)).replace("{count}", waiting);
  }

  async function ask(url, body, headers = {}) {
    const options = body ? { method: "POST", body: new URLSearchParams(body), headers: { "X-CSRFToken": cookie("csrftoken") } } : { headers, cache: "no-store" };
    let answer;
    try {
      answer = await fetch(url, options);
    } catch {
      connection(false);
      return null;
    }
    if (answer.status >= 500) return connection(false), null;
    // Signed out: the gate leads to the login, and a form from before a new login is refused once.
    if (answer.redirected || (answer.status === 403 && !answer.headers.get("content-type")?.includes("json"))) {
      root.querySelector("[data-signed-out]").hidden = false;
      return null;
    }
    connection(true);
    return answer;
  }

  /* Keeping. */
  function keep(card) {
    const record = { id: prefix + card.id, key: card.key, type: card.type, item: card.item, version: card.version, fields: card.fields, sent: card.sent };
    journal.put({ ...record, name: card.whoAt.value });
  }

  function changed(card) {
    card.restored = false;
    if (card.trouble?.again) card.calm();
    if (card.dirty) keep(card);
    else journal.drop(prefix + card.id);
    card.show();
    count();
    soon(card);
  }

  function soon(card, pause = PAUSE) {
    const timer = timers.get(card.id) || { last: Date.now() };
    clearTimeout(timer.id);
    const left = Math.max(0, timer.last + AT_MOST - Date.now());
    timer.id = setTimeout(() => save(card), Math.min(pause, left));
    timers.set(card.id, timer);
  }

  const address = (card, act = "") => `${root.dataset.base}${card.type === "opinion" ? "opinions" : "drafts"}/${card.key}/${act}`;

  // Resolves once the server has answered; a save that is under way is waited for.
  function save(card) {
    clearTimeout(timers.get(card.id)?.id);
    timers.delete(card.id);
    if (card.busy) return card.busy;
    if (card.trouble || card.settled || closed || !card.dirty || !card.complete) return Promise.resolve();
    card.busy = send(card);
    card.show();
    return card.busy;
  }

  async function send(card) {
    const fields = card.fields;
    card.sent.push(fields);
    keep(card);
    const { withdrawn, ...plain } = fields;
    const answer = await ask(address(card), { ...plain, item: card.item, version: card.version, ...(withdrawn ? { withdrawn: "on" } : {}) });
    const told = answer && await answer.json().catch(() => null);
    card.busy = null;
    if (!told) return card.show();
    if (answer.ok) return saved(card, told, fields);
    if (answer.status === 409) return differs(card, told);
    card.troubled(`${told.reason} ${told.remedy}`.trim(), { again: true });
  }

  function saved(card, row, fields) {
    card.at = now();
    card.adopt(row, { keep: true });
    card.saved = fields; // the server may have left out signs that nobody sees
    card.show();
    if (card.dirty) {
      keep(card);
      soon(card);
    } else journal.drop(prefix + card.id);
    notice();
    count();
  }

  // The server has another version. If it is one that this form sent itself and never heard back from, it goes on.
  function differs(card, { theirs, reason }) {
    if (theirs && card.mine(theirs)) {
      card.adopt(theirs, { keep: true });
      return save(card);
    }
    const settled = !theirs || (theirs.type === "conclusion" && theirs.state !== "draft");
    const acts = {
      "take-theirs": () => take(card, theirs),
      "take-mine": () => { card.adopt(theirs, { keep: true }); save(card); },
      "take-both": () => { again(card); take(card, theirs); },
      drop: () => remove(card),
    };
    const choices = !theirs ? ["take-both", "drop"] : settled ? ["take-theirs", "take-both"] : ["take-theirs", "take-mine", "take-both"];
    card.troubled(settled ? words.gone : words.changed || reason, { theirs, choices, acts });
  }

  function take(card, theirs) {
    if (!theirs) return remove(card);
    card.adopt(theirs);
    journal.drop(prefix + card.id);
    card.textAt.focus();
    notice();
  }

  // What was typed, as an entry of its own.
  function again(card) {
    const fields = card.fields;
    const made = add({ key: crypto.randomUUID(), type: card.type, item: card.item, version: 0, ...fields, who_name: card.whoAt.value, state: "draft" });
    changed(made);
  }

  function remove(card) {
    journal.drop(prefix + card.id);
    cards.delete(card.id);
    card.element.remove();
    counts();
    notice();
  }

  /* Cards. */
  function add(row, options = {}) {
    const card = new Card(row, { changed, ...options });
    cards.set(card.id, card);
    if (row.version) card.adopt(row);
    else {
      card.write(row);
      card.show();
    }
    section(row.item)?.querySelector(`[data-list="${row.type}"]`).append(card.element);
    if (closed) card.element.querySelectorAll("button").forEach((one) => { one.disabled = true; });
    counts();
    return card;
  }

  function start(type) {
    if (closed) return;
    const here = current();
    const card = add({ key: crypto.randomUUID(), type, item: Number(here.dataset.item), version: 0, who: "", text: "", kind: type === "conclusion" ? "task" : "", withdrawn: false, state: "draft" });
    (type === "opinion" ? card.whoAt : card.textAt).focus();
  }

  function merge(rows) {
    const id = (one) => `${one.type}:${one.key}`;
    const there = new Set(rows.map(id));
    for (const row of rows) {
      const card = cards.get(id(row));
      if (!card) add(row);
      else if (card.busy || card.trouble || row.version <= card.version) continue;
      else if (!card.dirty) card.adopt(row);
      else if (card.mine(row)) card.adopt(row, { keep: true });
      else differs(card, { theirs: row });
    }
    for (const card of [...cards.values()]) {
      if (there.has(card.id) || !card.version || card.busy || card.trouble) continue;
      if (card.dirty) differs(card, { theirs: null });
      else remove(card);
    }
    counts();
    notice();
  }

  // After the browser has died: what the server does not have is shown again and sent.
  async function restore() {
    for (const kept of await journal.all(prefix)) {
      let card = cards.get(`${kept.type}:${kept.key}`);
      const row = { ...kept.fields, who_name: kept.name };
      if (!card) {
        if (!section(kept.item)) kept.item = Number(sections()[0].dataset.item);
        card = add({ ...row, key: kept.key, type: kept.type, item: kept.item, version: 0, state: "draft" }, { restored: true });
        card.version = kept.version;
        card.sent = kept.sent || [];
        if (kept.version) differs(card, { theirs: null });
      } else {
        const theirs = { key: card.key, type: card.type, version: card.version, state: card.stage, who_name: card.whoAt.value, ...card.saved };
        card.sent = kept.sent || [];
        card.restored = true;
        const known = card.version === kept.version || card.mine(theirs);
        card.write(row);
        if (!card.dirty) journal.drop(prefix + card.id);
        else if (!known || card.settled) differs(card, { theirs });
      }
      card.show();
      save(card);
    }
  }

  /* What is seen. */
  function counts() {
    for (const one of sections()) {
      const mine = [...cards.values()].filter((card) => card.item === Number(one.dataset.item) && !card.withdrawn && !card.blank);
      const said = mine.filter((card) => card.type === "opinion").length;
      const concluded = mine.length - said;
      const parts = [said && words.opinions.replace("{count}", said), concluded && words.conclusions.replace("{count}", concluded)];
      root.querySelector(`[data-count="${one.dataset.item}"]`).textContent = parts.filter(Boolean).join(", ");
      for (const line of one.querySelectorAll("[data-none]")) {
        line.hidden = Boolean(one.querySelector(`[data-list="${line.dataset.none}"] [data-entry]`));
      }
    }
  }

  function notice() {
    const listed = [...cards.values()].filter((card) => card.type === "conclusion" && card.textAt.value.trim());
    listed.sort((one, other) => (one.number || 1e6) - (other.number || 1e6));
    root.querySelector("[data-notice]").replaceChildren(...listed.map((card) => {
      const line = document.createElement("li");
      if (card.number) line.value = card.number;
      else line.className = "is-draft";
      line.textContent = card.textAt.value.trim();
      if (!card.number) line.append(" ", Object.assign(document.createElement("span"), { className: "tag", textContent: words.draft }));
      return line;
    }));
    root.querySelector("[data-notice-none]").hidden = Boolean(listed.length);
  }

  function hall() {
    const item = section(shown.item);
    const title = item?.querySelector("h2").textContent;
    const screen = shown.screen === "blank" || !item ? words.blank : `${words[shown.screen]}: ${title}`;
    root.querySelector("[data-hall-now]").textContent = screen;
    for (const one of root.querySelectorAll("[data-in-hall]")) one.hidden = shown.screen === "blank" || Number(one.dataset.inHall) !== shown.item;
    const here = Number(current().dataset.item) === shown.item;
    for (const one of root.querySelectorAll("[data-screen]")) {
      one.setAttribute("aria-pressed", String(one.dataset.screen === shown.screen && (here || shown.screen === "blank")));
    }
    if (spent.item !== shown.item) spent = { item: shown.item, from: Date.now() };
  }

  function tick() {
    root.querySelector("[data-clock]").textContent = now().toTimeString().slice(0, 5);
    const line = root.querySelector("[data-spent]");
    const planned = section(shown.item)?.dataset.minutes;
    const minutes = Math.floor((Date.now() - spent.from) / 60000);
    line.textContent = section(shown.item) && shown.screen !== "blank" ? (planned ? line.dataset.of : line.dataset.one).replace("{minutes}", minutes).replace("{planned}", planned) : "";
  }

  function go(to) {
    if (!to || to === current()) return;
    current().hidden = true;
    to.hidden = false;
    for (const link of root.querySelectorAll("[data-to]")) {
      if (link.dataset.to === to.dataset.item) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    root.querySelector("[data-to][aria-current]").scrollIntoView({ block: "nearest" });
    history.replaceState(null, "", `?item=${to.dataset.number}`);
    hall();
    draw();
  }

  // Whoever stays on an item may put its chart before the hall: it is drawn ahead, once.
  function draw() {
    clearTimeout(drawing);
    const here = current();
    if (here.dataset.draw) drawing = setTimeout(() => ask(here.dataset.draw).then(() => delete here.dataset.draw), DWELL);
  }

  function step(by) {
    const all = sections();
    go(all[all.indexOf(current()) + by]);
  }

  async function show(screen) {
    if (closed) return;
    const item = screen === "blank" ? "" : current().dataset.item;
    const answer = await ask(root.dataset.show, { item, screen });
    if (answer?.ok) {
      shown = await answer.json();
      hall();
    }
  }

  /* Looking what others do. */
  async function look() {
    const answer = await ask(root.dataset.now, null, tag ? { "If-None-Match": tag } : {});
    if (answer?.status === 200) {
      const told = await answer.json();
      tag = answer.headers.get("ETag");
      ahead = new Date(told.now) - Date.now();
      shown = told.shown;
      merge(told.entries);
      hall();
      if (told.agenda !== agenda) root.querySelector("[data-agenda-changed]").hidden = false;
      if (told.closed && !closed) location.reload();
    }
    if (answer && !since) for (const card of cards.values()) if (card.dirty && !timers.has(card.id)) save(card);
    setTimeout(look, LOOK);
  }

  /* The keyboard. */
  async function record(card) {
    if (!card || card.type !== "conclusion" || card.settled || card.trouble) return;
    await save(card);
    await save(card); // what was typed while the first was on its way
    if (card.dirty || !card.version || card.trouble) return;
    const answer = await ask(address(card, "record/"), { version: card.version });
    const told = answer && await answer.json().catch(() => null);
    if (!told) return;
    if (answer.ok) {
      card.at = now();
      card.adopt(told);
      counts();
      notice();
      card.element.focus();
    } else if (answer.status === 409 && told.theirs) differs(card, told);
    else card.troubled(`${told.reason} ${told.remedy}`.trim(), { again: true });
  }

  async function withdraw(card) {
    if (card.type === "opinion" && card.version) {
      card.withdrawn = !card.withdrawn;
      return changed(card);
    }
    if (!card.version) return remove(card);
    const answer = await ask(address(card, "discard/"), { version: card.version });
    if (answer?.ok) return remove(card);
    const told = answer && await answer.json().catch(() => null);
    if (told) differs(card, told);
  }

  const cardOf = (element) => cards.get(element.closest?.("[data-entry]")?.dataset.entry);
  const KEYS = {
    o: () => start("opinion"), c: () => start("conclusion"), ArrowUp: () => step(-1), ArrowDown: () => step(1),
    1: () => show("item"), 2: () => show("chart"), 3: () => show("table"), 0: () => show("blank"),
  };
  const ALWAYS = { F2: KEYS.o, F4: KEYS.c };

  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]") || event.metaKey) return;
    const card = cardOf(event.target);
    if (event.key === "Escape" && card) {
      if (card.blank) return remove(card);
      save(card);
      return card.element.focus();
    }
    if (event.key === "Enter" && event.ctrlKey && event.shiftKey && card) {
      event.preventDefault();
      return record(card);
    }
    if (ALWAYS[event.key]) {
      event.preventDefault();
      return ALWAYS[event.key]();
    }
    const arrow = event.key === "ArrowUp" || event.key === "ArrowDown";
    if (event.ctrlKey || event.shiftKey || (event.altKey && !arrow)) return;
    if (typing(event.target) && !(event.altKey && arrow)) return;
    if (!KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const card = cardOf(event.target);
    save(card);
    card.element.focus();
  });

  root.addEventListener("click", (event) => {
    const to = event.target.closest("[data-to]");
    if (to && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      return go(section(to.dataset.to));
    }
    const button = event.target.closest("button");
    if (!button) return;
    const card = cardOf(button);
    if (button.dataset.new) start(button.dataset.new);
    else if (button.dataset.screen) show(button.dataset.screen);
    else if ("reload" in button.dataset) location.reload();
    else if (card && "record" in button.dataset) record(card);
    else if (card && "withdraw" in button.dataset) withdraw(card);
  });

  addEventListener("online", () => [...cards.values()].forEach((card) => save(card)));
  addEventListener("pagehide", () => [...cards.values()].forEach((card) => save(card)));

  first.entries.forEach((row) => add(row));
  counts();
  notice();
  hall();
  tick();
  setInterval(tick, 1000);
  draw();
  restore().then(look);
})();
