// The browser tests: the demo's roles go through what the product is for, then every page is looked
// at. Ends with "N passed, N failed" alone in its line; the status says whether all passed.
import { chromium } from 'playwright-core';
import { reading } from './agenda.mjs';
import { cast } from './cast.mjs';
import { binary, startDemo } from './demo.mjs';
import { organising } from './organising.mjs';
import { pitching, requesting } from './participants.mjs';
import { Tally } from './tally.mjs';
import { tour } from './tour.mjs';

const tally = new Tally();
const demo = await startDemo(binary());
try {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  try {
    const people = await cast(tally, browser, demo);
    await pitching(tally, people);
    const asked = await requesting(tally, browser, demo.base, people);
    await organising(tally, people);
    await reading(tally, browser, demo.base, asked);
    if (!process.env.NOTOUR) for (const [role, { storage }] of Object.entries(people)) await tour(tally, browser, { base: demo.base, role, storage });
  } finally {
    await browser.close();
  }
} finally {
  const said = await demo.stop();
  if (said) console.log(`\nthe server said\n${said}`);
}
console.log(`\n${tally}`);
process.exit(tally.failed === 0 ? 0 : 1);
