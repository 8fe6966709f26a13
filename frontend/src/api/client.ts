import createClient from 'openapi-fetch';
import { connection } from '$state/connection.svelte';
import { common } from '$texts/common';
import { Problem, problemOf } from './problem';
import type { components, paths } from './schema';
import { transport } from './transport';

/** The types of the API's document by name: `Schema<'Request'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

const send = transport({
  fetch: (request) => fetch(request),
  wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  key: () => crypto.randomUUID(),
});

/** The API's client. Every call of the app goes through it, inside `ok`. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });

let signedOut = (): void => undefined;

/** Says what to do when a call finds that nobody is signed in any more. */
export function onSignedOut(react: () => void): void {
  signedOut = react;
}

/** What the API answered; throws a Problem when it answered with one, or not at all. */
export async function ok<Data>(call: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
  let answer;
  try {
    answer = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Problem(0, common.offline);
  }
  const { data, error, response } = answer;
  connection.saw(response);
  if (response.ok) return data as Data;
  if (response.status === 401) signedOut();
  throw problemOf(response.status, error, common.refused);
}

/** The header that names the version one changes, for things that came in a list. */
export function matching(version: number): { 'If-Match': string } {
  return { 'If-Match': `"v${version}"` };
}

/** Everything of a list that comes in parts. */
export async function all<Item>(
  part: (cursor: string | undefined) => Promise<{ items: Item[]; next: string }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const { items: more, next } = await part(cursor);
    items.push(...more);
    cursor = next || undefined;
  } while (cursor);
  return items;
}
