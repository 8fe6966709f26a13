import type { BoardMeeting, BoardRow, BoardSlot, Placement } from '$board/types';

const names = ['Sanofi', 'Medicen', 'CEA', 'INRIA', 'AP-HP', 'Cap Digital', 'Systematic', 'Vitalog', 'Neurophone', 'Cardiolis', 'Derma One', 'Osteo Print'];

/** Three days of half hours, mornings and afternoons. */
export function slots(): BoardSlot[] {
  const made: BoardSlot[] = [];
  for (const date of ['2026-03-10', '2026-03-11', '2026-03-12']) {
    for (const [session, from, count] of [['morning', 9, 6], ['afternoon', 14, 7]] as const) {
      for (let i = 0; i < count; i++) {
        const start = new Date(Date.parse(`${date}T00:00:00+01:00`) + (from * 60 + i * 30) * 60_000);
        const end = new Date(start.getTime() + 30 * 60_000);
        made.push({ id: `${date}-${session}-${i}`, day: date, session, start: start.toISOString(), end: end.toISOString() });
      }
    }
  }
  return made;
}

export function rows(count: number): BoardRow[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `t${i + 1}`,
    name: `Table ${i + 1}`,
    detail: `Zone ${'ABCD'[i % 4]}`,
    closed: i % 9 === 4 ? new Set(['2026-03-10-morning-0', '2026-03-10-morning-1']) : undefined,
  }));
}

export function meetings(across: BoardSlot[], down: BoardRow[]): BoardMeeting[] {
  const made: BoardMeeting[] = [];
  for (const [i, row] of down.entries()) {
    for (const [j, slot] of across.entries()) {
      if ((i * 7 + j * 5) % 3 === 0) continue;
      const [a, b] = [names[(i + j) % names.length]!, names[(i * 5 + j * 3 + 1) % names.length]!];
      made.push({ id: `m${i}-${j}`, title: `${a} – ${b}`, slot: slot.id, rows: [row.id], pinned: (i + j) % 17 === 0, forced: (i + j) % 41 === 7 });
    }
  }
  for (let k = 0; k < 5; k++) made.push({ id: `u${k}`, title: `${names[k]} – ${names[k + 5]}`, detail: 'must · want', rows: [] });
  return made;
}

export function placements(across: BoardSlot[], down: BoardRow[]): Placement[] {
  return across.flatMap((slot, j) =>
    down.map((row, i): Placement => {
      const at = (i * 3 + j * 7) % 5;
      if (at === 0) return { slot: slot.id, row: row.id, verdict: 'fits', reason: 'Both sides are free.', price: '+15' };
      if (at === 1) return { slot: slot.id, row: row.id, verdict: 'costs', reason: 'Two meetings would move.', price: '−6' };
      return { slot: slot.id, row: row.id, verdict: 'collides', reason: 'Anne Martin meets INRIA then.', price: '' };
    }),
  );
}
