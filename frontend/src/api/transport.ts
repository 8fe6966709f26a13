/** What the transport needs from outside; tests give their own. */
export interface Outside {
  fetch: (request: Request) => Promise<Response>;
  wait: (milliseconds: number) => Promise<void>;
  key: () => string;
}

const tries = 3;

// Posts that create; the others are actions, which change nothing when they come twice.
const creating =
  /\/(events|sessions|places|organisations|delegates|requests|messages|booking|waiting-list|commitments|feeds|tokens|drafts|runs|pitch-sessions)$/;

/**
 * Sends requests so that they arrive once: changes carry the ETag that was last
 * seen of their address unless they name one, creating posts carry an
 * Idempotency-Key, and what got no answer, or 503, is sent again with the same key.
 */
export function transport(outside: Outside): (request: Request) => Promise<Response> {
  const versions = new Map<string, string>();

  return async (request) => {
    const url = new URL(request.url);
    const headers = new Headers(request.headers);
    const known = versions.get(url.pathname);
    if (['PUT', 'PATCH', 'DELETE'].includes(request.method) && known && !headers.has('If-Match')) {
      headers.set('If-Match', known);
    }
    if (request.method === 'POST' && creating.test(url.pathname)) headers.set('Idempotency-Key', outside.key());
    const response = await persist(outside, new Request(request, { headers }));
    remember(versions, url.pathname, request.method, response);
    return response;
  };
}

function remember(versions: Map<string, string>, path: string, method: string, response: Response): void {
  if (response.status === 412 || (method === 'DELETE' && response.ok)) versions.delete(path);
  const etag = response.headers.get('ETag');
  if (etag && response.ok && method !== 'POST') versions.set(path, etag);
}

async function persist(outside: Outside, request: Request): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await outside.fetch(request.clone());
      if (response.status !== 503 || attempt === tries) return response;
      await outside.wait(pause(response, attempt));
    } catch (cause) {
      if (attempt === tries || request.signal.aborted) throw cause;
      await outside.wait(200 * attempt);
    }
  }
}

function pause(response: Response, attempt: number): number {
  const seconds = Number(response.headers.get('Retry-After'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 5) * 1000 : 200 * attempt;
}
