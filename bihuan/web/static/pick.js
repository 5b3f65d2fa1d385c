// A choice of several (select multiple) becomes a folded list of boxes with a filter; the select stays the form's field.
(function () {
  "use strict";
  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }
  function summaryText(select) {
    const names = Array.from(select.selectedOptions, (option) => option.text);
    return names.length ? "已选 " + names.length + " 个：" + names.join("、") : "点此选择，可多选";
  }
  function row(select, option, onChange) {
    const label = element("label", "pick-row");
    const box = element("input", "form-check-input");
    box.type = "checkbox";
    box.checked = option.selected;
    box.addEventListener("change", () => {
      option.selected = box.checked;
      onChange();
      select.dispatchEvent(new Event("input", { bubbles: true }));
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
    select.addEventListener("pick:refresh", () => { box.checked = option.selected; });
    label.append(box, document.createTextNode(option.text));
    return label;
  }
  function build(select) {
    if (select.dataset.picked) return;
    select.dataset.picked = "1";
    const label = document.querySelector('label[for="' + select.id + '"]');
    const box = element("details", "pick");
    const head = element("summary", "form-select", summaryText(select));
    const filter = element("input", "form-control");
    filter.type = "search";
    filter.placeholder = "输入名称筛选";
    filter.setAttribute("aria-label", "筛选" + (label ? label.textContent.replace("*", "").replace("（必填）", "") : ""));
    const list = element("div", "pick-list");
    list.setAttribute("role", "group");
    if (label) {
      label.id = label.id || select.id + "-label";
      head.id = select.id + "-pick";
      head.setAttribute("aria-labelledby", label.id + " " + head.id);
      list.setAttribute("aria-labelledby", label.id);
      label.addEventListener("click", (event) => { event.preventDefault(); head.focus(); });
    }
    const refresh = () => { head.textContent = summaryText(select); };
    Array.from(select.children).forEach((child) => {
      if (child.tagName === "OPTGROUP") {
        list.append(element("p", "pick-group", child.label));
        Array.from(child.children).forEach((option) => list.append(row(select, option, refresh)));
      } else {
        list.append(row(select, child, refresh));
      }
    });
    filter.addEventListener("input", () => {
      const words = filter.value.trim();
      list.querySelectorAll(".pick-row").forEach((one) => { one.hidden = words !== "" && !one.textContent.includes(words); });
      list.querySelectorAll(".pick-group").forEach((one) => { one.hidden = words !== ""; });
    });
    filter.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const first = list.querySelector(".pick-row:not([hidden]) input");
      if (first) { first.click(); filter.value = ""; filter.dispatchEvent(new Event("input")); }
    });
    box.addEventListener("toggle", () => { if (box.open) filter.focus(); });
    box.addEventListener("keydown", (event) => { if (event.key === "Escape" && box.open) { event.stopPropagation(); box.open = false; head.focus(); } });
    select.addEventListener("pick:refresh", refresh);
    select.hidden = true;
    box.append(head, filter, list);
    select.after(box);
  }
  function buildAll() { document.querySelectorAll("select[multiple]").forEach(build); }
  buildAll();
  document.addEventListener("htmx:afterSettle", buildAll);
})();
