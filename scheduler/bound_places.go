package scheduler

import (
	"encoding/binary"
	"slices"
)

// places lets no more requests take place than there are places for. Classes
// of places that the same requests may use are one kind, and requests that may
// use the same places are looked at together: which of them stands where is all
// the same.
func (x *relaxation) places() {
	if len(x.in.p.Places) == 0 {
		return
	}
	k := x.sortPlaces()
	rows := make([]int32, len(k.hold))
	for kind, hold := range k.hold {
		rows[kind] = x.limited(k.wanted[kind], hold)
	}
	for n, list := range k.lists {
		if len(k.users[n]) == 0 || slices.ContainsFunc(list, func(kind int32) bool { return rows[kind] < 0 }) {
			continue
		}
		some := rows[list[0]]
		if len(list) > 1 {
			some = x.spread(list, rows, int64(len(k.users[n])))
		}
		for _, r := range k.users[n] {
			x.pg.enter(some, x.request[r], 1)
		}
	}
}

// spread adds a row of what may be in any of these kinds, and a column for how
// many of that number are in each.
func (x *relaxation) spread(list, rows []int32, number int64) int32 {
	some := x.pg.row(0)
	for _, kind := range list {
		there := x.pg.column(0, number, false)
		x.pg.enter(some, there, -1)
		x.pg.enter(rows[kind], there, 1)
	}
	return some
}

// placeKinds are the kinds of places, by number.
type placeKinds struct {
	hold   []int64   // kind → meetings that fit, over all slots
	wanted []int64   // kind → requests that may use it
	lists  [][]int32 // list of classes → its kinds
	users  [][]int32 // list of classes → the requests that may use it
}

// sortPlaces sorts the places into kinds by the requests that may use them.
func (x *relaxation) sortPlaces() *placeKinds {
	k := &placeKinds{users: make([][]int32, len(x.placeLists))}
	for r, col := range x.request {
		if n := x.placesOf[r]; col >= 0 {
			k.users[n] = append(k.users[n], int32(r))
		}
	}
	kindOf := k.sort(x.in, x.placeLists)
	seen := make([]int32, len(k.hold)) // kind → 1 + the last list that it was found in
	for n, list := range x.placeLists {
		var kinds []int32
		for _, c := range list {
			if kind := kindOf[c]; seen[kind] <= int32(n) {
				seen[kind] = int32(n) + 1
				kinds = append(kinds, kind)
				k.wanted[kind] += int64(len(k.users[n]))
			}
		}
		k.lists = append(k.lists, kinds)
	}
	return k
}

// sort makes a kind of the classes that are in the same of the lists in use,
// and counts what it holds. It returns the kind of each class.
func (k *placeKinds) sort(in *instance, lists [][]int32) []int32 {
	listsOf := make([][]int32, in.classes)
	for n, list := range lists {
		if len(k.users[n]) == 0 {
			continue
		}
		for _, c := range list {
			listsOf[c] = append(listsOf[c], int32(n))
		}
	}
	known := map[string]int32{}
	kindOf := make([]int32, in.classes)
	for c, list := range listsOf {
		kind, there := known[keyOf(list)]
		if !there {
			kind = int32(len(k.hold))
			known[keyOf(list)] = kind
			k.hold, k.wanted = append(k.hold, 0), append(k.wanted, 0)
		}
		kindOf[c] = kind
		for s := range in.slots {
			k.hold[kind] += int64(max(0, in.classCap[s*in.classes+c]))
		}
	}
	return kindOf
}

// keyOf is a text that only equal lists share.
func keyOf(list []int32) string {
	key := make([]byte, 0, 4*len(list))
	for _, n := range list {
		key = binary.LittleEndian.AppendUint32(key, uint32(n))
	}
	return string(key)
}

// eligible returns the classes where r may be whoever attends, wherever it is
// pinned: those of [instance.classesFor] for any attendees, and maybe more.
func (c *capacities) eligible(r int32) []int32 {
	in := c.in
	may, held := slices.Clone(in.required(r)), false
	for _, i := range may {
		held = held || in.fixed[i] >= 0
	}
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		may = append(may, in.members(g)...)
	}
	may = append(may, c.othersOf(r)...)
	var list []int32
	if !held {
		list = append(list, in.plain...)
	}
	for _, i := range may {
		if !held && in.org[i] >= 0 {
			list = append(list, in.booths[in.org[i]]...)
		}
		if in.fixed[i] >= 0 {
			list = append(list, in.classOf[in.fixed[i]])
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
