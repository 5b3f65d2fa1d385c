// The wall chart: what is scrolled stays where it was when one zooms or moves in time.
(() => {
  let kept = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const box = event.target.id === "wall" ? event.target.querySelector(".wall") : null;
    kept = box && { down: box.scrollTop, across: box.scrollLeft };
  });
  document.addEventListener("htmx:afterSwap", () => {
    const box = kept && document.querySelector("#wall .wall");
    if (!box) return;
    box.scrollTo(kept.across, kept.down);
    kept = null;
  });
})();
