import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** Throws when the page as it stands scrolls sideways or breaks a rule of WCAG 2.2 AA that axe knows. */
export async function inspect(page) {
  const faults = [...(await sideways(page)), ...(await barriers(page))];
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

async function sideways(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const fixed = (e) => e !== null && (getComputedStyle(e).position === 'fixed' || fixed(e.parentElement)); // grows with the page
    const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > clientWidth + 1 && !fixed(e));
    const named = wide.slice(-3).map((e) => e.outerHTML.slice(0, 120));
    return [`scrolls sideways: ${scrollWidth} px wide in ${clientWidth} px, by ${named.join(' and ')}`];
  });
}

async function barriers(page) {
  // As a value and not as a script element, which the page's policy refuses.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), tags);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)}\n  ${failureSummary.replaceAll('\n', '\n  ')}`),
  );
}
