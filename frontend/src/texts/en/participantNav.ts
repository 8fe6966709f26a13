/** The participants' pages in the navigation, apart from the pages' words: every first load has them. */
const participantNav = {
  agenda: 'Agenda',
  inbox: 'Inbox',
  discover: 'Discover',
  availability: 'Availability',
  pitch: 'Pitch slot',
  profile: 'Profile',
  team: 'Team agenda',
  unscheduled: 'Unscheduled',
};

export default participantNav;
