/** Texts that the browser's small storage does not take, kept in its database. */

const DATABASE = 'rf-kept';
const STORE = 'texts';

let opening: Promise<IDBDatabase | null> | undefined;

function answered<T>(request: IDBRequest<T>): Promise<T | undefined> {
  return new Promise((done) => {
    request.onsuccess = () => done(request.result);
    request.onerror = (event) => {
      // Refused: a private window or a full disk. The caller goes on without it.
      event.preventDefault();
      done(undefined);
    };
  });
}

async function open(): Promise<IDBDatabase | null> {
  if (typeof indexedDB === 'undefined') return null;
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return (await answered(request)) ?? null;
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore | null> {
  opening ??= open();
  return (await opening)?.transaction(STORE, mode).objectStore(STORE) ?? null;
}

/** Returns whether it was kept. */
export async function rememberBig(name: string, text: string): Promise<boolean> {
  const kept = await store('readwrite');
  return kept !== null && (await answered(kept.put(text, name))) !== undefined;
}

export async function forgetBig(name: string): Promise<void> {
  const kept = await store('readwrite');
  if (kept !== null) await answered(kept.delete(name));
}

export async function recallAllBig(): Promise<[string, string][]> {
  const kept = await store('readonly');
  if (kept === null) return [];
  const [names, texts] = await Promise.all([answered(kept.getAllKeys()), answered(kept.getAll())]);
  return (names ?? []).map((name, index) => [String(name), String(texts?.[index])]);
}
