// What every page does: menu, dialogs, one sending a form, drafts, leaving a changed form, search key.
(function () {
  "use strict";
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch (refused) { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch (refused) { /* full or refused: the page still works */ } },
    drop(key) { try { localStorage.removeItem(key); } catch (refused) { /* as above */ } },
  };

  // Menu: a drawer on phones, foldable on desks.
  const side = document.getElementById("menu");
  const opener = document.querySelector("[data-menu]");
  function openMenu(open) {
    side.toggleAttribute("data-open", open);
    opener.setAttribute("aria-expanded", String(open));
    if (open) { const here = side.querySelector("[aria-current]") || side.querySelector("a"); if (here) here.focus(); }
  }
  if (side && opener) {
    opener.addEventListener("click", () => openMenu(!side.hasAttribute("data-open")));
    document.addEventListener("click", (event) => {
      if (side.hasAttribute("data-open") && !side.contains(event.target) && !opener.contains(event.target)) openMenu(false);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && side.hasAttribute("data-open")) { openMenu(false); opener.focus(); }
    });
  }
  // Groups of the menu stay as this person left them; the group one is in is always open.
  all(".side-part").forEach((part) => {
    const key = `menu-${part.dataset.part}`, kept = store.get(key);
    if (kept && !part.querySelector("[aria-current]")) part.open = kept === "open";
    part.querySelector("summary").addEventListener("click", () => store.set(key, part.open ? "closed" : "open"));
  });
  const fold = document.querySelector("[data-fold]");
  function showFold() {
    const folded = document.documentElement.classList.contains("folded");
    fold.setAttribute("aria-pressed", String(folded));
    all(".side a").forEach((link) => { if (folded) link.title = link.textContent.trim(); else link.removeAttribute("title"); });
  }
  if (fold) {
    showFold();
    fold.addEventListener("click", () => {
      const folded = document.documentElement.classList.toggle("folded");
      store.set("menu", folded ? "folded" : "open");
      showFold();
    });
  }

  // Dialogs: opened by data-dialog="id", closed by data-close; danger asks for a word.
  document.addEventListener("click", (event) => {
    const ask = event.target.closest("[data-dialog]");
    if (ask) {
      const sheet = document.getElementById(ask.dataset.dialog);
      sheet.showModal();
      const first = sheet.querySelector("input:not([type=hidden]), textarea, select");
      if (first) first.focus();
    }
    const close = event.target.closest("[data-close]");
    const shut = close && close.closest("dialog");
    if (shut) { event.preventDefault(); shut.close(); }
  });
  // A suggested unit is taken over into the form's field only when a person clicks it.
  document.addEventListener("click", (event) => {
    const take = event.target.closest("[data-take-unit]");
    const field = take && take.closest("form").querySelector("select[name=lead_unit_id], select[name=unit]");
    if (!field) return;
    field.value = take.dataset.takeUnit;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("input", (event) => {
    const word = event.target.dataset && event.target.dataset.mustType;
    if (word) event.target.form.querySelector(".btn-primary").disabled = event.target.value.trim() !== word;
  });

  // Something was handled on this page, or in another one: dialogs close, what listens for `handled` is fetched anew.
  document.addEventListener("handled", () => all("dialog[open]").forEach((sheet) => sheet.close()));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && window.htmx && !document.querySelector("dialog[open]")) window.htmx.trigger(document.body, "handled");
  });

  // A row of tabs that is wider than the screen shows the one in use.
  function showTab() {
    all(".tabs").forEach((row) => {
      const here = row.querySelector("[aria-current]");
      if (here) row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
    });
  }
  showTab();
  document.addEventListener("htmx:afterSettle", showTab);

  // A form is sent once; the back button makes it usable again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.submitter && event.submitter.hasAttribute("data-aside")) return; // brings a file and leaves the form as it is
    if (form.hasAttribute("data-sent")) { event.preventDefault(); return; }
    if (form.hasAttribute("data-once")) form.setAttribute("data-sent", "");
    changed.delete(form);
    const open = form.closest("dialog");
    if (open && form.hasAttribute("hx-post") && !form.closest("#act")) open.close();
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => form.removeAttribute("data-sent")));
  document.addEventListener("htmx:afterRequest", () => all("form[data-sent]").forEach((form) => form.removeAttribute("data-sent")));

  // Official forms (data-draft="key"): kept here every ten seconds, offered back, and leaving is asked about.
  const changed = new Set();
  const person = document.body.dataset.person || "";
  const draftKey = (form) => "draft:" + person + ":" + form.dataset.draft;
  const fields = (form) => all("input, textarea, select", form).filter((field) => field.name && !["hidden", "file", "password", "submit"].includes(field.type));
  function content(form) {
    const value = (field) => (field.multiple ? Array.from(field.selectedOptions, (option) => option.value) : field.value);
    return JSON.stringify(fields(form).map((field) => [field.name, value(field), field.checked === true]));
  }
  function say(form, text) {
    const state = form.querySelector(".draft-state");
    if (state) state.textContent = text;
  }
  function keep(form) {
    store.set(draftKey(form), JSON.stringify({ at: new Date().toISOString(), values: content(form), version: form.dataset.version || "" }));
    const now = new Date();
    say(form, "草稿已存于本机 " + String(now.getHours()).padStart(2, "0") + ":" + String(now.getMinutes()).padStart(2, "0"));
  }
  function putBack(form, kept) {
    const values = JSON.parse(kept.values);
    fields(form).forEach((field, place) => {
      const was = values[place];
      if (!was || was[0] !== field.name) return;
      if (field.multiple) Array.from(field.options).forEach((option) => { option.selected = was[1].includes(option.value); });
      else if (field.type === "checkbox" || field.type === "radio") field.checked = was[2]; else field.value = was[1];
      field.dispatchEvent(new Event("pick:refresh"));
    });
    changed.add(form);
  }
  function offer(form, kept) {
    const bar = document.createElement("div");
    bar.className = "note";
    bar.setAttribute("role", "status");
    const text = document.createElement("div");
    text.textContent = "本机存有 " + new Date(kept.at).toLocaleString("zh-CN", { hour12: false }) + " 的草稿，尚未提交。";
    const take = document.createElement("button");
    take.type = "button"; take.className = "btn btn-plain btn-sm"; take.textContent = "恢复草稿";
    take.addEventListener("click", () => { putBack(form, kept); bar.remove(); });
    const drop = document.createElement("button");
    drop.type = "button"; drop.className = "btn btn-plain btn-sm"; drop.textContent = "不用草稿";
    drop.addEventListener("click", () => { store.drop(draftKey(form)); bar.remove(); });
    bar.append(text, take, drop);
    form.prepend(bar);
  }
  function watch(form) {
    if (form.dataset.watched) return;
    form.dataset.watched = "1";
    const start = content(form);
    const kept = JSON.parse(store.get(draftKey(form)) || "null");
    if (kept && kept.values !== start && !form.querySelector(".field-wrong")) offer(form, kept);
    form.addEventListener("input", () => changed.add(form));
    form.addEventListener("submit", () => store.drop(draftKey(form)));
    setInterval(() => { if (changed.has(form)) keep(form); }, 10000);
  }
  function watchAll() { all("form[data-draft]").forEach(watch); }
  watchAll();
  document.addEventListener("htmx:afterSettle", watchAll);
  window.addEventListener("beforeunload", (event) => {
    if (changed.size === 0) return;
    changed.forEach(keep);
    event.preventDefault();
    event.returnValue = "";
  });

  // A wrong form: the summary takes the focus and its links lead to the fields.
  const summary = document.querySelector("[data-summary]");
  if (summary) summary.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-summary] a");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    (target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea") || target).focus();
  });

  // On a phone a list's further conditions are folded away until asked for.
  document.addEventListener("click", (event) => {
    const ask = event.target.closest("[data-unfold]");
    if (!ask) return;
    const open = ask.form.toggleAttribute("data-open");
    ask.setAttribute("aria-expanded", String(open));
    if (open) { const next = ask.form.querySelector(".field ~ .field input, .field ~ .field select"); if (next) next.focus(); }
  });

  // The demonstration's page of signing in: one click enters as somebody of the cast.
  document.addEventListener("click", (event) => {
    const who = event.target.closest("[data-sign-in]");
    const form = who && document.getElementById("sign-in");
    if (!form) return;
    form.elements.username.value = who.dataset.signIn;
    form.elements.password.value = who.dataset.password;
    form.requestSubmit();
  });

  // data-send sends the form when a choice changes; data-print prints.
  document.addEventListener("change", (event) => { if (event.target.matches("[data-send]")) event.target.form.requestSubmit(); });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
})();
