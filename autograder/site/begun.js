// On the front page: says on the card of each notebook that is kept in this browser when it was saved last. JupyterLite
// keeps what was changed in a database of its own, which is only looked at.
function begun() {
  const name = `JupyterLite Storage - ${new URL(".", document.currentScript.src).pathname}`;
  const opening = indexedDB.open(name);
  opening.onupgradeneeded = () => opening.transaction.abort(); // there is none yet, and none is made
  opening.onsuccess = () => {
    const database = opening.result;
    if (!database.objectStoreNames.contains("files")) return database.close();
    const files = database.transaction("files").objectStore("files");
    files.transaction.oncomplete = () => database.close();
    for (const said of document.querySelectorAll("[data-notebook]")) {
      files.get(said.dataset.notebook).onsuccess = ({ target }) => {
        if (!target.result) return;
        const when = new Date(target.result.last_modified);
        said.querySelector("time").textContent = when.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
        said.hidden = false;
      };
    }
  };
}
