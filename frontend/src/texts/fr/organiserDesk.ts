import { frCount } from '$lib/catalogue';
import type en from '../en/organiserDesk';

const told = (n: number): string => frCount(n, 'personne est prévenue', 'personnes sont prévenues');

const organiserDesk: typeof en = {
  title: 'Guichet',
  lead: 'Trouvez quelqu’un, voyez où il doit être, et arrangez ce qu’il faut.',
  find: 'Nom, organisation ou table',
  kinds: { delegate: 'Personne', organisation: 'Organisation', place: 'Lieu' },
  results: (n) => frCount(n, 'résultat', 'résultats'),
  nobody: (text) => `Ni personne ni lieu ne s’appelle « ${text} ».`,
  start: 'Tapez deux lettres d’un nom, d’une organisation ou d’une table',
  startLead: 'Son agenda s’ouvre ici, avec tout ce que l’on peut y faire.',
  notLive: (phase) => `Au guichet, les rendez-vous changent quand l’événement est en cours ; il est maintenant en phase « ${phase} ».`,
  notPublished: 'Aucun planning n’est encore publié.',
  back: 'Trouver quelqu’un d’autre',
  empty: 'Rien dans cet agenda',
  emptyLead: 'Aucun rendez-vous, pitch ou engagement n’est prévu ici.',
  onlyComing: 'Masquer ce qui est passé',
  now: 'Maintenant',
  next: 'Ensuite',
  held: 'A eu lieu',
  heldTold: (title) => `${title} : a eu lieu.`,
  noShow: 'Absence',
  noShowWho: 'Qui n’est pas venu ?',
  noShowOf: (name) => `${name} n’est pas venu`,
  noShowTold: (name) => `Noté : ${name} n’est pas venu.`,
  move: 'Déplacer',
  moveOf: (title) => `Déplacer ${title}`,
  moveLead: 'Les meilleures places d’abord, chacune avec son coût. Les intéressés sont prévenus aussitôt.',
  moved: (title, where, n) => `${title} est maintenant à ${where} ; ${told(n)}.`,
  cancel: 'Annuler',
  cancelOf: (title) => `Annuler ${title}`,
  cancelTitle: (title) => `Annuler le rendez-vous de ${title} ?`,
  cancelLead: 'Le créneau et la table sont libérés et les deux parties prévenues. La demande reste acceptée et attend un autre créneau.',
  cancelConfirm: 'Annuler le rendez-vous',
  reason: 'Raison pour les deux parties',
  cancelled: (title, n) => `${title} est annulé ; ${told(n)}.`,
  unscheduled: 'Acceptées, sans rendez-vous',
  findSlot: 'Trouver un créneau',
  late: (names) => `En retard : ${names}`,
  agendaOf: (name) => `Agenda de ${name}`,
  print: 'PDF',
};

export default organiserDesk;
