import { fieldErrors, Problem } from '$api/problem';
import { tell, tellProblem } from '$state/toasts.svelte';
import { common } from '$texts/common';
import { showFaults } from './faults';

/** How a drawer keeps the one thing that it shows. */
export interface Keeping<T, B> {
  /** What is changed; undefined while a new one is made. */
  kept: T | undefined;
  /** The fields that the drawer shows faults at. */
  fields: readonly string[];
  make: (body: B) => Promise<T>;
  change: (of: T, body: B) => Promise<T>;
  drop: (one: T) => Promise<unknown>;
  /** The input that brings it back to what it was. */
  input: (of: T) => B;
  saved: (one: T) => string;
  removed: (one: T) => string;
  onchanged: () => unknown;
  onclose: () => void;
}

/**
 * Saves and removes what a drawer shows. Saving can be undone; what has changed
 * meanwhile closes the drawer and says so; faults stand at their fields.
 */
export class Keeper<T, B> {
  errors = $state<{ [field: string]: string }>({});

  constructor(private of: Keeping<T, B>) {}

  async save(body: B): Promise<void> {
    const { kept, change, make, input, saved, onchanged, onclose, fields } = this.of;
    this.errors = {};
    try {
      if (kept) {
        const now = await change(kept, body);
        tell(saved(now), async () => {
          await change(now, input(kept)).catch(tellProblem);
          await onchanged();
        });
      } else {
        const made = await make(body);
        tell(saved(made), () => this.remove(made));
      }
      onclose();
      await onchanged();
    } catch (error) {
      this.errors = fieldErrors(error, fields);
      if (error instanceof Problem && error.stale) {
        onclose();
        await onchanged();
        tellProblem(new Error(common.stale));
      } else await showFaults(error, this.errors, /./);
    }
  }

  async remove(one: T): Promise<void> {
    const { drop, removed, onchanged, onclose } = this.of;
    try {
      await drop(one);
      tell(removed(one));
      onclose();
      await onchanged();
    } catch (error) {
      tellProblem(error);
    }
  }
}
