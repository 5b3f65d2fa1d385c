// Lists of items: tick all, say how many are ticked. A unit's month: one tick for all that did not change.
(() => {
  "use strict";
  const all = document.querySelector("[data-unchanged-all]");
  if (!all) return;
  all.addEventListener("change", () => {
    document.querySelectorAll("[data-month-line]").forEach((line) => {
      const box = line.querySelector("input[name^=unchanged_]");
      const text = line.querySelector("textarea[name^=text_]");
      if (box) box.checked = all.checked && !text.value.trim();
    });
  });
})();
(() => {
  "use strict";
  const form = document.getElementById("batch");
  if (!form) return;
  const boxes = () => Array.from(form.querySelectorAll("input[name=items], input[name=projects]"));
  const all = form.querySelector("[data-all]");
  const said = form.querySelector("[data-ticked]");
  const none = said ? said.textContent : "";
  function tell() {
    const ticked = boxes().filter((box) => box.checked).length;
    if (said) said.textContent = ticked ? "已勾选 " + ticked + " 项" : none;
    form.querySelectorAll(".batch button").forEach((button) => { button.disabled = ticked === 0; });
    if (all) { all.checked = ticked > 0 && ticked === boxes().length; all.indeterminate = ticked > 0 && !all.checked; }
  }
  if (all) all.addEventListener("change", () => { boxes().forEach((box) => { box.checked = all.checked; }); tell(); });
  form.addEventListener("change", tell);
  window.addEventListener("pageshow", tell);
  tell();
})();
