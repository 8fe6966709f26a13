import { mkdir } from 'node:fs/promises';
import { pickUp } from './organising.mjs';
import { desktop, Person, phone } from './person.mjs';
import { screenshots } from './places.mjs';

const first = (page) => page.getByRole('main').getByRole('table').getByRole('row').nth(1);

/** The pictures of the documentation: whose page, the home page if none is named, at which size, and what is opened on it. */
const pictures = [
  { file: 'home', whose: 'startup' },
  { file: 'agenda-phone', whose: 'asked', page: 'Agenda', small: true },
  { file: 'availability', whose: 'startup', page: 'Availability' },
  { file: 'discover', whose: 'company', page: 'Discover' },
  { file: 'inbox', whose: 'company', page: 'Inbox', open: (page) => first(page).getByRole('button').first().click() },
  { file: 'team-agenda', whose: 'company', page: 'Team agenda' },
  { file: 'overview', whose: 'organiser', page: 'Overview' },
  { file: 'run', whose: 'organiser', page: 'Runs', open: (page) => first(page).getByRole('link').first().click() },
  { file: 'board', whose: 'organiser', page: 'Board', open: holding },
];

/** A meeting is held, and the board scrolled to where others stand. */
async function holding(page) {
  await pickUp(page);
  await page.getByRole('grid').evaluate((grid) => grid.scrollBy(5 * 148, 0));
}

/** Writes the pictures to docs/screenshots, of everybody's pages as the journeys left them. */
export async function takeScreenshots(browser, base, people) {
  await mkdir(screenshots, { recursive: true });
  for (const { file, whose, page: name, small = false, open } of pictures) {
    const { context, page: at } = people[whose];
    const look = small ? { size: phone, touch: true } : { size: desktop };
    const person = await Person.open(browser, base, { ...look, storage: await context.storageState() });
    const { page } = person;
    await page.goto(new URL(at.url()).pathname.split('/').slice(0, 3).join('/'));
    await person.settled();
    if (name) await person.go(name);
    if (open) {
      await open(page);
      await person.settled();
    }
    await page.screenshot({ path: `${screenshots}/${file}.png` });
    await person.close();
    console.log(`pictured ${file}`);
  }
}
