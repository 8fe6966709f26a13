// Package matchmaking ranks partners worth meeting and says why.
//
// A [Profile] is what a participant tells: what it offers and seeks along the
// value chain, its topics, clusters and country. New reads all profiles of an
// event and weighs each word by how rare it is; [Index.Rank] then orders the
// others for one of them, and [Index.Pairs] all pairs. Scores run from 0 to 1
// and compare within one index only.
//
// The score adds five parts, each from 0 to 1: how much of what one seeks the
// other offers, the same the other way round, how much the topics have in
// common, a cluster and a country in common. What two profiles have in common
// counts by inverse document frequency (Spärck Jones, "A statistical
// interpretation of term specificity", 1972): what few offer or seek says more
// than what everybody does.
package matchmaking
