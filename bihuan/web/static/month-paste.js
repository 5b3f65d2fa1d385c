// A block copied from a spreadsheet goes into the month's page cell by cell: down the items, across 进展、问题、措施、进度.
// Only a block does: a browser says so with a table in the clipboard's HTML. Plain text is pasted as ever.
(() => {
  "use strict";
  const NAMES = ["text", "problems", "next_steps", "percent"];

  const blockOf = (html) => {
    const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
    if (!table) return [];
    table.querySelectorAll("br").forEach((line) => line.replaceWith("\n"));
    return [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
  };

  const put = (field, value) => {
    if (!field || !value) return 0;
    field.value = field.type === "number" ? value.replace(/[%％]$/, "") : value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const fold = field.closest("details");
    if (fold) fold.open = true;
    return 1;
  };

  document.addEventListener("paste", (event) => {
    const [name] = (event.target.name || "").match(/^[a-z_]+(?=_\d+$)/) || [];
    const first = NAMES.indexOf(name);
    const line = event.target.closest && event.target.closest("[data-month-line]");
    if (first < 0 || !line) return;
    const block = blockOf(event.clipboardData.getData("text/html"));
    if (block.length * Math.max(0, ...block.map((row) => row.length)) < 2) return;
    event.preventDefault();
    const lines = [...document.querySelectorAll("[data-month-line]")].slice([...document.querySelectorAll("[data-month-line]")].indexOf(line));
    let filled = 0;
    block.slice(0, lines.length).forEach((row, down) => row.forEach((value, across) => {
      const wanted = NAMES[first + across];
      filled += wanted ? put(lines[down].querySelector(`[name^="${wanted}_"]`), value) : 0;
    }));
    const left = block.length - lines.length;
    const said = document.querySelector("[data-pasted]");
    if (said) said.textContent = `已贴入${filled}格${left > 0 ? `，多出的${left}行没有对应的事项，没有贴入` : ""}。请核对后报送。`;
  });
})();
