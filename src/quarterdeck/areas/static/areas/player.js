// The province through time: the days of change as a slider that can be played. Without this script they are links.
(function () {
  "use strict";
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });
  const player = document.querySelector("[data-player]");
  if (!player || !window.htmx) return;
  const links = [...player.querySelectorAll("[data-stops] a")];
  const slider = player.querySelector("[data-slider]");
  const button = player.querySelector("[data-play]");
  const told = player.querySelector("[data-told]");
  const PAUSE = 2600;
  let timer = 0;
  let waiting = 0;

  const here = () => Number(slider.value);

  function mark(place) {
    links.forEach((link, at) => {
      if (at === place) link.setAttribute("aria-current", "date");
      else link.removeAttribute("aria-current");
    });
    const day = new URL(links[place].href).searchParams.get("day");
    for (const level of player.querySelectorAll(".levels a")) {
      const address = new URL(level.href);
      address.searchParams.set("day", day);
      level.href = address.href;
    }
  }

  function show(place) {
    slider.value = String(place);
    slider.setAttribute("aria-valuetext", links[place].textContent);
    mark(place);
    history.replaceState(history.state, "", links[place].href);
    return htmx.ajax("GET", links[place].href, { target: "#map", select: "#map", swap: "outerHTML show:none" });
  }

  function tell() {
    const head = document.getElementById("map-head");
    const first = document.querySelector("#map .happened li");
    told.textContent = [head, first].filter(Boolean).map((one) => one.textContent.trim()).join(". ");
  }

  function stop() {
    clearTimeout(timer);
    timer = 0;
    button.textContent = player.dataset.paused;
  }

  async function play() {
    await show(here() < links.length - 1 && timer !== -1 ? here() + 1 : 0);
    if (!timer) return;
    if (here() < links.length - 1) timer = setTimeout(play, PAUSE);
    else stop();
  }

  button.addEventListener("click", () => {
    if (timer) return stop();
    timer = here() === links.length - 1 ? -1 : 1;
    button.textContent = player.dataset.playing;
    return play();
  });

  player.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    const link = event.target.closest("[data-stops] a");
    if (!step && !link) return;
    if (link && (event.ctrlKey || event.metaKey || event.shiftKey || event.button)) return;
    event.preventDefault();
    stop();
    const place = link ? links.indexOf(link) : here() + Number(step.dataset.step);
    if (place >= 0 && place < links.length) show(place);
  });

  slider.addEventListener("input", () => {
    stop();
    clearTimeout(waiting);
    waiting = setTimeout(() => show(here()), 120);
  });

  document.addEventListener("htmx:afterSettle", tell);
  player.querySelector("[data-player-line]").hidden = links.length < 2;
  slider.setAttribute("aria-valuetext", links[here()]?.textContent ?? "");
})();
