import { Watch } from './watch.mjs';

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };
export const narrow = { width: 360, height: 740 };

/**
 * Somebody at a browser. `page` is Playwright's, `watch` knows what went wrong
 * on it; `go` opens a page by its name in the navigation.
 */
export class Person {
  static async open(browser, base, { size = desktop, touch = false, dark = false, storage } = {}) {
    const context = await browser.newContext({
      baseURL: base,
      viewport: size,
      hasTouch: touch,
      isMobile: touch,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'Europe/Lisbon', // not the event's, whose zone the pages must show
      storageState: storage,
    });
    context.setDefaultTimeout(60_000); // for slow machines; a step that passes does not wait for it
    return new Person(context, await context.newPage());
  }

  constructor(context, page) {
    this.context = context;
    this.page = page;
    this.watch = new Watch(page);
  }

  /** Signs in by the link, waits for the home page and chooses English, whatever the account's language. */
  async signIn(link) {
    await this.page.goto(link);
    await this.page.getByRole('button', { name: 'Sign in now' }).click();
    await this.page.waitForURL(/\/events\/[^/]+$/);
    await this.settled();
    await this.page.getByRole('banner').getByRole('button').click();
    await this.page.getByRole('radio', { name: 'EN' }).check();
    await this.page.keyboard.press('Escape');
    await this.page.getByRole('link', { name: 'Home' }).first().waitFor();
  }

  /** Opens a page of the event by its name in the navigation. */
  async go(name) {
    const navigation = this.page.getByRole('navigation', { name: 'Pages of the event' });
    const link = navigation.getByRole('link', { name, exact: true });
    await navigation.getByRole('link').first().waitFor();
    if (!(await link.isVisible())) await navigation.getByRole('button', { name: 'More' }).click();
    await link.click();
    await this.heading(name);
    await this.settled();
  }

  /** Waits for the page's title. */
  async heading(name) {
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  /** Waits for the note that says what was done. */
  async told(text) {
    await this.page.getByRole('region', { name: 'Messages' }).getByText(text).first().waitFor();
  }

  /** Waits until the page has loaded what it shows. */
  async settled() {
    await this.page.locator('main').getByRole('heading').first().waitFor();
    await this.watch.quiet();
    await this.page.waitForFunction(() => !document.querySelector('.skeleton'));
    await this.watch.quiet();
  }

  async close() {
    await this.context.close();
  }
}
