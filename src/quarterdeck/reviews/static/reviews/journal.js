// The journal: what is being typed, kept on this computer with every keystroke until the server has it.
// IndexedDB hands each record to the system at once; what the browser keeps for itself is lost when it is killed.
(function () {
  "use strict";
  const NAME = "quarterdeck-conference";
  const ROWS = "typed";
  let store;

  function open() {
    store ||= new Promise((done, failed) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(ROWS, { keyPath: "id" });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    return store;
  }

  async function act(mode, work) {
    const transaction = (await open()).transaction(ROWS, mode);
    const asked = work(transaction.objectStore(ROWS));
    return new Promise((done, failed) => {
      transaction.oncomplete = () => done(asked.result);
      transaction.onerror = transaction.onabort = () => failed(transaction.error);
    });
  }

  // Where the browser refuses a store (private windows of some), the page goes on and the server alone keeps.
  const quietly = (promise, otherwise) => promise.catch(() => otherwise);

  // Of each entry only the newest state waits while one is being written, so that quick hands are never behind.
  const newest = new Map();
  const writing = new Set();

  async function write(id) {
    if (writing.has(id)) return;
    writing.add(id);
    while (newest.has(id)) {
      const record = newest.get(id);
      newest.delete(id);
      await quietly(act("readwrite", (rows) => (record ? rows.put(record) : rows.delete(id))));
    }
    writing.delete(id);
  }

  function next(id, record) {
    newest.set(id, record);
    write(id);
  }

  window.quarterdeckJournal = {
    put: (record) => next(record.id, record),
    drop: (id) => next(id, null),
    all: async (prefix) => {
      const found = await quietly(act("readonly", (rows) => rows.getAll()), []);
      return (found || []).filter((one) => one.id.startsWith(prefix));
    },
  };
})();
