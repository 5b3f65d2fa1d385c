// The page of a document: keys for deciding on candidates, text and list in step, upload progress.
(function () {
  "use strict";
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const panel = document.querySelector("[data-panel]");
  const text = document.querySelector("[data-text]");

  // Which candidate is in hand: the panel says; text and list follow.
  function scrollWithin(box, target) {
    if (!box || !target) return;
    const outer = box.getBoundingClientRect(), inner = target.getBoundingClientRect();
    if (inner.top >= outer.top + 40 && inner.bottom <= outer.bottom - 40) return;
    box.scrollTop += inner.top - outer.top - outer.height / 3;
  }
  function follow(move) {
    const card = panel && panel.querySelector("[data-card]");
    if (!card) return;
    const id = card.dataset.card;
    all(".cand.chosen, .cand-row.chosen").forEach((each) => each.classList.remove("chosen"));
    all(".cand[data-candidate='" + id + "']").forEach((each) => each.classList.add("chosen"));
    const row = document.getElementById("row" + id);
    if (move && !row) { window.location.assign("?at=" + id); return; }
    all(".cand-row [aria-current]").forEach((each) => each.removeAttribute("aria-current"));
    if (row) { row.classList.add("chosen"); row.querySelector("a").setAttribute("aria-current", "true"); }
    all("[data-row]").forEach((each) => all(".cand[data-candidate='" + each.dataset.row + "']").forEach((mark) => {
      mark.classList.remove("cand-open", "cand-accepted", "cand-rejected", "cand-merged", "cand-split");
      mark.classList.add("cand-" + each.dataset.state);
    }));
    const answer = panel.querySelector("[data-counts-answer]");
    if (answer) {
      const counts = document.querySelector("[data-counts]"), open = document.querySelector("[data-open-count]");
      if (counts) counts.textContent = answer.textContent;
      if (open) open.textContent = answer.dataset.open;
    }
    if (!move) return;
    if (window.innerWidth > 900) {
      const top = document.querySelector("[data-reading]").offsetTop - 62;
      if (window.scrollY < top) window.scrollTo(0, top);
      scrollWithin(text, document.getElementById("s" + id));
      scrollWithin(row && row.closest("ol"), row);
    }
    const url = new URL(window.location.href);
    url.searchParams.set("at", id);
    window.history.replaceState(null, "", url);
  }
  if (panel) {
    follow(false);
    scrollWithin(text, document.querySelector(".cand.chosen"));
    scrollWithin(document.querySelector("[data-list]"), document.querySelector(".cand-row.chosen"));
    document.addEventListener("htmx:afterSettle", (event) => { if (event.target === panel || panel.contains(event.target)) follow(true); });
  }
  const here = document.querySelector(".here");
  if (here) { if (window.innerWidth > 900) scrollWithin(text, here); else here.scrollIntoView({ block: "center" }); }

  // A click on a sentence takes it in hand.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("a.cand[data-candidate]");
    const link = mark && document.querySelector("#row" + mark.dataset.candidate + " a");
    if (!link) return;
    event.preventDefault();
    link.click();
    if (window.innerWidth <= 900) panel.scrollIntoView({ block: "start" });
  });

  // Forms of the card: shown by their button, hidden again by Esc or 取消.
  const opened = (form) => all("[data-shows]", panel).some((button) => button.dataset.shows === form.id);
  function shown(id) {
    all(".card-form", panel).forEach((form) => { form.hidden = opened(form) ? form.id !== id : Boolean(id); });
    all("[data-shows]", panel).forEach((button) => button.setAttribute("aria-expanded", String(button.dataset.shows === id)));
  }
  function show(id) {
    const form = document.getElementById(id);
    if (!form) return;
    if (!form.hidden) { hideForms(); return; }
    shown(id);
    form.scrollIntoView({ block: "nearest" });
    const first = form.querySelector("textarea, input:not([type=hidden]), select");
    if (first) first.focus();
  }
  function hideForms() {
    if (!panel) return;
    shown("");
    if (document.activeElement) document.activeElement.blur();
  }
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-shows]");
    if (opener) show(opener.dataset.shows);
    if (event.target.closest("[data-hides]")) hideForms();
  });

  // Keys: each button that has one carries it; nothing happens while typing. While an answer is awaited only moves are
  // remembered: no sentence is decided on before it was shown.
  let waiting = false;
  let asked = [];
  document.addEventListener("htmx:beforeRequest", (event) => { if (event.detail.target === panel) waiting = true; });
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((name) => document.addEventListener(name, () => { waiting = false; asked = []; }));
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target !== panel) return;
    waiting = false;
    if (asked.length) press(asked.shift());
  });
  const keyed = document.querySelector("[data-keys]");
  function press(key) {
    const button = (panel && panel.querySelector("[data-key='" + key + "']")) || (keyed && keyed.querySelector("[data-key='" + key + "']"));
    if (button) button.click(); else asked = [];
    return Boolean(button);
  }
  document.addEventListener("keydown", (event) => {
    if (!(panel || keyed) || event.isComposing) return;
    const typing = event.target.matches("input, textarea, select");
    if (event.key === "Escape" && typing) { hideForms(); return; }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && typing && event.target.form) { event.target.form.requestSubmit(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const key = event.key === "ArrowDown" ? "j" : event.key === "ArrowUp" ? "k" : event.key.toLowerCase();
    if (event.key.startsWith("Arrow") && !(event.target.closest && event.target.closest("[data-list]"))) return;
    if (!/^[a-z1-9]$/.test(key)) return;
    const lead = key === "l" && panel && panel.querySelector("select[name=lead_unit_id]");
    if (lead && !waiting) { lead.focus(); event.preventDefault(); return; }
    if (!waiting) { if (press(key)) event.preventDefault(); return; }
    if ((key === "j" || key === "k") && asked.length < 9) asked.push(key);
  });

  // Ticking many.
  const bulk = document.querySelector("[data-bulk]");
  function countTicked() {
    const shown = document.querySelector("[data-ticked]");
    if (shown) shown.textContent = String(all("input[name=candidate]:checked", bulk).length);
  }
  if (bulk) {
    bulk.addEventListener("change", countTicked);
    all("[data-tick]", bulk).forEach((button) => button.addEventListener("click", () => {
      all("input[name=candidate]", bulk).forEach((box) => { box.checked = button.dataset.tick === "all"; });
      countTicked();
    }));
    countTicked();
  }

  // Upload: how much has gone, then that it is being read.
  document.addEventListener("submit", (event) => {
    const upload = event.target.closest("[data-upload]");
    if (!upload) return;
    const file = upload.querySelector("input[type=file]").files[0];
    if (!file || file.size < 200000) { tell(100, "正在读取，请稍候…"); return; }
    event.preventDefault();
    send(upload);
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches(".drop input")) return;
    const file = event.target.files[0], name = document.querySelector("[data-file-name]");
    name.textContent = file ? file.name + "（" + Math.max(1, Math.round(file.size / 1024)) + " KB）" : "点此选择，或把文件拖到这里";
    event.target.closest(".drop").classList.toggle("filled", Boolean(file));
  });
  function tell(percent, sentence) {
    const state = document.querySelector("[data-upload-state]");
    state.hidden = false;
    const bar = state.querySelector("progress");
    if (percent >= 100) bar.removeAttribute("value"); else bar.value = percent;
    state.querySelector("span").textContent = sentence;
  }
  function send(upload) {
    const request = new XMLHttpRequest();
    request.open("POST", upload.getAttribute("action") || window.location.href);
    request.upload.addEventListener("progress", (event) => {
      const percent = event.lengthComputable ? Math.round(event.loaded / event.total * 100) : 0;
      tell(percent, percent < 100 ? "已上传 " + percent + "%" : "已传完，正在读取，请稍候…");
    });
    request.addEventListener("load", () => {
      if (request.responseURL && request.status < 400) { window.location.assign(request.responseURL); return; }
      const answer = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
      if (!answer) { tell(0, "没有传成，请重试。"); upload.removeAttribute("data-sent"); return; }
      document.querySelector("main").replaceWith(answer);
      const summary = answer.querySelector("[data-summary]");
      if (summary) summary.focus();
    });
    request.addEventListener("error", () => { tell(0, "网络中断，文件没有传完，请重试。"); upload.removeAttribute("data-sent"); });
    request.send(new FormData(upload));
  }
})();
