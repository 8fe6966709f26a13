import { inspect } from './inspect.mjs';
import { Person } from './person.mjs';

const roles = {
  startup: 'Cardiolume',
  company: 'Sanofi',
  cluster: 'Medicen',
  reviewer: 'Reviewer',
  organiser: 'Organiser',
};

/** Signs everybody of the demo in. Returns each by role, with what their browser keeps. */
export async function cast(tally, browser, { base, links }) {
  const people = {};
  const all = await tally.journey('Signing in', async (step) => {
    for (const [role, name] of Object.entries(roles)) {
      const link = [...links].find(([who]) => who.includes(name))?.[1];
      const person = await Person.open(browser, base);
      await step(`${role} signs in by the link`, person, async () => {
        await person.signIn(link);
        await inspect(person.page);
      });
      people[role] = Object.assign(person, { storage: await person.context.storageState() });
    }
  });
  if (!all) throw new Error('not everybody could sign in, and nothing else was tried');
  return people;
}
