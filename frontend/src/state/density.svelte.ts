const key = 'entente.dense';

let dense = $state(typeof localStorage !== 'undefined' && localStorage.getItem(key) === '1');

/** Whether tables are dense; remembered in this browser. */
export const density = {
  get dense(): boolean {
    return dense;
  },
  choose(next: boolean): void {
    dense = next;
    localStorage.setItem(key, next ? '1' : '0');
  },
};
