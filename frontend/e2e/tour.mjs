import { inspect } from './inspect.mjs';
import { desktop, narrow, Person } from './person.mjs';

const sizes = [
  { name: 'desktop, light, English', size: desktop, language: 'en' },
  { name: 'phone of 360 px, dark, French', size: narrow, touch: true, dark: true, language: 'fr' },
];

/** Opens every page that the role's navigation leads to, at both sizes, and inspects each. */
export async function tour(tally, browser, { base, role, storage }) {
  for (const { name, language, ...look } of sizes) {
    console.log(`\n${role}, ${name}`);
    const person = await Person.open(browser, base, { ...look, storage: speaking(language, storage) });
    let pages = [];
    await tally.check('finds the pages in the navigation', person, async () => {
      pages = await pagesOf(person);
    });
    for (const { title, path } of pages) {
      await tally.check(title, person, async () => {
        await person.page.goto(path);
        await person.settled();
        await inspect(person.page);
      });
    }
    await person.close();
  }
}

/** The events, the account, and what the navigation of the event holds. */
async function pagesOf(person) {
  const { page } = person;
  await page.goto('/');
  await person.settled();
  await page.getByRole('main').locator('a[href^="/events/"]').first().click();
  const navigation = page.locator('nav:visible');
  await navigation.getByRole('link').first().waitFor();
  const more = navigation.getByRole('button');
  if (await more.isVisible()) await more.click();
  const links = await navigation.getByRole('link').evaluateAll((all) => all.map((a) => ({ title: a.textContent.trim(), path: a.getAttribute('href') })));
  await person.settled();
  return [{ title: 'Events', path: '/' }, { title: 'Account', path: '/account' }, ...links];
}

/** What a browser keeps, with the pages in this language. */
function speaking(language, { cookies, origins }) {
  const chosen = { name: 'entente.language', value: language };
  const others = ({ name }) => name !== chosen.name;
  return { cookies, origins: origins.map(({ origin, localStorage }) => ({ origin, localStorage: [...localStorage.filter(others), chosen] })) };
}
