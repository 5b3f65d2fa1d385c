// Ctrl+K: a dialog in which one types and walks through what was found with the arrow keys.
(function () {
  "use strict";
  const sheet = document.querySelector("[data-find]");
  if (!sheet) return;
  const box = sheet.querySelector("input");
  const links = () => Array.from(sheet.querySelectorAll("#found a"));
  function open() {
    if (!sheet.open) sheet.showModal();
    box.focus();
    box.select();
  }
  function step(by) {
    const all = links();
    if (all.length === 0) return;
    const next = all.indexOf(document.activeElement) + by;
    if (next < 0) box.focus(); else all[Math.min(next, all.length - 1)].focus();
  }
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); open(); }
  });
  sheet.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") { event.preventDefault(); step(1); }
    if (event.key === "ArrowUp") { event.preventDefault(); step(-1); }
  });
  let held = null;  // what has the focus while a later answer takes the place of the list it stands in
  sheet.addEventListener("htmx:beforeSwap", () => {
    held = links().includes(document.activeElement) ? document.activeElement.href : null;
  });
  sheet.addEventListener("htmx:afterSwap", () => {
    if (held) (links().find((one) => one.href === held) || box).focus();
  });
  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
})();
