// Keeps the app, and what an agenda needs, for reading without a connection.
// Everything else goes to the server and fails there if it must: a change is
// never pretended.

const shell = 'entente-shell';
const pages = 'entente-read';

// What is kept of the API: who is signed in, the event, its slots, my agenda.
const readable = /^\/api\/v1\/(auth\/session|events|events\/[^/]+(\/(slots|agenda|places))?)$/;
const fixed = /^\/(assets\/|favicon\.svg|icon\.svg|theme\.js|manifest\.webmanifest)/;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shell)
      .then((cache) => cache.addAll(['/', '/theme.js', '/favicon.svg']))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const keep = event.data?.keep;
  if (Array.isArray(keep)) event.waitUntil(caches.open(shell).then((cache) => cache.addAll(keep)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && !/^\/(api|docs|feeds|metrics|openapi)/.test(url.pathname)) {
    event.respondWith(fresh(request, shell, '/'));
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(kept(request));
  } else if (fixed.test(url.pathname)) {
    event.respondWith(fresh(request, shell, url.pathname));
  } else if (readable.test(url.pathname)) {
    event.respondWith(fresh(request, pages, url.pathname + url.search));
  }
});

// From the server, else what was kept, marked as such.
async function fresh(request, store, key) {
  const cache = await caches.open(store);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(key, response.clone());
    else if (response.status === 401) await caches.delete(pages);
    return response;
  } catch (cause) {
    const old = await cache.match(key);
    if (!old) throw cause;
    const headers = new Headers(old.headers);
    headers.set('X-Entente-Kept', '1');
    return new Response(old.body, { status: old.status, headers });
  }
}

// Built files never change under their name.
async function kept(request) {
  const cache = await caches.open(shell);
  const known = await cache.match(request);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}
