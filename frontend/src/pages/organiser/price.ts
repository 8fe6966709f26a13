import type { Schema } from '$api/client';
import { changesOf } from '$lib/figures';
import { organiserPlanning } from '$texts/organiserPlanning';

/** What a change costs or gains in words: `−1 meeting, +2 breaks`; '' when nothing changes. */
export function priceWords(price: Schema<'Figures'>): string {
  return changesOf(price)
    .map(({ name, change }) => `${change > 0 ? '+' : '−'}${organiserPlanning.prices[name]!(Math.abs(change))}`)
    .join(', ');
}
