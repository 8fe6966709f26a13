// The browser tests: the demo's roles go through what the product is for, then every page is looked
// at. Ends with "N passed, N failed" alone in its line; the status says whether all passed.
// SCREENSHOTS=1 takes the pictures of docs/screenshots instead of the look at every page.
import { chromium } from 'playwright-core';
import { reading } from './agenda.mjs';
import { cast } from './cast.mjs';
import { binary, startDemo } from './demo.mjs';
import { onSite } from './onsite.mjs';
import { organising } from './organising.mjs';
import { pitching, requesting } from './participants.mjs';
import { takeScreenshots } from './screenshots.mjs';
import { Tally } from './tally.mjs';
import { tour } from './tour.mjs';

const tally = new Tally();

async function journeys(browser, demo) {
  const people = await cast(tally, browser, demo);
  await pitching(tally, people);
  const asked = await requesting(tally, browser, demo.base, people);
  const version = asked ? await organising(tally, people) : tally.skip('The organiser schedules and publishes', 'the request that is to be scheduled was not accepted');
  if (version) await reading(tally, browser, demo.base, asked, version);
  else tally.skip('A participant on a phone', 'no new version was published');
  return { ...people, asked };
}

await tally.whole(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const demo = await startDemo(binary());
  try {
    const { asked, ...people } = await journeys(browser, demo);
    if (process.env.SCREENSHOTS) await takeScreenshots(browser, demo.base, { ...people, asked });
    else {
      for (const [role, { storage }] of Object.entries(people)) await tour(tally, browser, { base: demo.base, role, storage });
      await onSite(tally, browser, demo, people);
    }
  } finally {
    await browser.close();
    const said = await demo.stop();
    if (said) console.log(`\nthe server said\n${said}`);
  }
});
console.log(`\n${tally}`);
process.exit(tally.failed === 0 ? 0 : 1);
