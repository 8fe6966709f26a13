import { EventEmitter, once } from 'node:events';

const quietWithin = 60_000;

/** Watches a page: collects errors of the console and failed calls, and knows when nothing is under way. */
export class Watch {
  #faults = [];
  #open = new Set();
  #news = new EventEmitter();
  #expected;

  constructor(page) {
    page.on('console', (message) => message.type() === 'error' && this.#add(`console: ${message.text()} (${message.location().url})`));
    page.on('pageerror', (error) => this.#add(`error: ${error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 400) this.#add(`${response.request().method()} ${response.url()} answered ${response.status()}`);
      if (response.headers()['content-type']?.startsWith('text/event-stream')) this.#closed(response.request());
    });
    page.on('request', (request) => this.#open.add(request));
    page.on('requestfinished', (request) => this.#closed(request));
    page.on('requestfailed', (request) => {
      this.#closed(request);
      const why = request.failure()?.errorText;
      // Leaving a page ends its calls; a download is no page.
      if (why !== 'net::ERR_ABORTED') this.#add(`${request.method()} ${request.url()} failed: ${why}`);
    });
  }

  /** What went wrong since the last call. */
  take() {
    return this.#faults.splice(0);
  }

  /** Runs what may fail in this way, such as reading without a connection. */
  async expecting(way, run) {
    this.#expected = way;
    try {
      return await run();
    } finally {
      this.#expected = undefined;
    }
  }

  /** Waits until no call is under way; streams do not count. */
  async quiet() {
    const signal = AbortSignal.timeout(quietWithin);
    while (this.#open.size > 0) {
      await once(this.#news, 'quiet', { signal }).catch(() => {
        throw new Error(`still under way: ${[...this.#open].map((request) => request.url()).join(', ')}`);
      });
    }
  }

  #add(fault) {
    if (!this.#expected?.test(fault)) this.#faults.push(fault);
  }

  #closed(request) {
    if (this.#open.delete(request) && this.#open.size === 0) this.#news.emit('quiet');
  }
}
