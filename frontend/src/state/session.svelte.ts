import { api, ok, type Schema } from '$api/client';

type Me = Schema<'Me'>;

let me = $state.raw<Me | null>(null);
let known = $state(false);

/** Who is signed in. */
export const session = {
  /** The account, null for the public. */
  get me(): Me | null {
    return me;
  },
  /** Whether it has been found out yet. */
  get known(): boolean {
    return known;
  },
  /** Asks the server who is signed in. */
  async load(): Promise<void> {
    try {
      me = (await ok(api.GET('/api/v1/auth/session'))).account ?? null;
    } finally {
      known = true;
    }
  },
  /** Takes over what the server said of the account. */
  became(account: Me | null): void {
    me = account;
    known = true;
  },
  /** Signs out; what this browser kept for reading offline goes too. */
  async end(): Promise<void> {
    await ok(api.DELETE('/api/v1/auth/session'));
    me = null;
    if ('caches' in globalThis) await Promise.all((await caches.keys()).map((key) => caches.delete(key)));
  },
};
