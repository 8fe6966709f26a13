import type en from '../en/planningNav';

const planningNav: typeof en = {
  runs: 'Calculs',
  board: 'Tableau',
  publish: 'Publication',
  desk: 'Guichet',
  outbox: 'Envois',
  reminders: 'Rappels',
  mailbox: 'Boîte aux lettres',
};

export default planningNav;
