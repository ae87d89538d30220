// On a notebook's page: says in words that Python is being started, or cannot be, and asks the browser to keep what has
// been saved even when it clears up. The logo leads to the front page. `words`: what is said.
function notebookPage(words) {
  const home = new URL(".", document.currentScript.src);
  const python = new URL("pyodide/pyodide.js", home);
  const NOT_YET = ["initializing", "connecting", "starting", "restarting", "autorestarting", "unknown"];
  const MINUTE = 60_000;
  const sign = document.createElement("p");
  let saying = words.starting;

  function say(text) {
    sign.textContent = text;
    sign.style.display = text ? "block" : "none";
  }

  function sayThatItIsNotThere(text) {
    saying = text;
    if (sign.textContent) say(text);
  }

  function watch({ sessionContext, saveState }) {
    const look = () => say(NOT_YET.includes(sessionContext.kernelDisplayStatus) ? saying : "");
    sessionContext.statusChanged.connect(look);
    look();
    const saved = (_, state) => {
      if (!state.startsWith("completed")) return;
      saveState.disconnect(saved); // once is enough: some browsers ask the person
      navigator.storage?.persist?.();
    };
    saveState.connect(saved);
  }

  function leadHome(logo) {
    if (!logo) return;
    logo.href = home; // JupyterLite leads to a page of its own that is not here
    logo.setAttribute("aria-label", words.home);
  }

  sign.setAttribute("role", "status");
  sign.style.cssText =
    "position:fixed;z-index:10000;left:0;right:0;bottom:0;margin:0;padding:8px 16px;text-align:center;" +
    "font:16px/1.4 system-ui,sans-serif;color:#fff;background:#1f2328;pointer-events:none";
  document.body.append(sign);
  if (typeof WebAssembly !== "object") return say(words.impossible);
  say(saying);
  setTimeout(sayThatItIsNotThere, 3 * MINUTE, words.late);
  fetch(python)
    .then(({ ok }) => ok || Promise.reject())
    .catch(() => sayThatItIsNotThere(words.unreachable));
  new MutationObserver((_, observer) => {
    const context = window.jupyterapp?.shell.currentWidget?.context;
    if (!context?.saveState) return; // JupyterLite has not opened the notebook yet
    observer.disconnect();
    leadHome(document.getElementById("jp-NotebookLogo"));
    watch(context);
  }).observe(document.body, { childList: true, subtree: true });
}
