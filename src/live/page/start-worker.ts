/**
 * What a worker runs where its script is of another origin: it imports the script, and keeps what it is sent meanwhile.
 * A script that cannot be imported ends as one that cannot be fetched does, in the worker's `error` event.
 */
const IMPORTING = `
  const held = [];
  const hold = (event) => {
    event.stopImmediatePropagation();
    held.push(event);
  };
  addEventListener('message', hold);
  import(ADDRESS).then(() => {
    removeEventListener('message', hold);
    for (const { data, ports } of held) dispatchEvent(new MessageEvent('message', { data, ports }));
  }).catch(reportError);
`;

/** The scripts that import those of another origin, by the address of the latter. They are kept: workers load them late. */
const importers = new Map<string, string>();

/**
 * Starts a worker that runs a module of this page.
 *
 * A worker's script has to be of its page's origin. A page in a frame with `sandbox="allow-scripts"` has an origin of its
 * own, which nothing else is of; there the worker runs a script made on the spot, which is, and that imports the module.
 * It has to be a classic script: Chromium starts no worker there from a module made on the spot.
 *
 * @param address of the module, as an import with `?worker&url` gives it.
 * @param name what debuggers call it.
 */
export function startWorker(address: string, name: string): Worker {
  const { href, origin } = new URL(address, import.meta.url);
  return origin === self.origin
    ? new Worker(href, { type: 'module', name })
    : new Worker(importerOf(href), { name });
}

function importerOf(address: string): string {
  const known = importers.get(address);
  if (known !== undefined) return known;
  const script = IMPORTING.replace('ADDRESS', () => JSON.stringify(address));
  const importer = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  importers.set(address, importer);
  return importer;
}
