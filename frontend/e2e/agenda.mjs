import { readFile } from 'node:fs/promises';
import { inspect } from './inspect.mjs';
import { layLine } from './line.mjs';
import { Person, phone } from './person.mjs';

/** The start-up reads its agenda of the published version on a phone, takes the calendar along, and reads it without a connection. */
export async function reading(tally, browser, base, asked, version) {
  const line = await layLine(base);
  const person = await Person.open(browser, line.base, { size: phone, touch: true, storage: await asked.context.storageState() });
  const { page } = person;
  const entry = page.getByRole('article').filter({ hasText: 'Sanofi' });
  let start = '';
  await tally.journey('A participant on a phone', async (step) => {
    await step('sees the new meeting on the agenda', person, async () => {
      await page.goto(/\/events\/[^/]+/.exec(asked.page.url())[0]);
      await person.settled();
      await person.go('Agenda');
      await page.getByText(`Version ${version} of the schedule`).waitFor();
      start = await entry.first().locator('time').getAttribute('datetime');
      await entry.first().getByText(/Table|booth/).waitFor();
      await inspect(page);
    });
    await step('downloads the calendar, which says the same', person, async () => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Calendar file' }).click()]);
      checkCalendar(await readFile(await file.path(), 'utf8'), start);
    });
    await step('reads the agenda without a connection', person, async () => {
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.reload(); // through the service worker, which keeps what it sees
      await person.settled();
      await person.watch.expecting(/ERR_CONNECTION_REFUSED|ERR_FAILED/, async () => {
        await line.cut();
        await page.reload();
        await page.getByText('You are offline').waitFor();
        await entry.first().waitFor();
      });
    });
  });
  await line.cut();
  await person.close();
}

/** Throws unless the calendar holds a meeting with Sanofi at the instant. */
function checkCalendar(text, instant) {
  const lines = text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
  if (lines[0] !== 'BEGIN:VCALENDAR') throw new Error(`the calendar begins with ${lines[0]}`);
  const begin = lines.findLastIndex((line, i) => line === 'BEGIN:VEVENT' && lines.slice(i, lines.indexOf('END:VEVENT', i)).some((l) => /^SUMMARY.*Sanofi/.test(l)));
  if (begin < 0) throw new Error('the calendar has no meeting with Sanofi');
  const [, zone, stated] = /^DTSTART(?:;TZID=([^:]+))?:(\w+)$/.exec(lines.slice(begin).find((line) => line.startsWith('DTSTART'))) ?? [];
  const expected = inZone(instant, zone ?? 'UTC') + (zone ? '' : 'Z');
  if (stated !== expected) throw new Error(`the calendar says ${stated} in ${zone ?? 'UTC'}, the agenda ${expected}`);
}

/** The instant as a calendar writes local time: 20270310T093000. */
function inZone(instant, timeZone) {
  return new Date(instant).toLocaleString('sv-SE', { timeZone }).replaceAll(/[-:]/g, '').replace(' ', 'T');
}
