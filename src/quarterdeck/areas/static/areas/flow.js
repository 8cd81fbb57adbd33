// Who became whom: what is under the pointer or has the focus is lit, and said in words at the foot of the screen.
(function () {
  "use strict";
  const said = document.getElementById("flow-said");
  if (!said) return;

  function ribbonsOf(element) {
    const ribbon = element.closest(".stream");
    if (ribbon) return [ribbon];
    const source = element.closest(".flow-source");
    if (source) return [...source.querySelectorAll(".stream")];
    const target = element.closest(".flow-target");
    if (!target) return [];
    return [...target.closest("svg").querySelectorAll(`.stream[data-target="${CSS.escape(target.dataset.target)}"]`)];
  }

  function show(event) {
    const found = event.target instanceof Element ? ribbonsOf(event.target) : [];
    for (const lit of document.querySelectorAll(".stream.is-lit")) lit.classList.remove("is-lit");
    for (const ribbon of found) ribbon.classList.add("is-lit");
    said.textContent = found.map((ribbon) => ribbon.dataset.said).join("; ");
  }

  document.addEventListener("pointerover", show);
  document.addEventListener("focusin", show);
})();
