/** The organisers' pages of set-up in the navigation, apart from the pages' words: every first load has them. */
const setupNav = {
  overview: 'Overview',
  setUp: 'Set-up',
  people: 'People',
  pitches: 'Pitches',
  requests: 'Requests',
  exports: 'Exports',
  audit: 'Audit',
};

export default setupNav;
