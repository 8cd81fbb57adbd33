// The draft desk: marks stand in the margin beside their lines; n and p walk through the findings, Enter accepts, u undoes.
(function () {
  "use strict";
  const RED = ["differs", "contradicts", "impossible"];
  const AMBER = ["revised", "older", "wording", "unreadable", "hint"];
  const CALM = ["no_base", "not_in_figures", "illustrative", "rounds_to", "agrees"];
  let current = null;
  let position = 0;
  let arrived = false;
  // The policy of the site allows no style attributes.
  const heights = new CSSStyleSheet();
  document.adoptedStyleSheets.push(heights);

  const desk = () => document.querySelector("[data-desk]");
  const findings = () => [...document.querySelectorAll("[data-finding]")];
  const find = (name, id) => document.querySelector(`[data-${name}="${CSS.escape(id)}"]`);
  const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  const harm = (claim) => [...RED, ...AMBER, ...CALM].findIndex((verdict) => claim.classList.contains(`claim-${verdict}`));

  // The marks of one line stand beside each other, the most harmful first.
  function margin() {
    const text = document.querySelector("[data-text]");
    if (!text) return;
    text.querySelectorAll(".margin").forEach((one) => one.remove());
    const roomy = parseFloat(getComputedStyle(text).paddingLeft) > 40;
    text.classList.toggle("has-margin", roomy);
    if (!roomy) return;
    const top = text.getBoundingClientRect().top + text.clientTop - text.scrollTop;
    const lines = new Map();
    for (const claim of text.querySelectorAll("[data-claim]")) {
      const at = Math.round(claim.getClientRects()[0].top - top);
      const near = [...lines.keys()].find((other) => Math.abs(other - at) < 8) ?? at;
      lines.set(near, [...(lines.get(near) || []), claim]);
    }
    const marks = document.createDocumentFragment();
    const rules = [];
    for (const [at, claims] of lines) {
      marks.append(line(claims, `margin-${rules.length}`));
      rules.push(`.margin-${rules.length} { top: ${at - 4}px; }`);
    }
    text.append(marks);
    heights.replaceSync(rules.join("\n"));
  }

  function line(claims, height) {
    const box = document.createElement("span");
    box.className = `margin ${height}`;
    box.setAttribute("aria-hidden", "true");
    const worst = claims.map((claim) => ({ claim, harm: harm(claim) })).sort((one, other) => one.harm - other.harm);
    const loud = worst.filter((one) => one.harm < RED.length + AMBER.length);
    for (const { claim } of (loud.length ? loud : worst.slice(0, 1)).slice(0, 3)) {
      const mark = document.createElement("a");
      mark.href = claim.hash;
      mark.tabIndex = -1;
      mark.dataset.to = claim.dataset.claim;
      mark.textContent = claim.dataset.mark;
      const decided = claim.classList.contains("is-set_aside") || claim.classList.contains("is-asked");
      const kind = (verdicts) => !decided && verdicts.some((verdict) => claim.classList.contains(`claim-${verdict}`));
      mark.className = kind(RED) ? "red" : kind(AMBER) ? "amber" : "calm";
      box.append(mark);
    }
    return box;
  }

  function into(pane, element) {
    const inner = element.getClientRects()[0];
    const outer = pane.getBoundingClientRect();
    if (pane.scrollHeight > pane.clientHeight + 4) pane.scrollTop += inner.top - outer.top - pane.clientHeight / 3;
  }

  function show(id, { focus = true, scroll = true } = {}) {
    for (const one of document.querySelectorAll("[data-finding], [data-claim]")) {
      if ((one.dataset.finding || one.dataset.claim) === id) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    current = id;
    arrived = false;
    const finding = find("finding", id);
    const claim = find("claim", id);
    const pane = document.querySelector("[data-text]");
    if (claim && pane) into(pane, claim);
    if (!finding) return;
    position = findings().indexOf(finding);
    if (scroll) finding.scrollIntoView({ block: "nearest" });
    if (focus) (finding.querySelector("[data-accept]") || finding.querySelector(".more a") || finding).focus({ preventScroll: true });
    if (!claim) other(finding);
  }

  // A finding in another part of a long text: that part is fetched, the list stays.
  function other(finding) {
    const link = finding.querySelector("[data-part]");
    if (!link || !document.querySelector(".draft-parts")) return;
    const id = finding.dataset.finding;
    htmx.ajax("GET", link.href.split("#")[0], { source: finding, target: ".draft-page", select: ".draft-page", swap: "outerHTML", selectOOB: "unset" })
      .then(() => { margin(); show(id, { focus: false }); });
  }

  function walk(step) {
    const all = findings();
    if (!all.length) return;
    // After an act the next finding is at hand already: n stays on it, so that n, Enter, n, Enter leaves none out.
    const at = current ? position + (arrived && step > 0 ? 0 : step) : 0;
    // Behind the last one the first follows.
    show(all[(at + all.length) % all.length].dataset.finding);
  }

  const keys = {
    n: () => walk(1),
    p: () => walk(-1),
    u: () => document.querySelector("[data-undo]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (!desk() || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const slot = event.target.closest(".act-slot");
    if (event.key === "Escape" && slot) return shut(slot);
    if (typing(event.target) || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  function shut(slot) {
    const finding = slot.closest("[data-finding]");
    slot.replaceChildren();
    (finding.querySelector("[data-accept]") || finding).focus();
  }

  document.addEventListener("click", (event) => {
    const cancel = event.target.closest("[data-act-close]");
    if (cancel && cancel.closest(".act-slot")) {
      event.preventDefault();
      return shut(cancel.closest(".act-slot"));
    }
    const to = event.target.closest("[data-to], [data-claim]");
    if (to && !event.ctrlKey && !event.metaKey) {
      const id = to.dataset.to || to.dataset.claim;
      if (find("finding", id)) {
        event.preventDefault();
        show(id);
        if (to.matches(".quote")) find("claim", id)?.scrollIntoView({ block: "nearest" });
      }
      return;
    }
    const finding = event.target.closest("[data-finding]");
    // Whatever is done about a finding, its place in the text is in sight, and afterwards the next one is at hand.
    if (finding && finding.dataset.finding !== current) show(finding.dataset.finding, { focus: false, scroll: !event.target.closest("a, button, input, textarea, select, label") });
  });

  // After an act the text keeps its place and the next finding is at hand.
  let kept = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== desk()) return;
    const pane = document.querySelector("[data-text]");
    kept = { text: pane ? pane.scrollTop : 0, page: scrollY, acted: Boolean(event.detail.requestConfig?.verb === "post") };
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!kept || !desk()) return;
    const { text, page, acted } = kept;
    kept = null;
    margin();
    const pane = document.querySelector("[data-text]");
    if (pane) pane.scrollTop = text;
    scrollTo({ top: page, behavior: "instant" });
    const all = findings();
    const next = find("finding", current || "") ?? all[Math.min(position, all.length - 1)];
    const told = desk().dataset.desk;
    if (acted && told) return show(told);
    if (acted && current && next) {
      const same = next.dataset.finding === current;
      show(next.dataset.finding);
      arrived = !same;
    }
  });

  addEventListener("resize", margin);
  document.fonts?.ready.then(margin);
  margin();
  if (desk()?.dataset.desk) show(desk().dataset.desk, { focus: false });
  if (location.hash.startsWith("#f")) show(location.hash.slice(2), { focus: false });
})();
