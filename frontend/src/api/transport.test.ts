import { describe, expect, it } from 'vitest';
import { transport } from './transport';

type Answer = { status?: number; headers?: Record<string, string> } | 'lost';

/** A server that gives the answers in order, and what it was sent. */
function server(...answers: Answer[]) {
  const seen: { method: string; match: string | null; key: string | null }[] = [];
  const waited: number[] = [];
  let keys = 0;
  const send = transport({
    fetch: async (request) => {
      seen.push({
        method: request.method,
        match: request.headers.get('If-Match'),
        key: request.headers.get('Idempotency-Key'),
      });
      const answer = answers.shift() ?? {};
      if (answer === 'lost') throw new TypeError('network');
      return new Response(null, { status: answer.status ?? 200, headers: answer.headers ?? {} });
    },
    wait: async (milliseconds) => void waited.push(milliseconds),
    key: () => `key-${++keys}`,
  });
  return { seen, waited, send };
}

const at = 'http://entente.test/api/v1/events/e1';

describe('changes', () => {
  it('carry the version that was read', async () => {
    const { send, seen } = server({ headers: { ETag: '"v3"' } }, { headers: { ETag: '"v4"' } }, {});
    await send(new Request(at));
    await send(new Request(at, { method: 'PUT', body: '{}' }));
    await send(new Request(at, { method: 'DELETE' }));
    expect(seen.map((s) => s.match)).toEqual([null, '"v3"', '"v4"']);
  });

  it('carry the version that they name before the one that was read', async () => {
    const { send, seen } = server({ headers: { ETag: '"v3"' } }, {});
    await send(new Request(at));
    await send(new Request(at, { method: 'PATCH', body: '{}', headers: { 'If-Match': '"v2"' } }));
    expect(seen[1]!.match).toBe('"v2"');
  });

  it('forget a version that was stale', async () => {
    const { send, seen } = server({ headers: { ETag: '"v3"' } }, { status: 412 }, {});
    await send(new Request(at));
    await send(new Request(at, { method: 'PUT', body: '{}' }));
    await send(new Request(at, { method: 'PUT', body: '{}' }));
    expect(seen[2]!.match).toBeNull();
  });
});

it('an action carries no key', async () => {
  const { send, seen } = server({});
  await send(new Request(`${at}/requests/r1/accept`, { method: 'POST' }));
  expect(seen[0]!.key).toBeNull();
});

describe('what got no answer', () => {
  it('is sent again with the same key', async () => {
    const { send, seen } = server('lost', { status: 201 });
    const response = await send(new Request(`${at}/requests`, { method: 'POST', body: '{}' }));
    expect(response.status).toBe(201);
    expect(seen.map((s) => s.key)).toEqual(['key-1', 'key-1']);
  });

  it('fails after three tries', async () => {
    const { send, seen } = server('lost', 'lost', 'lost', {});
    await expect(send(new Request(at))).rejects.toThrow('network');
    expect(seen).toHaveLength(3);
  });

  it('waits as long as a busy server asks', async () => {
    const { send, waited } = server({ status: 503, headers: { 'Retry-After': '2' } }, {});
    expect((await send(new Request(at))).status).toBe(200);
    expect(waited).toEqual([2000]);
  });

  it('is not sent again when it was refused', async () => {
    const { send, seen } = server({ status: 409 });
    expect((await send(new Request(at, { method: 'POST' }))).status).toBe(409);
    expect(seen).toHaveLength(1);
  });
});
