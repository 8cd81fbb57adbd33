// The hall follows the secretary: it asks every second whether something else is to be seen, and keeps what it shows
// when the connection is lost. A presenter's keys go to the next and the previous item.
(function () {
  "use strict";
  const EVERY = 1000;
  const STILL = 4000;
  const hall = document.querySelector("[data-hall]");
  if (!hall) return;
  const place = hall.querySelector("[data-now]");
  const lost = hall.querySelector("[data-lost-line]");
  let tag = hall.dataset.tag;
  let last = new Date();
  let still = 0;

  const time = (moment) => moment.toTimeString().slice(0, 5);
  const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.split("=")[1] || "";

  function connected(well) {
    if (well) last = new Date();
    else if (lost.hidden) lost.textContent = hall.dataset.lost.replace("{time}", time(last));
    lost.hidden = well;
  }

  async function look() {
    const answer = await fetch(hall.dataset.hall, { headers: { "If-None-Match": tag }, cache: "no-store" });
    if (answer.status === 304) return connected(true);
    // Signed out meanwhile: the page itself leads to the login and back.
    if (answer.redirected) return location.reload();
    if (!answer.ok) return connected(false);
    tag = answer.headers.get("ETag");
    place.innerHTML = await answer.text();
    connected(true);
  }

  function again() {
    look().catch(() => connected(false)).finally(() => setTimeout(again, EVERY));
  }

  function step(by) {
    if (!hall.dataset.show) return;
    const seen = place.querySelector("[data-seen]").dataset.seen;
    const body = new URLSearchParams({ step: by, screen: seen === "blank" ? "item" : seen });
    fetch(hall.dataset.show, { method: "POST", body, headers: { "X-CSRFToken": cookie("csrftoken") } })
      .then(look).catch(() => connected(false));
  }

  function whole() {
    if (document.fullscreenElement) document.exitFullscreen();
    else hall.requestFullscreen?.();
  }

  const KEYS = {
    PageDown: () => step(1), ArrowRight: () => step(1), PageUp: () => step(-1), ArrowLeft: () => step(-1), f: whole,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  hall.addEventListener("click", (event) => {
    const to = event.target.closest("[data-step]");
    if (to) step(to.dataset.step);
    if (event.target.closest("[data-whole]")) whole();
  });

  // The buttons and the pointer vanish while nobody moves it.
  function moved() {
    hall.classList.remove("is-still");
    clearTimeout(still);
    still = setTimeout(() => hall.classList.add("is-still"), STILL);
  }
  addEventListener("pointermove", moved);
  moved();
  setTimeout(again, EVERY);
})();
