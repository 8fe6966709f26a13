package matchmaking_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"entente/scheduler/matchmaking"
)

func ExampleIndex_Rank() {
	index := matchmaking.New([]matchmaking.Profile{
		{ID: "cardio", Offers: []string{"devices"}, Seeks: []string{"clinical-data"}, Topics: []string{"Cardiology"}},
		{ID: "hospital", Offers: []string{"clinical-data"}, Seeks: []string{"devices"}, Topics: []string{"cardiology"}},
		{ID: "fund", Offers: []string{"funding"}},
	})
	for _, match := range index.Rank("cardio") {
		fmt.Printf("%s %.2f\n", match.ID, match.Score)
		for _, reason := range match.Reasons {
			fmt.Println(reason.Kind, reason.Items)
		}
	}
	// Output:
	// hospital 0.90
	// they-offer [clinical-data]
	// they-seek [devices]
	// topics [Cardiology]
}

func ids(matches []matchmaking.Match) []string {
	list := []string{}
	for _, m := range matches {
		list = append(list, m.ID)
	}
	return list
}

func TestRank(t *testing.T) {
	own := matchmaking.Profile{ID: "own", Offers: []string{"a", "b"}, Seeks: []string{"x", "y"}, Topics: []string{"t", "u"},
		Clusters: []string{"c"}, Country: "FR"}
	for _, test := range []struct {
		rule   string
		others []matchmaking.Profile
		want   []string
	}{
		{"nothing in common is left out", []matchmaking.Profile{{ID: "p", Offers: []string{"z"}, Country: "DE"}}, []string{}},
		{"more of what is sought comes first", []matchmaking.Profile{
			{ID: "one", Offers: []string{"x"}}, {ID: "two", Offers: []string{"x", "y"}}}, []string{"two", "one"}},
		{"both ways beat one way", []matchmaking.Profile{
			{ID: "one", Offers: []string{"x", "y"}}, {ID: "both", Offers: []string{"x", "y"}, Seeks: []string{"a"}}}, []string{"both", "one"}},
		{"what few offer beats what many offer", []matchmaking.Profile{
			{ID: "common", Offers: []string{"x"}}, {ID: "rare", Offers: []string{"y"}}, {ID: "xx", Seeks: []string{"x"}}}, []string{"rare", "common"}},
		{"the same country is the last thing that counts", []matchmaking.Profile{
			{ID: "country", Country: "fr"}, {ID: "cluster", Clusters: []string{"C"}}, {ID: "topic", Topics: []string{"T"}}},
			[]string{"topic", "cluster", "country"}},
		{"equals come by id", []matchmaking.Profile{{ID: "q", Offers: []string{"x"}}, {ID: "p", Offers: []string{"x"}}}, []string{"p", "q"}},
	} {
		t.Run(test.rule, func(t *testing.T) {
			index := matchmaking.New(append(test.others, own))
			if got := ids(index.Rank("own")); !reflect.DeepEqual(got, test.want) {
				t.Errorf("ranked %v, want %v", got, test.want)
			}
		})
	}
}

func TestRankOfUnknownIsEmpty(t *testing.T) {
	if got := matchmaking.New(nil).Rank("nobody"); got != nil {
		t.Errorf("got %v", got)
	}
}

func TestReasonsAddUpToTheScore(t *testing.T) {
	same := func(id string) matchmaking.Profile {
		return matchmaking.Profile{ID: id, Offers: []string{"a"}, Seeks: []string{"a"}, Topics: []string{"t"}, Clusters: []string{"c"}, Country: "FR"}
	}
	match := matchmaking.New([]matchmaking.Profile{same("p"), same("q")}).Rank("p")[0]
	sum := 0.0
	for _, reason := range match.Reasons {
		sum += reason.Score
	}
	if math.Abs(match.Score-1) > 1e-9 || math.Abs(sum-1) > 1e-9 {
		t.Errorf("twins score %v with reasons worth %v, want 1 and 1", match.Score, sum)
	}
}

func TestPairsAreTheMeanOfBothViews(t *testing.T) {
	index := matchmaking.New([]matchmaking.Profile{
		{ID: "b", Offers: []string{"x"}, Seeks: []string{"y"}}, {ID: "a", Seeks: []string{"x", "z"}}, {ID: "c", Country: "FR"},
	})
	there, back := index.Rank("a")[0], index.Rank("b")[0]
	pairs := index.Pairs(0)
	if len(pairs) != 1 {
		t.Fatalf("got %d pairs, want the one of a and b", len(pairs))
	}
	want := matchmaking.Pair{A: "a", B: "b", Score: (there.Score + back.Score) / 2, Reasons: there.Reasons}
	if !reflect.DeepEqual(pairs[0], want) {
		t.Errorf("got %+v, want %+v", pairs[0], want)
	}
}

func TestPairsKeepToTheLimit(t *testing.T) {
	var profiles []matchmaking.Profile
	for i := range 5 {
		profiles = append(profiles, matchmaking.Profile{ID: fmt.Sprint(i), Topics: []string{"t"}})
	}
	if got := len(matchmaking.New(profiles).Pairs(3)); got != 3 {
		t.Errorf("got %d pairs, want 3", got)
	}
}

func BenchmarkRank5000(b *testing.B) {
	var profiles []matchmaking.Profile
	word := func(i, n int) string { return fmt.Sprint("w", i%n) }
	for i := range 5000 {
		profiles = append(profiles, matchmaking.Profile{ID: fmt.Sprint(i), Offers: []string{word(i, 7), word(i, 9)},
			Seeks: []string{word(i, 5), word(i, 11)}, Topics: []string{word(i, 40), word(i, 60)}})
	}
	for b.Loop() {
		matchmaking.New(profiles).Rank("17")
	}
}
