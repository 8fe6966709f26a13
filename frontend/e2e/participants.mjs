import { inspect } from './inspect.mjs';

/** Tells that message's text. */
export const message = 'Your sensor and our trials: half an hour on a first pilot?';

/** A start-up pitches, a large company asks it for a meeting, the start-up accepts. */
export async function participants(tally, { startup, company }) {
  await tally.journey('The start-up books a pitch slot', async (step) => {
    const { page } = startup;
    const drawer = page.getByRole('complementary');
    await step('opens the pitch page', startup, () => startup.go('Pitch slot'));
    await step('books the first free slot', startup, async () => {
      await page.getByRole('button', { name: /Book$/ }).first().click();
      await drawer.getByLabel('Title of the pitch').fill('Light on the heart');
      await inspect(page);
      await drawer.getByRole('button', { name: 'Book' }).click();
      await startup.told('Your pitch is booked');
    });
  });
}
