import { untrack } from 'svelte';

/** Something loaded from the server, with what became of the loading. */
export interface Resource<Data> {
  /** Undefined until it has come. Keeps the older while the newer is loaded. */
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  /** Loads it again. */
  reload(): Promise<void>;
  /** Puts a newer state in its place, such as the answer to a change. */
  set(data: Data): void;
  /** Changes what is there, when something is. */
  update(change: (data: Data) => Data): void;
}

/**
 * Loads when the component starts and whenever something changes that `load`
 * reads before it first waits. An answer that a newer one overtook is dropped.
 */
export function resource<Data>(load: () => Promise<Data>): Resource<Data> {
  let data = $state.raw<Data | undefined>();
  let error = $state.raw<unknown>();
  let loading = $state(false);
  let turn = 0;

  async function take(coming: Promise<Data>): Promise<void> {
    const mine = ++turn;
    loading = true;
    try {
      const came = await coming;
      if (mine !== turn) return;
      data = came;
      error = undefined;
    } catch (cause) {
      if (mine === turn) error = cause;
    } finally {
      if (mine === turn) loading = false;
    }
  }

  $effect(() => {
    const coming = load();
    void untrack(() => take(coming));
  });

  return {
    get data() {
      return data;
    },
    get error() {
      return error;
    },
    get loading() {
      return loading;
    },
    reload: () => take(untrack(load)),
    set(next) {
      turn++;
      data = next;
      loading = false;
    },
    update(change) {
      if (data !== undefined) this.set(change(data));
    },
  };
}
