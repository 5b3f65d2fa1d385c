// The grid of a unit's month: moves like a spreadsheet, takes a block that was copied from one, counts what is filled.
(() => {
  "use strict";
  const grid = document.querySelector("[data-grid]");
  if (!grid) return;
  const rows = [...grid.querySelectorAll("tbody tr")].map((row) => [...row.children].slice(-(Number(grid.dataset.grid) || 2)).map((cell) => cell.querySelector("input.cell")));
  const placeOf = (field) => {
    const down = rows.findIndex((row) => row.includes(field));
    return down < 0 ? null : [down, rows[down].indexOf(field)];
  };
  const go = (down, across, step) => {
    for (let at = down + step; at >= 0 && at < rows.length; at += step) {
      if (rows[at][across]) { rows[at][across].focus(); rows[at][across].select(); return true; }
    }
    return false;
  };
  const count = () => {
    const filled = document.querySelector("[data-filled]");
    if (filled) filled.textContent = rows.flat().filter((field) => field && field.value.trim()).length;
  };

  grid.addEventListener("keydown", (event) => {
    const place = placeOf(event.target);
    if (!place || event.isComposing) return;
    const [down, across] = place;
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      if (!go(down, across, step) && event.key === "Enter" && step === 1) go(-1, across + 1, 1);
      return;
    }
    const field = event.target;
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const side = { ArrowLeft: [-1, 0], ArrowRight: [1, field.value.length] }[event.key];
    if (side && (whole || (field.selectionStart === side[1] && field.selectionEnd === side[1]))) {
      const next = rows[down][across + side[0]];
      if (next) { event.preventDefault(); next.focus(); next.select(); }
    }
  });
  grid.addEventListener("focusin", (event) => { if (placeOf(event.target)) event.target.select(); });
  grid.addEventListener("input", count);

  grid.addEventListener("paste", (event) => {
    const place = placeOf(event.target);
    if (!place) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const [first, across] = place;
    const block = text.split("\n").map((line) => line.split("\t"));
    let filled = 0, lost = 0;
    block.forEach((line, down) => line.forEach((value, right) => {
      const said = value.trim();
      if (!said) return;
      const field = (rows[first + down] || [])[across + right];
      if (!field) { lost += 1; return; }
      field.value = said.replace(/[%％]$/, "");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      filled += 1;
    }));
    count();
    const told = document.querySelector("[data-pasted]");
    if (told) told.textContent = `已贴入${filled}格${lost ? `，另有${lost}格没有对应的位置，没有贴入` : ""}。请核对后报送。`;
  });
})();
