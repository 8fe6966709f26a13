import { setInterval } from 'node:timers/promises';

/** Asks again until there is an answer; throws with these words when there is none within a minute. */
export async function until(what, ask) {
  const signal = AbortSignal.timeout(60_000);
  try {
    for await (const _ of setInterval(100, undefined, { signal })) {
      const answer = await ask();
      if (answer) return answer;
    }
  } catch (error) {
    throw signal.aborted ? new Error(`never came: ${what}`) : error;
  }
}
