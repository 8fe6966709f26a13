/** The parameters that a path pattern such as `/events/:event/inbox` needs. */
export type Params<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { [K in Name]: string } & Params<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? { [K in Name]: string }
    : unknown;

export type Query = Record<string, string | number | boolean | null | undefined>;

/** Builds the address of a page: the pattern with its parameters filled in, escaped, and the query. */
export function href<Path extends string>(path: Path, params: Params<Path>, query: Query = {}): string {
  const values = params as Record<string, string>;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  return filled + search(query);
}

/** A query as it stands in an address; what is empty, false or absent is left out. */
export function search(query: Query): string {
  const kept = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '' && v !== false);
  if (kept.length === 0) return '';
  return `?${new URLSearchParams(kept.map(([k, v]) => [k, v === true ? '1' : String(v)]))}`;
}

/** A query with some values changed; what becomes empty goes. */
export function changed(current: URLSearchParams, change: Query): string {
  const next: Query = Object.fromEntries(current);
  return search({ ...next, ...change });
}

/** Matches a path against a pattern; null when it does not fit. A slash at the end is ignored. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = parts(pattern);
  const given = parts(path);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const value = given[i]!;
    if (part.startsWith(':')) params[part.slice(1)] = unescaped(value);
    else if (part !== value) return null;
  }
  return params;
}

/** The first entry whose pattern fits the path, with its parameters. */
export function find<R extends { path: string }>(
  routes: readonly R[],
  path: string,
): { route: R; params: Record<string, string> } | null {
  for (const route of routes) {
    const params = match(route.path, path);
    if (params) return { route, params };
  }
  return null;
}

/** Where to go after signing in: a path of ours, never another site. */
export function safeNext(next: string | null): string {
  if (!next || !next.startsWith('/') || next.startsWith('//') || next.startsWith('/\\')) return '/';
  return next.startsWith('/sign-in') ? '/' : next;
}

function parts(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
