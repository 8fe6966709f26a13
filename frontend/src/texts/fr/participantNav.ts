import type en from '../en/participantNav';

const participantNav: typeof en = {
  agenda: 'Agenda',
  inbox: 'Demandes',
  discover: 'Découvrir',
  availability: 'Disponibilités',
  pitch: 'Créneau de pitch',
  profile: 'Profil',
  team: 'Agenda d’équipe',
  unscheduled: 'Sans créneau',
};

export default participantNav;
