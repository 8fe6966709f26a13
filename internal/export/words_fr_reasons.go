package export

// frenchWhy has a sentence for each constraint and case of a reason.
var frenchWhy = map[string]string{
	"participant-unavailable ":                "{who} est indisponible à {slots}.",
	"participant-unavailable no-slot":         "{organisation} ne pourrait venir à aucun créneau.",
	"participant-unavailable no-common-slot":  "Créneaux possibles pour {organisation} : {count} ; pour {other}, aucun de ceux-là.",
	"participant-conflict ":                   "{who} a d’autres rendez-vous à {slots}.",
	"place-capacity ":                         "Tous les lieux qui conviennent sont pris à {slots}.",
	"request-slots ":                          "Ses propres créneaux ou sa session excluent {slots}.",
	"precedence ":                             "L’ordre de ce rendez-vous et d’un autre exclut {slots}.",
	"meeting-limit ":                          "{who} dépasserait sa limite de rendez-vous à {slots}.",
	"changeover ":                             "{who} n’aurait pas le temps de changer de zone à {slots}.",
	"break-spread ":                           "{who} aurait plus de pauses que l’écart de l’événement ne permet à {slots}.",
	"pinned ":                                 "Il est épinglé là où il ne peut pas avoir lieu.",
	"attendance no-delegates":                 "{organisation} n’a aucun délégué qui prenne des rendez-vous.",
	"attendance takes-none":                   "Ne prend pas de rendez-vous : {people}. Nommez quelqu’un d’autre.",
	"attendance no-video":                     "{people} est à distance et l’événement n’a pas de lieu vidéo.",
	"attendance both-sides":                   "{people} figure des deux côtés : nommez d’autres personnes d’un côté.",
	"attendance grid-gone":                    "Les créneaux ou la session auxquels il est lié ne sont plus dans la grille.",
	"not-planned ":                            "Pas de rendez-vous dans ce planning : la demande est arrivée plus tard, ou un organisateur l’a retirée.",
	"not-planned taken-out":                   "Un organisateur l’a retiré du planning.",
	"not-planned given-up":                    "Un organisateur l’a abandonné pour un autre rendez-vous.",
	"not-planned accepted-later":              "La demande a été acceptée après le planning : elle attend la prochaine version.",
	"cancelled ":                              "Son rendez-vous a été annulé : la demande attend un autre créneau.",
	"cancelled by-organiser":                  "Un organisateur a annulé le rendez-vous.",
	"cancelled cannot-come":                   "{organisation} ne peut pas venir à cette heure-là.",
	"participant-conflict not-publishable":    "Il n’a pas pu être publié là où il était prévu : {who} avait un autre rendez-vous.",
	"participant-unavailable not-publishable": "Il n’a pas pu être publié là où il était prévu : {who} n’était plus disponible.",
	"place-capacity not-publishable":          "Il n’a pas pu être publié là où il était prévu : le lieu n’était plus libre.",
}

// frenchHelp has a sentence for each kind of repair.
var frenchHelp = map[string]string{
	"place":                   "Ce rendez-vous tient {at} sans rien changer au planning.",
	"open-slot":               "Avec {at} ouvert par {people}, ce rendez-vous tient.",
	"add-table":               "Avec une table de plus {at}, ce rendez-vous tient.",
	"open-place":              "Si {place} est ouvert {at}, ce rendez-vous tient.",
	"move-meeting":            "Si le rendez-vous {pair} passe à {to}, ce rendez-vous tient {at}.",
	"move-meeting and others": "Si {count} autres rendez-vous bougent, dont {pair}, ce rendez-vous tient {at}.",
	"drop-meeting":            "Si le rendez-vous {pair} est abandonné, ce rendez-vous tient {at}.",
	"drop-meeting and others": "Si {count} autres rendez-vous sont abandonnés, dont {pair}, ce rendez-vous tient {at}.",
	"waive":                   "Si l’on renonce à ceci : {waived}, ce rendez-vous tient {at}.",
}
