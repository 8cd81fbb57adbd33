// The side panel: links with data-panel open in it, the address can be sent, Esc or back closes it.
// Without this script they are ordinary links to an ordinary page.
(function () {
  "use strict";
  const panel = document.getElementById("panel");
  if (!panel || !window.htmx) return;
  let opener = null;
  let home = location.href;

  function show(url) {
    return htmx.ajax("GET", url, { target: panel, swap: "innerHTML" });
  }

  function hide() {
    panel.classList.remove("is-open");
    panel.replaceChildren();
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  }

  function close() {
    if (!panel.classList.contains("is-open")) return false;
    if (history.state && history.state.panel) history.replaceState({}, "", home);
    hide();
    return true;
  }

  function wantsOwnTab(event) {
    return event.ctrlKey || event.metaKey || event.shiftKey || event.button;
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-panel-close]")) {
      close();
      return;
    }
    const link = event.target.closest("a[data-panel]");
    if (!link || wantsOwnTab(event)) return;
    event.preventDefault();
    const within = panel.contains(link);
    if (!within) opener = link;
    if (!(history.state && history.state.panel)) home = location.href;
    const state = { panel: link.href };
    if (history.state && history.state.panel) history.replaceState(state, "", link.href);
    else history.pushState(state, "", link.href);
    show(link.href);
  });

  panel.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== panel) return;
    panel.classList.add("is-open");
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
  });

  addEventListener("popstate", (event) => {
    if (event.state && event.state.panel) show(event.state.panel);
    else if (panel.classList.contains("is-open")) hide();
  });

  window.quarterdeckPanel = { close };
})();
