// Forms: drafts keep themselves on this computer, a form is sent once, large files are refused before sending,
// and a page whose changes nothing keeps asks before it is left.
(function () {
  "use strict";
  const words = document.getElementById("words")?.dataset || {};
  const SKIPPED = new Set(["password", "file", "hidden", "submit"]);
  const owner = document.body.dataset.actor;
  const key = (form) => `draft:${owner}:${form.dataset.autosave}`;

  function fields(form) {
    return [...form.elements].filter((field) => field.name && !SKIPPED.has(field.type) && field.tagName !== "BUTTON");
  }

  function read(form) {
    return fields(form).map((field) => [field.name, field.type, /^(checkbox|radio)$/.test(field.type) ? field.checked : field.value]);
  }

  // What the link to this page fills in stays: the document that was just registered, the call that is replied to.
  // Only what was typed on that very address since then comes back over it.
  function write(form, kept) {
    const here = localStorage.getItem(`${key(form)}:at`) === location.search;
    const told = new URLSearchParams(location.search);
    fields(form).forEach((field, index) => {
      const [name, type, value] = kept[index] || [];
      if (name !== field.name || type !== field.type || (!here && told.has(name))) return;
      if (/^(checkbox|radio)$/.test(type)) field.checked = value;
      else field.value = value;
    });
  }

  function keep(form) {
    localStorage.setItem(key(form), JSON.stringify(read(form)));
    localStorage.setItem(`${key(form)}:at`, location.search);
  }

  function forget(kept) {
    localStorage.removeItem(kept);
    localStorage.removeItem(`${kept}:at`);
  }

  function notice(form) {
    const line = document.createElement("p");
    line.className = "draft-notice";
    line.setAttribute("role", "status");
    const afresh = document.createElement("button");
    afresh.type = "button";
    afresh.className = "btn btn-plain";
    afresh.textContent = words.discard;
    afresh.addEventListener("click", () => {
      forget(key(form));
      form.reset();
      line.remove();
      form.dispatchEvent(new Event("input", { bubbles: true }));
    });
    line.append(words.restored, " ", afresh);
    form.prepend(line);
  }

  function restore(form) {
    const before = JSON.stringify(read(form));
    const kept = localStorage.getItem(key(form));
    if (!kept || kept === before || form.querySelector(".error-summary")) return;
    try {
      write(form, JSON.parse(kept));
    } catch {
      return forget(key(form));
    }
    if (JSON.stringify(read(form)) !== before) notice(form);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function prepare(root) {
    const forms = root.matches?.("form") ? [root] : [...root.querySelectorAll("form")];
    for (const form of forms.filter((one) => one.dataset.autosave && !one.dataset.ready)) {
      form.dataset.ready = "";
      restore(form);
    }
    root.querySelector("[data-focus]")?.focus();
  }

  function tooLarge(form) {
    for (const input of form.querySelectorAll("input[type=file][data-max-bytes]")) {
      const limit = Number(input.dataset.maxBytes);
      const file = [...input.files].find((one) => one.size > limit);
      if (!file) continue;
      const mb = (bytes) => String(Math.ceil(bytes / 1048576));
      input.setCustomValidity(words.tooLarge.replace("{size}", mb(file.size)).replace("{limit}", mb(limit)));
      input.reportValidity();
      return true;
    }
    return false;
  }

  function release(form) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[data-held]")) {
      button.removeAttribute("aria-disabled");
      delete button.dataset.held;
    }
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form") || (event.target.tagName === "FORM" ? event.target : null);
    if (!form) return;
    if (event.target.type === "file") event.target.setCustomValidity("");
    if (event.isTrusted && form.hasAttribute("data-guard")) form.dataset.changed = "";
    if (form.dataset.autosave && event.isTrusted) keep(form);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent !== undefined || tooLarge(form)) return event.preventDefault();
    delete form.dataset.changed;
    if (form.method !== "post") return;
    form.dataset.sent = "";
    for (const button of form.querySelectorAll("button:not([type=button])")) {
      button.setAttribute("aria-disabled", "true");
      button.dataset.held = "";
    }
    if (form.dataset.autosave) sessionStorage.setItem("sent", key(form));
  }, true);

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) release(form);
  });

  // A proposal fills its field: <button type="button" class="proposal" data-fill="id_lead" data-value="SGTVT">.
  document.addEventListener("click", (event) => {
    const proposal = event.target.closest("[data-fill]");
    const field = proposal && document.getElementById(proposal.dataset.fill);
    if (!field) return;
    field.value = proposal.dataset.value;
    if (field.form?.dataset.autosave) keep(field.form);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });

  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
  });

  addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-changed]:not([data-autosave])")) event.preventDefault();
  });

  function say(text) {
    const list = document.createElement("ul");
    list.className = "messages";
    const line = document.createElement("li");
    line.className = "error";
    line.textContent = text;
    list.append(line);
    document.getElementById("messages")?.replaceChildren(list);
  }

  const pageOf = (xhr) => new DOMParser().parseFromString(xhr.responseText, "text/html");
  const reason = (page) => page.querySelector("[data-reason]")?.dataset.reason;

  function selector({ xhr, select, requestConfig }) {
    const near = requestConfig?.elt?.closest?.("[hx-select]")?.getAttribute("hx-select");
    const wanted = xhr.getResponseHeader("HX-Reselect") || select || near;
    return wanted && wanted !== "unset" ? wanted : null;
  }

  // An answer without the part that was asked for would empty the page: what it says is told, and the page stays.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, shouldSwap } = event.detail;
    if (!shouldSwap) return;
    const signedOut = new URL(xhr.responseURL || location.href, location.href).pathname === words.login;
    const wanted = selector(event.detail);
    if (!signedOut && !wanted) return;
    const page = pageOf(xhr);
    if (!signedOut && page.querySelector(wanted)) return;
    event.detail.shouldSwap = false;
    const errors = [...page.querySelectorAll(".error-summary li")].map((one) => one.textContent.trim()).join(" ");
    say(signedOut ? words.signedOut : reason(page) || errors || words.failed);
  });

  document.addEventListener("htmx:responseError", (event) => say(reason(pageOf(event.detail.xhr)) || words.failed));
  document.addEventListener("htmx:sendError", () => say(words.failed));

  // A draft is dropped once the page after sending is not the same form again, or must not be kept.
  const sent = sessionStorage.getItem("sent");
  sessionStorage.removeItem("sent");
  const again = document.querySelector(".error-summary:not([data-forget]), [data-reason]");
  if (sent && !again) forget(sent);

  prepare(document);
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
})();
