// One opinion or draft on the page: what its fields say, what the server has of it, and what troubles it.
(function () {
  "use strict";
  const words = document.getElementById("conference-words")?.dataset || {};
  const clock = (moment) => moment.toTimeString().slice(0, 8);
  const same = (one, other) => Boolean(one && other) && one.who === other.who && one.text === other.text
    && one.kind === other.kind && one.withdrawn === other.withdrawn;

  // As a text field gives it back: so that words stored by another form do not look changed.
  const plain = (row) => ({ who: row.who, kind: row.kind, text: row.text.replace(/\r\n?/g, "\n").trim(), withdrawn: Boolean(row.withdrawn) });

  class Card {
    // `row` is an entry as the server tells it; version 0 is one that nobody has sent yet.
    constructor(row, { changed, restored = false }) {
      this.key = row.key;
      this.id = `${row.type}:${row.key}`; // numbers of opinions and conclusions may be the same
      this.type = row.type;
      this.item = row.item;
      this.changed = changed;
      this.version = row.version;
      this.saved = null;
      this.sent = [];
      this.busy = null;
      this.trouble = null;
      this.restored = restored;
      this.withdrawn = row.withdrawn;
      this.element = document.getElementById(`card-${row.type}`).content.firstElementChild.cloneNode(true);
      this.element.dataset.entry = this.id;
      for (const name of ["who", "kind", "text", "state", "number", "record", "withdraw", "next", "trouble"]) {
        this[`${name}At`] = this.element.querySelector(`[data-${name}]`);
      }
      if (this.type === "opinion") window.quarterdeckSpeaker.setUp(this.element, () => this.changed(this));
      this.element.addEventListener("input", (event) => {
        if (event.target !== this.whoAt || this.type !== "opinion") this.changed(this);
      });
    }

    get fields() {
      return {
        who: this.type === "opinion" ? this.whoAt.dataset.code || "" : this.whoAt.value,
        kind: this.kindAt?.value || "", text: this.textAt.value.trim(), withdrawn: this.withdrawn,
      };
    }

    get dirty() {
      return !same(this.fields, this.saved) && !this.blank;
    }

    // Never sent and nothing typed: not worth keeping.
    get blank() {
      return !this.version && !this.textAt.value.trim() && !(this.type === "opinion" && this.whoAt.dataset.code);
    }

    get complete() {
      const { who, text } = this.fields;
      return Boolean(who && text);
    }

    get settled() {
      return this.type === "conclusion" && Boolean(this.stage) && this.stage !== "draft";
    }

    write(row) {
      if (this.type === "opinion") {
        this.whoAt.dataset.code = row.who || "";
        this.whoAt.dataset.name = row.who_name || "";
        this.whoAt.value = window.quarterdeckSpeaker.name(row.who) ?? row.who_name ?? "";
      } else {
        if (row.who && ![...this.whoAt.options].some((one) => one.value === row.who)) this.whoAt.add(new Option(row.who_name, row.who));
        if (row.who) this.whoAt.value = row.who;
        this.kindAt.value = row.kind || "task";
      }
      if (this.textAt.value.trim() !== row.text) this.textAt.value = row.text;
      this.withdrawn = Boolean(row.withdrawn);
    }

    // What the server has now; the fields follow unless something else is being typed.
    adopt(row, { keep = false } = {}) {
      this.version = row.version;
      this.saved = plain(row);
      this.stage = row.state;
      this.number = row.number;
      if (!keep) this.write(row);
      this.sent = [];
      this.show();
    }

    mine(row) {
      return this.sent.some((one) => same(one, plain(row)));
    }

    say(text, tone = "") {
      this.stateAt.textContent = text;
      this.stateAt.dataset.tone = tone;
    }

    show() {
      const { who, text } = this.fields;
      if (this.trouble) this.say(words.refused, "trouble");
      else if (this.withdrawn && !this.dirty) this.say(words.withdrawn, "");
      else if (this.busy) this.say(words.saving, "");
      else if (!this.dirty && this.version) this.say(this.at ? words.saved.replace("{time}", clock(this.at)) : "", "saved");
      else if (!text) this.say(this.blank ? "" : words.noWords, "kept");
      else this.say(who ? (this.restored ? words.restored : words.kept) : words.noWho, "kept");
      this.element.classList.toggle("is-withdrawn", this.withdrawn);
      this.element.classList.toggle("is-settled", this.settled);
      this.textAt.readOnly = this.settled || this.withdrawn;
      if (this.type === "opinion") {
        this.whoAt.readOnly = this.withdrawn;
        this.withdrawAt.textContent = this.withdrawn ? words.restore : words.withdraw;
        return;
      }
      this.whoAt.disabled = this.kindAt.disabled = this.settled;
      this.numberAt.textContent = this.settled ? String(this.number) : words.draft;
      this.recordAt.hidden = this.withdrawAt.hidden = this.settled;
      this.nextAt.hidden = !this.settled;
      if (this.settled || !this.dirty) window.quarterdeckVerdict.judge(this);
      if (this.settled) this.nextAt.hash = `conclusion-${this.number}`;
    }

    // A refusal, or two wordings to choose from; nothing is overwritten until somebody has chosen. `again`: typing
    // on tries again.
    troubled(reason, { theirs = null, choices = [], acts = {}, again = false } = {}) {
      this.trouble = { again };
      const box = document.getElementById("card-trouble").content.firstElementChild.cloneNode(true);
      box.querySelector("[data-reason]").textContent = reason;
      if (theirs) {
        const quote = box.querySelector("[data-theirs]");
        quote.hidden = false;
        quote.textContent = `${theirs.who_name}: ${theirs.text}`;
      }
      for (const choice of choices) {
        const button = box.querySelector(`[data-${choice}]`);
        button.hidden = false;
        button.addEventListener("click", () => {
          this.calm();
          acts[choice]();
        });
      }
      this.troubleAt.replaceChildren(box);
      this.show();
    }

    calm() {
      this.trouble = null;
      this.troubleAt.replaceChildren();
      this.show();
    }
  }

  window.quarterdeckCard = { Card, same };
})();
