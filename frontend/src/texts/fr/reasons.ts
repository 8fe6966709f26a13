import { frCount, joined } from '$lib/catalogue';
import type en from '../en/reasons';

function of(n: number, all: number): string {
  return n === 1 ? `un des ${all} créneaux` : `${n} des ${all} créneaux`;
}

function some(n: number, all: number, every: string): string {
  return n === all ? every : of(n, all);
}

/** Pourquoi rien n’est possible, ce qui ne tient pas, et ce qui aiderait : une phrase chacun. */
const reasons: typeof en = {
  you: 'votre équipe',
  You: 'Votre équipe',
  somebody: 'une personne',
  who: (name, organisation) => `${name} (${organisation})`,
  why: {
    unavailable: (who, n, all) => (n === all ? `${who} n’est disponible à aucun créneau.` : `${who} n’est pas disponible à ${of(n, all)}.`),
    noSlot: (who) => `${who} ne pourrait venir à aucun créneau.`,
    noCommonSlot: (who, n, other) => `${who} pourrait venir à ${frCount(n, 'créneau', 'créneaux')}, ${other} à aucun de ceux-là.`,
    conflict: (who, n, all) => `${who} a d’autres rendez-vous à ${some(n, all, 'tous les créneaux')}.`,
    placeTaken: (place, n, all) => `${place} : occupé ou fermé à ${some(n, all, 'tous les créneaux')}.`,
    noPlace: (n, all) => (n === all ? 'Aucun lieu n’est libre, à aucun créneau.' : `Aucun lieu n’est libre à ${of(n, all)}.`),
    ownSlots: (n, all) => `Ses propres créneaux ou sa session excluent ${some(n, all, 'tous les créneaux')}.`,
    order: (n, all) => `L’ordre de ce rendez-vous et d’un autre exclut ${some(n, all, 'tous les créneaux')}.`,
    limit: (who, n, all) => `${who} dépasserait sa limite de rendez-vous à ${some(n, all, 'tous les créneaux')}.`,
    changeover: (who, n, all) => `${who} n’aurait pas le temps de changer de zone à ${some(n, all, 'tous les créneaux')}.`,
    spread: (who, n, all) => `${who} aurait plus de pauses que l’écart de l’événement ne permet à ${some(n, all, 'tous les créneaux')}.`,
    pinned: 'Il est épinglé là où il ne peut pas avoir lieu.',
    noDelegates: (organisation) => `${organisation} n’a aucun délégué qui prenne des rendez-vous.`,
    takesNone: (people) =>
      people.length > 1
        ? `Ni ${joined(people, 'ni')} ne prennent de rendez-vous : nommez quelqu’un d’autre.`
        : `${people[0]} ne prend pas de rendez-vous : nommez quelqu’un d’autre.`,
    noVideo: (who) => `${who} participe à distance et l’événement n’a pas de lieu vidéo : l’organisateur peut en ajouter un.`,
    bothSides: (who) => `${who} figure des deux côtés : nommez d’autres personnes d’un côté.`,
    gridGone: 'Les créneaux ou la session auxquels il est lié ne sont plus dans la grille.',
    notPlanned: 'Pas de rendez-vous dans ce planning : la demande est arrivée plus tard, ou un organisateur l’a retirée.',
    takenOut: 'Un organisateur l’a retiré du planning.',
    givenUp: 'Un organisateur l’a abandonné pour un autre rendez-vous.',
    acceptedLater: 'La demande a été acceptée après le planning : elle attend la prochaine version.',
    cancelled: 'Son rendez-vous a été annulé : la demande attend un autre créneau.',
    byOrganiser: 'Un organisateur a annulé le rendez-vous.',
    cannotCome: (organisation) => `${organisation} ne peut pas venir à cette heure-là.`,
    notPublishable: (why) => `Il n’a pas pu être publié là où il était prévu. ${why}`,
    inItsWay: (when) => `Il n’a pas pu être publié là où il était prévu, ${when} : un autre rendez-vous l’en empêchait.`,
  },
  helps: {
    place: (at) => `Ce rendez-vous tient ${at} sans rien changer au planning.`,
    move: (pair, to, at) => `Si le rendez-vous ${pair} passe à ${to}, ce rendez-vous tient ${at}.`,
    moves: (n, pair, at) => `Si ${n} autres rendez-vous bougent, dont ${pair}, ce rendez-vous tient ${at}.`,
    drop: (pair, at) => `Si le rendez-vous ${pair} est abandonné, ce rendez-vous tient ${at}.`,
    drops: (n, pair, at) => `Si ${n} autres rendez-vous sont abandonnés, dont ${pair}, ce rendez-vous tient ${at}.`,
    youOpen: (at) => `Si vous ouvrez ${at}, ce rendez-vous tient.`,
    open: (people, at) => `Si ${joined(people, 'et')} ${people.length > 1 ? 'ouvrent' : 'ouvre'} ${at}, ce rendez-vous tient.`,
    addTable: (at) => `Avec une table de plus ${at}, ce rendez-vous tient.`,
    openPlace: (place, at) => `Si ${place} est ouvert ${at}, ce rendez-vous tient.`,
    waive: (what, at) => `Si l’on renonce à ${joined(what, 'et à')}, ce rendez-vous tient ${at}.`,
    waived: {
      'request-slots': 'ce que la demande dit de ses créneaux',
      'meeting-limit': 'une limite de rendez-vous',
      precedence: 'l’ordre des rendez-vous',
    },
  },
  breaks: {
    conflict: (who, at) => `${who} a deux rendez-vous ${at}.`,
    conflictOf: (who, at, a, b) => `${who} a deux rendez-vous ${at} : ${a} et ${b}.`,
    unavailable: (who, at) => `${who} n’est pas disponible ${at}.`,
    onStage: (who, at) => `${who} est sur scène ${at}.`,
    noPlace: (at) => `Aucun lieu n’est libre ${at}.`,
    closed: (place, at) => `${place} : fermé ${at}.`,
    full: (place, at, limit) => `${place} : complet ${at}, ${limit} à la fois.`,
    booth: (place, organisation) => `${place} est le stand ${organisation} : d’autres rendez-vous n’y ont pas lieu.`,
    fixedPlace: (pair, place) => `Le rendez-vous ${pair} ne peut pas avoir lieu à ${place} : quelqu’un y a un autre lieu fixe.`,
    ownSlots: (pair, at) => `Le rendez-vous ${pair} est lié à d’autres créneaux que ${at}.`,
    began: (pair, at) => `Le rendez-vous publié ${pair} a commencé ${at} et reste tel quel.`,
    over: (pair, at) => `Le rendez-vous ${pair} ne peut pas passer à ${at} : c’est passé.`,
    groupMissing: (pair) => `Personne d’un groupe dont le rendez-vous ${pair} a besoin n’y assiste.`,
    missing: (pair, who) => `Il faut ${who} au rendez-vous ${pair}.`,
    stranger: (who, pair) => `${who} n’est pas nommé dans la demande ${pair}.`,
    takesNone: (pair) => `Quelqu’un du rendez-vous ${pair} ne prend plus de rendez-vous.`,
    cannot: (pair, why) => `La demande ${pair} ne peut pas avoir lieu. ${why}`,
    notAccepted: (at) => `La demande derrière le rendez-vous, ${at}, n’est plus acceptée.`,
    order: (pair) => `Le rendez-vous ${pair} doit venir après un autre qui ne le précède pas.`,
    orderOf: (a, b) => `Les rendez-vous ${a} et ${b} ne sont pas dans l’ordre voulu.`,
    limitOfOrganisation: (organisation) => `${organisation} a plus de rendez-vous que sa limite.`,
    limitOfDay: (who, limit, day) => `${who} a plus de ${frCount(limit, 'rendez-vous', 'rendez-vous')} le ${day}.`,
    limitOfDayOrRow: (who, day) => `${who} a plus de rendez-vous le ${day}, ou d’affilée, que sa limite.`,
    limit: (who, limit) => `${who} a plus de ${frCount(limit, 'rendez-vous', 'rendez-vous')}.`,
    changeover: (who, at) => `${who} a trop peu de temps pour changer de zone avant ${at}.`,
    pinned: (pair, where) => `Le rendez-vous ${pair} est épinglé : ${where}. Détachez-le pour le déplacer.`,
    pinnedElsewhere: (pair) => `Le rendez-vous ${pair} est épinglé ailleurs. Détachez-le pour le déplacer.`,
    spread: (who) => `${who} a plus de pauses que l’écart de l’événement ne permet.`,
  },
  together: {
    lead: 'Tout ceci ne peut pas tenir ensemble. Renoncez à l’un de ces points, puis relancez :',
    unavailable: (who, n, all) => (n === all ? `${who} n’est disponible à aucun créneau.` : `${who} n’est pas disponible à ${of(n, all)}.`),
    oneAtATime: (who) => `${who} ne peut être qu’à un rendez-vous à la fois.`,
    tooMany: (n, who, slots, all) => `${who} : ${frCount(n, 'rendez-vous', 'rendez-vous')} n’ont que ${some(slots, all, 'les créneaux de l’événement')}.`,
    places: (n, all) => `À ${some(n, all, 'tous les créneaux')}, pas plus de rendez-vous que de lieux.`,
    tooFewPlaces: (n, slots, all) => `${frCount(n, 'rendez-vous', 'rendez-vous')} n’ont que ${some(slots, all, 'les créneaux de l’événement')}, qui en contiennent moins.`,
    limit: (who) => `${who} a une limite de rendez-vous.`,
    spread: 'Les pauses de deux personnes ne peuvent différer que de l’écart de l’événement.',
    pinned: (pair, at) => `Le rendez-vous ${pair} est épinglé ${at}.`,
    ownSlots: (pair, n, all) => `Le rendez-vous ${pair} ne prend que ${some(n, all, 'les créneaux de l’événement')}.`,
    order: (pair) => `Le rendez-vous ${pair} doit venir après d’autres.`,
  },
  floors: {
    nobody: (name) => `${name} n’a personne qui prenne des rendez-vous.`,
    noRequests: (name) => `${name} n’est dans aucune demande acceptée.`,
    requests: (name, n) => `${name} est dans ${frCount(n, 'demande acceptée', 'demandes acceptées')} en tout.`,
    limit: (name, n) => `${name} a au plus ${frCount(n, 'rendez-vous', 'rendez-vous')}, par sa propre limite.`,
    alone: (name, n) => `${name} n’a aucun créneau en commun avec ceux que ${n < 2 ? 'sa demande acceptée nomme' : `ses ${n} demandes acceptées nomment`}.`,
    openSlots: (name, n) => `${name} a ${frCount(n, 'créneau ouvert', 'créneaux ouverts')} en tout.`,
    commonSlots: (name, requests, n) =>
      `${name} est dans ${frCount(requests, 'demande acceptée', 'demandes acceptées')}, dont ${n} seulement ${n < 2 ? 'peut' : 'peuvent'} avoir un créneau qui convienne à tous.`,
  },
};

export default reasons;
