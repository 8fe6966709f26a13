import type { Schema } from './client';

/**
 * Follows a solver run by server-sent events until it is over. The browser
 * connects again by itself when the line breaks. The result ends the following.
 */
export function watchRun(event: string, run: string, saw: (run: Schema<'Run'>) => void): () => void {
  const source = new EventSource(`/api/v1/events/${encodeURIComponent(event)}/runs/${encodeURIComponent(run)}/progress`);
  source.addEventListener('run', (message: MessageEvent<string>) => {
    const now = JSON.parse(message.data) as Schema<'Run'>;
    if (isOver(now)) source.close();
    saw(now);
  });
  return () => source.close();
}

/** Whether a run is over: nothing of it changes any more. */
export function isOver(run: Schema<'Run'>): boolean {
  return run.state === 'done' || run.state === 'cancelled' || run.state === 'failed';
}
