// Nothing here is needed to read the paper: overlays open and close without it.

// While an overlay is open the rest of the page is inert, so that Tab and screen readers stay inside.
const still = new Map();

function hold(overlay) {
  const rest = [];
  for (let inner = overlay; inner !== document.body; inner = inner.parentElement)
    for (const other of inner.parentElement.children)
      if (other !== inner && !other.inert) rest.push(other);
  if (!overlay.contains(document.activeElement)) overlay.querySelector("input, a, button")?.focus();
  rest.forEach((other) => (other.inert = true));
  still.set(overlay, rest);
}

function release(overlay) {
  still.get(overlay)?.forEach((other) => (other.inert = false));
  still.delete(overlay);
}

// "toggle" does not bubble, so it is caught on its way down.
addEventListener("toggle", ({ target, newState }) => {
  if (target.popover && newState === "open") hold(target);
}, true);

// Closing gives the focus back to the button that opened: it has to be able to take it by then.
addEventListener("beforetoggle", ({ target, newState }) => {
  if (newState === "closed") release(target);
}, true);

// Pages that were read stay readable without a network.
if ("serviceWorker" in navigator)
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
