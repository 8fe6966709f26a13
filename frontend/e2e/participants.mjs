import { inspect } from './inspect.mjs';
import { Person } from './person.mjs';
import { until } from './until.mjs';

const question = 'Your insole and our trials: half an hour on a first pilot?';
const founder = 'margaux.urtubie@pas-a-pas.example';

/** The start-up of the demo that has no pitch slot yet says when it is free, and books, frees and books again. */
export async function pitching(tally, { startup }) {
  const { page } = startup;

  await tally.journey('A start-up books a pitch slot', async (step) => {
    await step('closes a slot by keyboard and saves it', startup, async () => {
      await startup.go('Availability');
      await page.getByRole('gridcell', { name: /: Open$/ }).first().focus(); // others are taken by meetings
      await page.keyboard.press('c');
      await page.getByText('1 slot changed').waitFor();
      await inspect(page);
      await page.getByRole('button', { name: 'Save availability' }).click();
      await startup.told('Your availability is saved');
      await startup.settled();
    });
    await step('books a free slot', startup, async () => {
      await startup.go('Pitch slot');
      await book(startup, 'Light on the heart');
      await inspect(page);
    });
    await step('frees it', startup, async () => {
      await page.getByRole('button', { name: 'Free this slot' }).click();
      const dialog = page.getByRole('dialog', { name: 'Free your pitch slot?' });
      await inspect(page);
      await dialog.getByRole('button', { name: 'Free this slot' }).click();
      await startup.told('Your slot is free again');
      await page.getByRole('region', { name: 'Your pitch' }).waitFor({ state: 'detached' });
      await startup.settled();
    });
    await step('books another', startup, () => book(startup, 'Two weeks of rhythm'));
    await step('finds it on the agenda', startup, async () => {
      await startup.go('Agenda');
      await page.getByText('Two weeks of rhythm').first().waitFor();
    });
  });
}

/** Books the first free slot at which the presenter has no meeting; the others are refused with the reason. */
async function book(person, title) {
  const { page } = person;
  const mine = page.getByRole('region', { name: 'Your pitch' });
  const drawer = page.getByRole('complementary');
  const free = page.getByRole('button', { name: /Book$/ });
  const slots = await free.count();
  for (let n = 0; n < slots && !(await mine.isVisible()); n++) {
    await free.nth(n).click();
    await drawer.getByLabel('Title of the pitch').fill(title);
    await drawer.getByRole('button', { name: 'Paul Urtubie' }).click();
    await inspect(page);
    await person.watch.expecting(/409/, async () => {
      await drawer.getByRole('button', { name: 'Book' }).click();
      await page.getByRole('alert').or(mine).first().waitFor();
      if (await mine.isVisible()) await person.told('Your pitch is booked'); // before the note leaves
      await person.settled();
    });
    if (await mine.isVisible()) continue;
    await page.getByRole('alert').getByText('cannot pitch').waitFor();
    await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
    await drawer.getByRole('button', { name: 'Close' }).click();
  }
  await mine.getByText(title).waitFor();
}

/** A large company asks a start-up for a meeting; the start-up signs in by mail and accepts. Returns the start-up, if all of this passed. */
export async function requesting(tally, browser, base, { company, organiser }) {
  const asked = await Person.open(browser, base);
  const agreed = await tally.journey('A large company asks a start-up for a meeting', async (step) => {
    await step('finds it and sends a message with a priority', company, () => ask(company));
    await step('accepts two requests at once', company, () => acceptTwo(company));
    await step('the start-up signs in by mail', asked, () => signInByMail(asked, organiser));
    await step('reads the message and accepts', asked, () => accept(asked));
    await step('the company reads the answer', company, async () => {
      await company.page.reload();
      await company.settled();
      await company.page.getByRole('tab', { name: 'Sent' }).click();
      await company.page.getByLabel('State').selectOption('accepted');
      await company.page.getByRole('row', { name: /Pas à Pas.*Accepted/ }).waitFor();
    });
  });
  return agreed ? asked : undefined;
}

async function ask(company) {
  const { page } = company;
  await company.go('Discover');
  await page.getByRole('searchbox').fill('insole');
  await page.getByRole('button', { name: 'Pas à Pas' }).click();
  const form = page.getByRole('form', { name: 'Ask for a meeting' });
  await form.getByLabel('Message').fill(question);
  await form.getByRole('group', { name: 'Priority for us' }).getByRole('radio', { name: 'Must' }).check();
  await inspect(page);
  await form.getByRole('button', { name: 'Ask for a meeting' }).click();
  await company.told('Your request is with Pas à Pas.');
  await page.getByRole('link', { name: 'Open the request' }).waitFor();
  await company.settled();
}

async function acceptTwo(company) {
  const { page } = company;
  await company.go('Inbox');
  await page.getByLabel('State').selectOption('pending');
  for (const n of [0, 1]) await page.getByRole('table').getByRole('row').nth(n + 1).getByRole('checkbox').check();
  await inspect(page);
  await page.getByRole('button', { name: 'Accept 2' }).click();
  await company.told('2 requests answered');
  await company.settled();
}

/** Asks for a link on the sign-in page and opens the one that came; all mail lands in the organiser's mailbox. */
async function signInByMail(person, organiser) {
  await person.page.goto('/sign-in');
  await person.page.getByLabel('E-mail address').fill(founder);
  await inspect(person.page);
  await person.page.getByRole('button', { name: 'Send me a link' }).click();
  await person.page.getByText(`If ${founder} has an account`).waitFor();
  const event = new URL(organiser.page.url()).pathname.split('/')[2];
  const link = await until(`a sign-in mail to ${founder}`, async () => {
    const answer = await organiser.page.request.get(`/api/v1/events/${event}/mailbox?limit=50`);
    const { items } = await answer.json();
    return items.filter(({ to }) => to.includes(founder)).flatMap(({ text }) => text.match(/\S+\/sign-in\?token=\S+/) ?? [])[0];
  });
  await person.signIn(link);
}

async function accept(person) {
  const { page } = person;
  await person.go('Inbox');
  await page.getByRole('button', { name: 'Sanofi' }).click();
  const drawer = page.getByRole('complementary', { name: 'Sanofi' });
  await drawer.getByText(question).waitFor();
  await person.settled();
  await drawer.getByRole('radio', { name: 'All of these' }).check();
  await drawer.getByRole('button', { name: 'Margaux Urtubie' }).click(); // who then reads the agenda
  await inspect(page);
  await drawer.getByRole('button', { name: 'Accept' }).click();
  await person.told('You accepted the request of Sanofi.');
  await person.settled();
}
