// Before the first paint: keep the menu folded where this person folded it.
try {
  if (localStorage.getItem("menu") === "folded") document.documentElement.classList.add("folded");
} catch (refused) {
  // No storage in this view: the menu stays open.
}
