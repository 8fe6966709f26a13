import { language } from './language.svelte';

/** An instant as the API sends it: RFC 3339 with offset. */
export type Instant = string;

interface Parts {
  weekday: string;
  day: string;
  month: string;
  year: string;
  hour: string;
  minute: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language.locale} ${zone} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(language.locale, { ...options, timeZone: zone });
    formats.set(key, made);
  }
  return made;
}

function partsOf(instant: Instant | Date, zone: string): Parts {
  const options: Intl.DateTimeFormatOptions = {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  };
  const parts: Record<string, string> = {};
  for (const part of format(zone, options).formatToParts(new Date(instant))) parts[part.type] = part.value;
  return parts as unknown as Parts;
}

/** The time of day: `09:30`. */
export function clock(instant: Instant | Date, zone: string): string {
  const { hour, minute } = partsOf(instant, zone);
  return `${hour}:${minute}`;
}

/** A span of one day: `09:30–10:00`. */
export function span(start: Instant | Date, end: Instant | Date, zone: string): string {
  return `${clock(start, zone)}–${clock(end, zone)}`;
}

/** The day: `Tue 10 March`, in French `mar. 10 mars`. */
export function day(instant: Instant | Date, zone: string): string {
  const { weekday, day, month } = partsOf(instant, zone);
  return `${weekday} ${day} ${month}`;
}

/** The day with its year: `Tue 10 March 2026`. */
export function dayAndYear(instant: Instant | Date, zone: string): string {
  return `${day(instant, zone)} ${partsOf(instant, zone).year}`;
}

/** Day and span: `Tue 10 March, 09:30–10:00`; both days when it ends on another. */
export function dayAndSpan(start: Instant | Date, end: Instant | Date, zone: string): string {
  if (dayKey(start, zone) === dayKey(end, zone)) return `${day(start, zone)}, ${span(start, end, zone)}`;
  return `${dayAndTime(start, zone)} – ${dayAndTime(end, zone)}`;
}

/** Day and time: `Tue 10 March, 09:30`. */
export function dayAndTime(instant: Instant | Date, zone: string): string {
  return `${day(instant, zone)}, ${clock(instant, zone)}`;
}

/** Day and time inside of a sentence: `Tue 10 March 09:30`, in French `mar. 10 mars à 09:30`. */
export function dayTime(instant: Instant | Date, zone: string): string {
  return `${day(instant, zone)} ${language.current === 'fr' ? 'à ' : ''}${clock(instant, zone)}`;
}

/** Weekday and time, where the date is plain from what stands around: `Tue 09:30`. */
export function weekdayAndTime(instant: Instant | Date, zone: string): string {
  return `${partsOf(instant, zone).weekday} ${clock(instant, zone)}`;
}

/** The local calendar day as a key that sorts: `2026-03-10`. */
export function dayKey(instant: Instant | Date, zone: string): string {
  const made = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return made.format(new Date(instant));
}

/** The days of an event in words: `10–12 March 2026`, or from a day to another across months. */
export function days(first: Instant | Date, last: Instant | Date, zone: string): string {
  const a = partsOf(first, zone);
  const b = partsOf(last, zone);
  if (dayKey(first, zone) === dayKey(last, zone)) return `${b.day} ${b.month} ${b.year}`;
  if (a.month === b.month && a.year === b.year) return `${a.day}–${b.day} ${b.month} ${b.year}`;
  if (a.year === b.year) return `${a.day} ${a.month} – ${b.day} ${b.month} ${b.year}`;
  return `${a.day} ${a.month} ${a.year} – ${b.day} ${b.month} ${b.year}`;
}

/** The zone in words with its offset at the instant: `Paris time (UTC+1)`. */
export function zoneName(zone: string, at: Instant | Date): string {
  const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  const named = format(zone, { timeZoneName: 'shortOffset' })
    .formatToParts(new Date(at))
    .find((part) => part.type === 'timeZoneName');
  const offset = (named?.value ?? 'UTC').replace('GMT', 'UTC');
  if (zone === 'UTC') return 'UTC';
  return language.current === 'fr' ? `heure de ${city} (${offset})` : `${city} time (${offset})`;
}

/** How far the zone's clock is ahead of UTC at the instant, in minutes. */
function offsetMinutes(at: Date, zone: string): number {
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const p: Record<string, number> = {};
  for (const { type, value } of made.formatToParts(at)) p[type] = Number(value);
  const local = Date.UTC(p['year']!, p['month']! - 1, p['day'], p['hour'], p['minute'], p['second']);
  return Math.round((local - at.getTime()) / 60_000);
}

/**
 * The instant of a local date and time (`2026-03-10`, `09:30`) in the zone. A time
 * that the clock skips is moved forward by the gap; one that comes twice is its first.
 */
export function instantOf(date: string, time: string, zone: string): Instant {
  const local = Date.parse(`${date}T${time}:00Z`);
  const before = local - offsetMinutes(new Date(local - 86_400_000), zone) * 60_000;
  if (offsetMinutes(new Date(before), zone) * 60_000 === local - before) return new Date(before).toISOString();
  const after = local - offsetMinutes(new Date(local + 86_400_000), zone) * 60_000;
  if (offsetMinutes(new Date(after), zone) * 60_000 === local - after) return new Date(after).toISOString();
  return new Date(before).toISOString();
}

/** Local date and time for the inputs of a form. */
export function localParts(instant: Instant | Date, zone: string): { date: string; time: string } {
  return { date: dayKey(instant, zone), time: clock(instant, zone) };
}

/** How long until or since the instant, in words: `in 12 minutes`, `2 days ago`. */
export function fromNow(instant: Instant | Date, now: Date): string {
  const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ];
  const relative = new Intl.RelativeTimeFormat(language.locale, { numeric: 'auto' });
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return relative.format(Math.round(seconds / 60), 'minute');
}

/** Groups what has a start by local day, in order of time. */
export function byDay<T extends { start: Instant }>(items: readonly T[], zone: string): { key: string; items: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const item of [...items].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const key = dayKey(item.start, zone);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups].map(([key, items]) => ({ key, items }));
}
