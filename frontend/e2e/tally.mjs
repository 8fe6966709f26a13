import { mkdir } from 'node:fs/promises';
import { artifacts } from './places.mjs';

/**
 * Counts what passed and what failed, and says each in a line. A journey is a
 * row of steps that build on each other: the first that fails ends it, with a
 * picture of the page in e2e/artifacts. Checks stand alone.
 */
export class Tally {
  passed = 0;
  failed = 0;

  /** Runs the journey; `walk` gets the function that takes a step. Says whether all of it passed. */
  async journey(name, walk) {
    console.log(`\n${name}`);
    const stopped = new Error('a step failed');
    const before = this.failed;
    try {
      await walk(async (what, person, take) => {
        if (!(await this.check(what, person, take))) throw stopped;
      });
    } catch (error) {
      if (error !== stopped) this.#fault(name, error);
    }
    return this.failed === before;
  }

  /** Says that a journey is left out, and why; it counts neither way. */
  skip(name, why) {
    console.log(`\n${name}\n  skip  ${why}`);
  }

  /** Runs one check; says whether it held. The person's page is pictured when it did not. */
  async check(what, person, take) {
    try {
      await take();
      const faults = person?.watch.take() ?? [];
      if (faults.length > 0) throw new Error(faults.join('\n'));
      this.passed++;
      console.log(`  ok    ${what}`);
      return true;
    } catch (error) {
      const faults = person?.watch.take() ?? []; // among which may be the cause
      this.#fault(what, new Error([error.message, ...faults].join('\n')));
      if (person) await picture(person.page, what);
      return false;
    }
  }

  /** Counts as failed what ends the run before its time. */
  async whole(run) {
    try {
      await run();
    } catch (error) {
      this.#fault('the tests came to an early end', error);
    }
  }

  #fault(what, error) {
    this.failed++;
    console.log(`  FAIL  ${what}\n${indent(plain(String(error?.message ?? error)))}`);
  }

  /** The closing line. */
  toString() {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}

async function picture(page, what) {
  await mkdir(artifacts, { recursive: true });
  const path = `${artifacts}/${what.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png`;
  await page.screenshot({ path }).then(
    () => console.log(indent(`at ${page.url()}; pictured in ${path}`)),
    (error) => console.log(indent(`no picture: ${error.message}`)),
  );
}

/** Without the colours that Playwright gives its calls. */
function plain(text) {
  return text.replaceAll(/\u001b\[\d+m/g, '');
}

function indent(text) {
  return text.replaceAll(/^/gm, '        ');
}
