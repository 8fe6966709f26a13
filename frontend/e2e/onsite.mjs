import { inspect } from './inspect.mjs';
import { Person, phone } from './person.mjs';
import { until } from './until.mjs';

/**
 * A small event in a time zone where it is past ten, so that some meetings are over and others to
 * come: the organiser says what came of them, loses a slot, goes back a version and tries a reminder.
 */
export async function onSite(tally, browser, { base, command }, { organiser }) {
  command('token', '--email', 'organiser@entente.example'); // makes the account one that may create events
  const person = await Person.open(browser, base, { storage: organiser.storage });
  const { page } = person;
  let event = '';
  await tally.journey('An event that is under way', async (step) => {
    await step('is brought, scheduled and published', person, async () => {
      event = await morningFair(page.request);
    });
    await step('a meeting took place', person, () => held(person, event));
    await step('somebody did not come, and then did after all', person, () => noShow(person, event));
    await step('a slot is lost, at a price that is seen first', person, () => loseSlot(person, event));
    await step('the same on a phone, in French', person, () => inFrench(browser, base, organiser.storage, event));
    await step('an older version is published again, but for the lost slot', person, () => goBack(person, event));
    await step('a reminder is tried', person, () => tryReminder(person, event));
  });
  await person.close();
}

/** Makes the event by the API: half hours from nine to one, in a zone where it is past ten. */
async function morningFair(request) {
  const ahead = (34 - new Date().getUTCHours()) % 24;
  const hours = ahead > 14 ? ahead - 24 : ahead;
  const zone = `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`; // the sign is the other way round there
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());
  const made = await call(request, 'POST', `/api/v1/imports/problem?name=Morning%20Fair&from=${today}&zone=${encodeURIComponent(zone)}`, problem());
  const at = `/api/v1/events/${made.id}`;
  for (const phase of ['open', 'scheduling']) await call(request, 'POST', `${at}/phase`, { phase });
  const run = await call(request, 'POST', `${at}/runs`, { iterations: 2000 });
  const draft = await until('the draft of the run', async () => (await call(request, 'GET', `${at}/runs/${run.id}`)).draft);
  await call(request, 'POST', `${at}/schedule/publish`, { draft });
  await call(request, 'POST', `${at}/phase`, { phase: 'live' });
  return made.id;
}

async function call(request, method, path, data) {
  const answer = await request.fetch(path, { method, data });
  if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
  return answer.json();
}

/** Six organisations that all meet each other: 15 meetings, one in the first of eight slots and two in each other one. */
function problem() {
  const names = ['Aurelia', 'Bolt', 'Curie', 'Delta', 'Etoile', 'Ferrand'];
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b]));
  return {
    format: 'entente/problem/1',
    slots: Array.from({ length: 8 }, (_, i) => ({ id: `s${i + 1}`, day: '1', session: 'morning', tables: i === 0 ? 1 : 2 })),
    participants: names.map((name) => ({ id: name.toLowerCase(), organisation: name })),
    requests: pairs.map(([a, b]) => ({ id: `${a}-${b}`, sides: [{ all: [a.toLowerCase()] }, { all: [b.toLowerCase()] }] })),
  };
}

/** Opens the desk at the first of the meetings, all of those who attend it shown; returns its line. */
async function firstMeeting({ page }, event) {
  const { meetings } = await call(page.request, 'GET', `/api/v1/events/${event}/schedule`);
  const { items: slots } = await call(page.request, 'GET', `/api/v1/events/${event}/slots`);
  const first = meetings.find((m) => m.slot === slots[0].id);
  const { items: delegates } = await call(page.request, 'GET', `/api/v1/events/${event}/delegates?limit=50`);
  await page.goto(`/events/${event}/desk`);
  await page.getByRole('searchbox').fill(delegates.find((d) => d.id === first.participants[0]).name);
  await page.getByRole('button', { name: /Person/ }).first().click();
  await page.getByRole('article').first().waitFor();
  await page.getByLabel('Hide what is over').uncheck();
  return page.getByRole('article').first();
}

async function held(person, event) {
  const { page } = person;
  const entry = await firstMeeting(person, event);
  await inspect(page);
  await entry.getByRole('button', { name: /^Took place/ }).click();
  await person.told('it took place');
  await entry.getByText('Took place', { exact: true }).waitFor();
  await person.settled();
  await inspect(page);
}

async function noShow(person, event) {
  const { page } = person;
  const entry = await firstMeeting(person, event);
  await entry.getByRole('button', { name: /^No-show/ }).click();
  await inspect(page);
  const other = entry.getByRole('group', { name: 'Who did not come?' }).getByRole('button').last();
  const name = (await other.textContent()).trim();
  await other.click();
  await person.told(`${name} did not come`);
  await entry.getByText(`Did not come: ${name}`).waitFor();
  await person.settled();
  await inspect(page);
  await entry.getByRole('button', { name: /^Took place after all/ }).click();
  await entry.getByText(`Did not come: ${name}`).waitFor({ state: 'detached' });
  await person.settled();
}

async function loseSlot(person, event) {
  const { page } = person;
  await page.goto(`/events/${event}/desk`);
  await page.getByRole('button', { name: 'A slot can’t be used' }).click();
  const drawer = page.getByRole('complementary', { name: 'A slot can’t be used' });
  await drawer.getByText('Choose at least one slot.').waitFor();
  await inspect(page);
  const before = await call(page.request, 'GET', `/api/v1/events/${event}/schedule`);
  const slots = (await call(page.request, 'GET', `/api/v1/events/${event}/slots`)).items;
  const lost = slots.at(-1); // which does not begin meanwhile, whatever the time
  await drawer.getByRole('button', { name: await clock(page.request, event, lost), exact: true }).click();
  await drawer.getByText('Price:').waitFor();
  await person.settled();
  await inspect(page);
  if ((await call(page.request, 'GET', `/api/v1/events/${event}/schedule`)).version !== before.version) throw new Error('looking at the price changed the schedule');
  await drawer.getByRole('button', { name: 'Confirm and publish' }).click();
  await person.told(`Version ${before.version + 1} is published`);
  await person.settled();
  const after = await call(page.request, 'GET', `/api/v1/events/${event}/schedule`);
  if (after.version !== before.version + 1 || after.meetings.some((m) => m.slot === lost.id)) throw new Error('the lost slot still holds a meeting');
}

/** The time of day that the pages show for a slot: the event's. */
async function clock(request, event, { start }) {
  const { zone } = await call(request, 'GET', `/api/v1/events/${event}`);
  return new Date(start).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
}

async function inFrench(browser, base, storage, event) {
  const person = await Person.open(browser, base, { size: phone, touch: true, storage });
  const { page } = person;
  await page.addInitScript(() => localStorage.setItem('entente.language', 'fr'));
  await page.goto(`/events/${event}/desk?repair=slot-lost`);
  const drawer = page.getByRole('complementary', { name: 'Créneau inutilisable' });
  await drawer.getByRole('radio', { name: 'Un jour' }).check();
  await drawer.getByText('Prix :').waitFor();
  await person.settled();
  await drawer.getByText(/n’est pas disponible|Aucun lieu n’est libre/).first().waitFor();
  await inspect(page);
  await person.close();
}

async function goBack(person, event) {
  const { page } = person;
  const { meetings } = await call(page.request, 'GET', `/api/v1/events/${event}/schedule`);
  await call(page.request, 'POST', `/api/v1/events/${event}/meetings/${meetings.at(-1).request}/cancel`, { reason: 'other' });
  await rollBackTo(person, event, 2);
  await person.told('Version 4 is published; 2 people are told.');
  await person.settled();
  await inspect(page);
  await rollBackTo(person, event, 1); // which differs by the lost slot alone
  await person.told('Nothing changes, and version 4 stays. 2 meetings of the older one no longer hold.');
}

async function rollBackTo({ page }, event, version) {
  await page.goto(`/events/${event}/publish?view=versions`);
  const name = `Roll back to ${version}`;
  await page.getByRole('button', { name }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('what no longer holds is left out').waitFor();
  await inspect(page);
  await dialog.getByRole('button', { name }).click();
}

async function tryReminder(person, event) {
  const { page } = person;
  await page.goto(`/events/${event}/reminders`);
  await person.settled();
  await page.getByRole('button', { name: /Day before/i }).first().click();
  const drawer = page.getByRole('complementary');
  await person.settled();
  await inspect(page);
  await drawer.getByRole('button', { name: 'Send it to me' }).click();
  await person.told('Sent.');
  await until('the test mail', async () => {
    const { items } = await call(page.request, 'GET', `/api/v1/events/${event}/mailbox?limit=50`);
    return items.some(({ to }) => to.includes('organiser@entente.example'));
  });
}
