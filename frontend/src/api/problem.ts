import type { components } from './schema';

/** One fault of an input, as the API sends it. */
export interface Fault {
  location: string;
  message: string;
  value?: unknown;
}

/** What a placement breaks, as data. */
export type Violation = components['schemas']['Violation'];

/** An error of the API (RFC 9457), or of the way there when the status is 0. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly faults: readonly Fault[] = [],
    readonly free: readonly string[] = [],
    readonly violations: readonly Violation[] = [],
  ) {
    super(detail);
    this.name = 'Problem';
  }

  /** Nothing reached the server, or nothing came back. */
  get offline(): boolean {
    return this.status === 0;
  }

  /** Somebody changed the thing since it was read. */
  get stale(): boolean {
    return this.status === 412;
  }
}

/** Makes a problem of an answer's body; a body that is no problem keeps the status's own words. */
export function problemOf(status: number, body: unknown, words: (status: number) => string): Problem {
  if (typeof body !== 'object' || body === null) return new Problem(status, words(status));
  const { detail, title, errors, free, violations } = body as Record<string, unknown>;
  const said = text(detail) ?? text(title) ?? words(status);
  return new Problem(status, said, faults(errors), Array.isArray(free) ? free.map(String) : [], Array.isArray(violations) ? violations : []);
}

/** The name of the form field that a fault is about: `body.attendees.required[0]` is `attendees`. */
export function fieldOf(location: string): string {
  return location.replace(/^(body|query|path|header)\./, '').split(/[.[]/, 1)[0] ?? '';
}

/** The faults by form field, one sentence each. Those that name no field of the form are under ''. */
export function fieldErrors(problem: unknown, fields: readonly string[]): Record<string, string> {
  const errors: Record<string, string> = {};
  if (!(problem instanceof Problem)) return errors;
  for (const fault of problem.faults) {
    const field = fieldOf(fault.location);
    const at = fields.includes(field) ? field : '';
    errors[at] = errors[at] ? `${errors[at]}; ${fault.message}` : fault.message;
  }
  return errors;
}

/** The problem in one line: what it says, and each fault with its field and value. */
export function sentence(problem: Problem): string {
  if (problem.faults.length === 0) return problem.detail;
  const faults = problem.faults.map((fault) => {
    const field = fieldOf(fault.location);
    const value = shown(fault.value);
    const about = [field, value].filter((part) => part !== '').join(' ');
    return about ? `${about}: ${fault.message}` : fault.message;
  });
  return `${problem.detail}: ${faults.join('; ')}`;
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '' || typeof value === 'object') return '';
  const said = String(value);
  return said.length > 40 ? `“${said.slice(0, 39)}…”` : `“${said}”`;
}

function faults(errors: unknown): Fault[] {
  if (!Array.isArray(errors)) return [];
  return errors.map((fault: Record<string, unknown>) => ({
    location: text(fault['location']) ?? '',
    message: text(fault['message']) ?? '',
    value: fault['value'],
  }));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
