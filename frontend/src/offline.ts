/** Keeps the app and the last agenda readable without a connection; public/sw.js does the work. */
export function startOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  void navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
    .then((ready) => ready.active?.postMessage({ keep: loadedAssets() }))
    // Without a service worker the app works all the same, only not offline.
    .catch(() => undefined);
}

/** What this page loaded before the service worker stood by. */
function loadedAssets(): string[] {
  const loaded = performance.getEntriesByType('resource').map((entry) => new URL(entry.name));
  return loaded.filter((url) => url.origin === location.origin && url.pathname.startsWith('/assets/')).map((url) => url.pathname);
}
