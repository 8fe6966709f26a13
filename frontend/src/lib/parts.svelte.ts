import { resource, type Resource } from './resource.svelte';

/** One part of a long list, as the API sends it. */
export interface Part<Item> {
  items: Item[];
  total: number;
  /** Where the next part begins, '' after the last. */
  next: string;
}

/** A long list of which a part at a time is loaded. */
export interface Parts<Item> {
  /** What is loaded so far; it starts anew when something changes that `load` reads. */
  readonly list: Resource<Part<Item>>;
  /** Loads the next part behind it. */
  more(): Promise<void>;
}

/** Loads a list part by part; `load` gets where the part begins, undefined for the first. */
export function parts<Item>(load: (cursor: string | undefined) => Promise<Part<Item>>): Parts<Item> {
  const list = resource(() => load(undefined));
  return {
    list,
    async more() {
      const before = list.data;
      if (!before?.next) return;
      const part = await load(before.next);
      if (list.data === before) list.set({ ...part, items: [...before.items, ...part.items] });
    },
  };
}
