/** A pause of a day, in local times such as `12:30`. */
export interface Pause {
  from: string;
  until: string;
}

/** What the form for building slots says; every day is cut alike. */
export interface GridForm {
  first: string;
  days: number;
  from: string;
  until: string;
  minutes: number;
  pauses: readonly Pause[];
}

/** One session to build: a day's part between pauses, as the API takes it. */
export interface PlannedSession {
  date: string;
  name: string;
  from: string;
  until: string;
  minutes: number;
  /** The starts of its slots, local times in order. */
  starts: string[];
  /** Minutes at its end that are too few for a slot. */
  rest: number;
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The local time so many minutes after midnight: 570 is `09:30`. */
export function timeOf(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The calendar day so many days later. */
export function laterDay(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Cuts each day at its pauses into sessions of whole slots, in order; parts that
 * are too short for a slot are left out. Names are those of morning, afternoon
 * and evening by a session's start; where two of a day would be alike, `numbered` names all.
 */
export function planGrid(form: GridForm, names: readonly string[], numbered: (n: number) => string): PlannedSession[] {
  if (!form.first || !form.from || !form.until || !(form.minutes >= 5)) return [];
  const parts = daysParts(form);
  const named = parts.map((part) => names[part.start < 720 ? 0 : part.start < 1080 ? 1 : 2] ?? '');
  const alike = new Set(named).size < named.length;
  const dates = Array.from({ length: Math.max(0, Math.min(31, form.days)) }, (_, i) => laterDay(form.first, i));
  return dates.flatMap((date) =>
    parts.map((part, i) => ({ date, ...cut(part, form.minutes), name: alike ? numbered(i + 1) : named[i]! })),
  );
}

interface Part {
  start: number;
  end: number;
}

function daysParts(form: GridForm): Part[] {
  const pauses = form.pauses
    .filter((pause) => pause.from && pause.until && pause.from < pause.until)
    .map((pause) => ({ start: minutesOf(pause.from), end: minutesOf(pause.until) }))
    .sort((a, b) => a.start - b.start);
  const parts: Part[] = [];
  let start = minutesOf(form.from);
  const end = minutesOf(form.until);
  for (const pause of pauses) {
    parts.push({ start, end: Math.min(pause.start, end) });
    start = Math.max(start, pause.end);
  }
  parts.push({ start, end });
  return parts.filter((part) => part.end - part.start >= form.minutes);
}

function cut({ start, end }: Part, minutes: number): Omit<PlannedSession, 'date' | 'name'> {
  const n = Math.floor((end - start) / minutes);
  const starts = Array.from({ length: n }, (_, i) => timeOf(start + i * minutes));
  return { from: timeOf(start), until: timeOf(end), minutes, starts, rest: end - start - n * minutes };
}
