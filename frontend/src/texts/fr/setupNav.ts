import type en from '../en/setupNav';

const setupNav: typeof en = {
  overview: 'Aperçu',
  setUp: 'Réglages',
  people: 'Personnes',
  pitches: 'Pitchs',
  requests: 'Demandes',
  exports: 'Exports',
  audit: 'Journal',
};

export default setupNav;
