// Pages that were read stay readable without a network. While there is one, it answers.
const VERSION = "barta-1";
const OFFLINE = "/offline";
const MOST = 40;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  // Pages only: whatever else a page needs is the browser's own business.
  if (event.request.mode === "navigate" && event.request.method === "GET") event.respondWith(answer(event));
});

async function install() {
  const cache = await caches.open(VERSION);
  await cache.add(new Request(OFFLINE, { cache: "reload" })).catch(() => {});
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) if (name !== VERSION) await caches.delete(name);
  // The browser can then ask the network while this worker is still waking up.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
  // The page that brought this worker was read before it came; the browser has it at hand.
  for (const { url } of await self.clients.matchAll({ type: "window" }))
    await fetch(url, { cache: "force-cache" }).then((page) => keep(url, page)).catch(() => {});
}

async function answer(event) {
  const { url } = event.request;
  try {
    const page = (await event.preloadResponse) || (await fetch(event.request));
    event.waitUntil(keep(url, page.clone()));
    return page;
  } catch {
    const cache = await caches.open(VERSION);
    return (await cache.match(key(url))) || (await cache.match(OFFLINE)) || Response.error();
  }
}

// What stands behind "?" changes no page but the search, which is never kept.
function key(url) {
  return new URL(url).pathname;
}

async function keep(url, page) {
  const cache = await caches.open(VERSION);
  const path = key(url);
  if (page.status === 404 || page.status === 410) await cache.delete(path);
  const type = page.headers.get("Content-Type") || "";
  const open = !/private|no-store/.test(page.headers.get("Cache-Control") || "no-store");
  const fit = page.status === 200 && !page.redirected && open && type.startsWith("text/html");
  if (!fit || /^\/(search|feeds|media)(\/|$)/.test(path)) return;
  // Putting it last makes the first the one that was read longest ago.
  await cache.delete(path);
  await cache.put(path, page);
  const kept = (await cache.keys()).filter((one) => key(one.url) !== OFFLINE);
  for (const old of kept.slice(0, -MOST)) await cache.delete(old);
}
