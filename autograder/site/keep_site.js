// On every page: has the service worker keep the site in this browser. `version`: JupyterLite's.
function keepSite(version) {
  const worker = new URL("service-worker.js?enableCache=false", document.currentScript.src).href;
  const says = (id) => document.getElementById(id)?.removeAttribute("hidden");

  async function keep() {
    const { serviceWorker } = navigator;
    const registration = await serviceWorker.register(worker);
    const begin = registration.waiting;
    serviceWorker.addEventListener("message", ({ data }) => {
      if (data === "kept") says("site-is-kept");
      begin?.postMessage("begin"); // only now: while the older one has work, Chromium lets the newer wait for minutes
    });
    if (begin) serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    serviceWorker.startMessages();
    (await serviceWorker.ready).active.postMessage("keep");
  }

  try {
    localStorage.setItem(`${worker}-version`, version); // else JupyterLite sends away the worker that it finds
  } catch {
    return says("nothing-is-kept");
  }
  if (navigator.serviceWorker) keep().catch(console.warn);
}
