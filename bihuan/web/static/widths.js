// Columns of a table with data-widths="key": drag the edge of a heading, or Alt with the arrows on a heading's link; kept in this browser.
(() => {
  "use strict";
  const table = document.querySelector("table[data-widths]");
  if (!table || !window.CSSStyleSheet || !document.adoptedStyleSheets) return;
  const LEAST = 56, MOST = 640, STEP = 16;
  const key = "widths:" + table.dataset.widths + ":" + (document.body.dataset.person || "");
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  let widths = {};
  try { widths = JSON.parse(localStorage.getItem(key) || "{}"); } catch (refused) { widths = {}; }

  function show() {
    const rules = Object.entries(widths).filter(([column]) => /^[\w-]+$/.test(column)).map(([column, width]) => {
      const size = Math.min(Math.max(Math.round(width), LEAST), MOST) + "px";
      const cells = column === "title" ? "table[data-widths] tr > :nth-child(2)" : "table[data-widths] :is(th, td).c-" + column;
      return cells + " { width: " + size + " !important; min-width: " + size + " !important; max-width: " + size + " !important; overflow: hidden; text-overflow: ellipsis; }";
    });
    sheet.replaceSync("@media screen and (min-width: 768px) { " + rules.join(" ") + " }");
  }
  function keep() {
    try { localStorage.setItem(key, JSON.stringify(widths)); } catch (refused) { /* the layout still holds on this page */ }
  }
  function set(column, width) { widths[column] = Math.min(Math.max(width, LEAST), MOST); show(); }

  table.querySelectorAll("thead th[data-column]").forEach((head) => {
    const column = head.dataset.column;
    const edge = document.createElement("span");
    edge.className = "edge";
    edge.title = "拖动调整栏宽，双击复原";
    head.append(edge);
    edge.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const from = event.clientX, before = head.getBoundingClientRect().width;
      const drag = (move) => set(column, before + move.clientX - from);
      const stop = () => { document.removeEventListener("pointermove", drag); document.removeEventListener("pointerup", stop); keep(); };
      document.addEventListener("pointermove", drag);
      document.addEventListener("pointerup", stop);
    });
    edge.addEventListener("dblclick", () => { delete widths[column]; show(); keep(); });
    head.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      event.preventDefault();
      set(column, head.getBoundingClientRect().width + (event.key === "ArrowRight" ? STEP : -STEP));
      keep();
    });
  });
  show();
})();
