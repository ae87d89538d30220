// Keeps all files of this version of the site in the browser, so that it opens without a network. In the service worker,
// above JupyterLite's own code, which is asked for what is not answered here. `files`: hashes by addresses in the site.
// A page gets all from the browser, or all from the network: until the last file is there, and is the one in the list,
// nothing is handed out.
function keepFiles(files) {
  const { scope } = registration;
  const name = `files of ${scope}`;
  const key = (path) => `${scope}${path}?${files[path]}`;
  const missing = async () => {
    const there = new Set((await (await caches.open(name)).keys()).map(({ url }) => url));
    return Object.keys(files).filter((path) => !there.has(key(path)));
  };
  let whole = missing().then((paths) => paths.length === 0, () => false);
  let keeping;

  async function keep() {
    const cache = await caches.open(name);
    for (const path of await missing()) {
      // One after the other and last in the queue, as a page may be waiting; other bytes than those listed are refused.
      const how = { cache: "no-cache", integrity: files[path], priority: "low" };
      await cache.put(key(path), await fetch(scope + path, how));
    }
    whole = Promise.resolve(true);
  }

  async function kept() {
    if (registration.waiting) return whole; // what is not there yet will never be asked for
    keeping ??= keep().finally(() => (keeping = undefined));
    return keeping.then(() => true, () => false);
  }

  async function forgetOthers() {
    const cache = await caches.open(name);
    const ours = new Set(Object.keys(files).map(key));
    await Promise.all((await cache.keys()).filter(({ url }) => !ours.has(url)).map((other) => cache.delete(other)));
  }

  async function beginIfAlone() {
    const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
    if (pages.filter(({ url }) => url.startsWith(scope)).length === 1) await skipWaiting();
  }

  async function answer(request, path) {
    return ((await whole) && (await caches.match(key(path), { cacheName: name }))) || fetch(request);
  }

  addEventListener("install", (event) => {
    if (!registration.active) return; // JupyterLite's begins at once: Python needs it for its files
    event.stopImmediatePropagation(); // a newer one waits until no page of the older is open
    event.waitUntil(keep());
  });
  addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
  addEventListener("message", (event) => {
    if (event.data === "begin") return event.waitUntil(beginIfAlone());
    if (event.data !== "keep") return;
    event.waitUntil(kept().then((all) => event.source.postMessage(all ? "kept" : "not kept")));
  });
  addEventListener("fetch", (event) => {
    const { origin, pathname } = new URL(event.request.url);
    const asked = origin + pathname;
    const path = asked.slice(scope.length).replace(/(^|\/)index\.html$/, "$1");
    if (event.request.method === "GET" && asked.startsWith(scope) && Object.hasOwn(files, path)) {
      event.stopImmediatePropagation(); // JupyterLite would fetch it a second time
      event.respondWith(answer(event.request, path));
    }
  });
}
