/** The planning pages in the navigation, apart from the pages' words: every first load has them. */
const planningNav = {
  runs: 'Runs',
  board: 'Board',
  publish: 'Publish',
  desk: 'Desk',
  outbox: 'Outbox',
  reminders: 'Reminders',
  mailbox: 'Mailbox',
};

export default planningNav;
