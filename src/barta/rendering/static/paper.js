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

// A story that somebody sees is counted once, for a tab that has a name of its own until it is closed.
// A page that comes back from the browser's memory runs none of this again.
function count() {
  const place = document.querySelector("noscript");
  const address = place && place.textContent.match(/\/v\/[\w-]+/);
  if (!address || !navigator.onLine) return;
  if (document.prerendering) document.addEventListener("prerenderingchange", count, { once: true });
  else if (document.hidden) document.addEventListener("visibilitychange", count, { once: true });
  else
    fetch(`${address}/${location.pathname.split("/")[2]}?${tab()}`, {
      cache: "no-store",
      keepalive: true,
      priority: "low",
      // The page's long address need not be said once more.
      referrerPolicy: "strict-origin",
    }).catch(() => {});
}

function tab() {
  try {
    const letter = (byte) => (byte % 32).toString(32);
    const name = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), letter).join("");
    return (sessionStorage.tab = sessionStorage.tab || name());
  } catch (refused) {
    // A browser that may remember nothing is one reader.
    return "";
  }
}

count();

// Pages that were read stay readable without a network.
if ("serviceWorker" in navigator)
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
