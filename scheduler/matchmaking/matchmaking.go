package matchmaking

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Profile is what a participant tells about itself. Words are compared without
// regard to case.
type Profile struct {
	ID       string
	Offers   []string
	Seeks    []string
	Topics   []string
	Clusters []string
	Country  string
}

// Kind says of which sort a reason is.
type Kind string

// The kinds of reasons, seen from the one for whom partners are ranked.
const (
	TheyOffer Kind = "they-offer" // what the other offers and this one seeks
	TheySeek  Kind = "they-seek"  // what the other seeks and this one offers
	Topics    Kind = "topics"     // in common
	Cluster   Kind = "cluster"    // in common
	Country   Kind = "country"    // in common
)

// The shares of the parts in a score; they add up to 1.
const (
	shareOffer   = 0.35
	shareSeek    = 0.30
	shareTopics  = 0.25
	shareCluster = 0.06
	shareCountry = 0.04
)

// Reason is one part of a score, with the words in common.
type Reason struct {
	Kind  Kind
	Items []string // as the ranked profile writes them, the rarest first
	Score float64  // the part's contribution
}

// Match is another profile with its score and reasons.
type Match struct {
	ID      string
	Score   float64  // from 0 to 1
	Reasons []Reason // the strongest first; none when Score is 0
}

// Pair is two profiles with the mean of the scores that each gives the other.
type Pair struct {
	A, B    string // A before B
	Score   float64
	Reasons []Reason // as A sees them
}

// Index holds profiles with the rarity of their words. It does not change and
// is safe for concurrent use.
type Index struct {
	profiles []reader
	byID     map[string]int
}

// reader is a profile with its words weighed.
type reader struct {
	Profile
	offers, seeks, topics, clusters terms
}

// terms are the words of a list with how much each says.
type terms struct {
	words  map[string]string // normal form → as written
	weight map[string]float64
	order  []string // normal forms, the rarest first: sums come out the same each time
	total  float64
}

// New indexes the profiles. Of several with one id the last counts.
func New(profiles []Profile) *Index {
	capabilities, topics := rarity{}, rarity{}
	for _, p := range profiles {
		capabilities.count(append(slices.Clone(p.Offers), p.Seeks...))
		topics.count(p.Topics)
	}
	x := &Index{byID: map[string]int{}}
	for _, p := range profiles {
		n := len(profiles)
		r := reader{Profile: p, offers: capabilities.weigh(p.Offers, n), seeks: capabilities.weigh(p.Seeks, n),
			topics: topics.weigh(p.Topics, n), clusters: rarity{}.weigh(p.Clusters, n)}
		if at, known := x.byID[p.ID]; known {
			x.profiles[at] = r
			continue
		}
		x.byID[p.ID] = len(x.profiles)
		x.profiles = append(x.profiles, r)
	}
	return x
}

// rarity counts in how many profiles a word stands.
type rarity map[string]int

func (r rarity) count(words []string) {
	seen := map[string]bool{}
	for _, w := range words {
		if key := normal(w); key != "" && !seen[key] {
			seen[key] = true
			r[key]++
		}
	}
}

// weigh gives each word ln(1 + n/df), above 0 even for a word that stands
// everywhere.
func (r rarity) weigh(words []string, n int) terms {
	t := terms{words: map[string]string{}, weight: map[string]float64{}}
	for _, w := range words {
		key := normal(w)
		if _, known := t.words[key]; known || key == "" {
			continue
		}
		t.words[key] = strings.TrimSpace(w)
		t.weight[key] = math.Log1p(float64(n) / float64(max(1, r[key])))
		t.order = append(t.order, key)
	}
	slices.SortFunc(t.order, func(a, b string) int {
		return cmp.Or(cmp.Compare(t.weight[b], t.weight[a]), cmp.Compare(a, b))
	})
	for _, key := range t.order {
		t.total += t.weight[key]
	}
	return t
}

func normal(word string) string { return strings.ToLower(strings.TrimSpace(word)) }

// Rank returns the others with a score above 0 for the profile, best first and
// then by id; nothing for an unknown id.
func (x *Index) Rank(id string) []Match {
	at, known := x.byID[id]
	if !known {
		return nil
	}
	var matches []Match
	for i := range x.profiles {
		if i == at {
			continue
		}
		if m := x.profiles[at].match(&x.profiles[i]); m.Score > 0 {
			matches = append(matches, m)
		}
	}
	slices.SortFunc(matches, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
	})
	return matches
}

// Pairs returns the best pairs of all profiles, at most limit (0: all), best
// first and then by ids.
func (x *Index) Pairs(limit int) []Pair {
	var pairs []Pair
	for i := range x.profiles {
		for j := i + 1; j < len(x.profiles); j++ {
			a, b := &x.profiles[i], &x.profiles[j]
			if b.ID < a.ID {
				a, b = b, a
			}
			there, back := a.match(b), b.match(a)
			if there.Score+back.Score > 0 {
				pairs = append(pairs, Pair{A: a.ID, B: b.ID, Score: (there.Score + back.Score) / 2, Reasons: there.Reasons})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	if limit > 0 && len(pairs) > limit {
		pairs = pairs[:limit]
	}
	return pairs
}

// match scores the other for the profile.
func (r *reader) match(other *reader) Match {
	m := Match{ID: other.ID}
	m.add(TheyOffer, shareOffer, r.seeks.coveredBy(other.offers), r.seeks.common(other.offers))
	m.add(TheySeek, shareSeek, other.seeks.coveredBy(r.offers), r.offers.common(other.seeks))
	m.add(Topics, shareTopics, r.topics.likeness(other.topics), r.topics.common(other.topics))
	m.add(Cluster, shareCluster, present(r.clusters.common(other.clusters)), r.clusters.common(other.clusters))
	if r.Country != "" && normal(r.Country) == normal(other.Country) {
		m.add(Country, shareCountry, 1, []string{r.Country})
	}
	slices.SortStableFunc(m.Reasons, func(a, b Reason) int { return cmp.Compare(b.Score, a.Score) })
	return m
}

func (m *Match) add(kind Kind, share, part float64, items []string) {
	if len(items) == 0 {
		return
	}
	m.Score = min(1, m.Score+share*part)
	m.Reasons = append(m.Reasons, Reason{Kind: kind, Items: items, Score: share * part})
}

func present(items []string) float64 {
	return float64(min(1, len(items)))
}

// coveredBy is the share, by weight, of the terms that the others hold.
func (t terms) coveredBy(others terms) float64 {
	if t.total == 0 {
		return 0
	}
	return t.shared(others) / t.total
}

// likeness is the weight of what both hold over that of what either holds.
func (t terms) likeness(other terms) float64 {
	shared := t.shared(other)
	if shared == 0 {
		return 0
	}
	return shared / (t.total + other.total - shared)
}

func (t terms) shared(other terms) float64 {
	sum := 0.0
	for _, key := range t.order {
		if _, both := other.words[key]; both {
			sum += t.weight[key]
		}
	}
	return sum
}

// common lists what both hold, the rarest first.
func (t terms) common(other terms) []string {
	var words []string
	for _, key := range t.order {
		if _, both := other.words[key]; both {
			words = append(words, t.words[key])
		}
	}
	return words
}
