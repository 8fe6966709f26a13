import { api, matching, ok, type Schema } from '$api/client';
import { Problem } from '$api/problem';
import { current } from '$state/event.svelte';
import { common } from '$texts/common';

type Input = Schema<'EventInput'>;

/** What can be changed of the event, as a copy to edit. */
export function eventInput(): Input & { settings: Schema<'Settings'> } {
  const { name, venue, zone, languages, settings } = current.event;
  return structuredClone({ name, venue, zone, languages: languages as Input['languages'], settings });
}

/** Changes the open event; when somebody else did so meanwhile, takes theirs and throws an error that says so. */
export async function saveEvent(change: Partial<Input>): Promise<void> {
  const { id, version } = current.event;
  try {
    const body = { ...eventInput(), ...change };
    const saved = await ok(api.PUT('/api/v1/events/{event}', { params: { path: { event: id } }, headers: matching(version), body }));
    current.became(saved);
  } catch (error) {
    if (!(error instanceof Problem && error.stale)) throw error;
    await current.reload();
    throw new Error(common.stale, { cause: error });
  }
}
