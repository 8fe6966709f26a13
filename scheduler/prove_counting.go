package scheduler

import "slices"

// windows are the first and the last slot that each of some requests can have,
// given those of them that come before and after it.
type windows struct{ first, last []int }

// narrow finds the windows by going along the precedences until nothing
// changes; an empty window has its first slot after its last.
func (in *instance) narrow(chosen []int32) windows {
	w := windows{make([]int, in.requests), make([]int, in.requests)}
	for _, r := range chosen {
		w.last[r] = in.slots - 1
		w.clip(in, r)
	}
	for changed := true; changed; {
		changed = false
		for _, r := range chosen {
			for _, x := range in.after[in.afterOff[r]:in.afterOff[r+1]] {
				first, last := w.first[r], w.last[x]
				w.first[r] = max(first, w.first[x]+1)
				w.last[x] = min(last, w.last[r]-1)
				w.clip(in, r)
				w.clip(in, x)
				if w.empty(r) || w.empty(x) {
					return w
				}
				changed = changed || w.first[r] != first || w.last[x] != last
			}
		}
	}
	return w
}

// clip moves the ends of a window to slots that the request may use.
func (w *windows) clip(in *instance, r int32) {
	for w.first[r] <= w.last[r] && !in.mayUse(r, int16(w.first[r])) {
		w.first[r]++
	}
	for w.first[r] <= w.last[r] && !in.mayUse(r, int16(w.last[r])) {
		w.last[r]--
	}
}

// ownWindow returns the first and the last slot that r may use by itself; the
// first is after the last if there is none.
func (in *instance) ownWindow(r int32) (first, last int) {
	first, last = 0, in.slots-1
	for first <= last && !in.mayUse(r, int16(first)) {
		first++
	}
	for first <= last && !in.mayUse(r, int16(last)) {
		last--
	}
	return first, last
}

func (w *windows) empty(r int32) bool { return w.first[r] > w.last[r] }

func (w *windows) allows(in *instance, r int32, s int) bool {
	return s >= w.first[r] && s <= w.last[r] && in.mayUse(r, int16(s))
}

// counting looks for a plain count that shows that the requests can't all be
// placed: no slot at all, more meetings of someone than slots (Hall 1935),
// more meetings than tables in the slots that they may use. It returns nil if
// it finds none.
func (pr *prover) counting() []Reason {
	w := pr.in.narrow(pr.chosen)
	for _, look := range []func(*windows) []Reason{pr.homeless, pr.overLimit, pr.overbooked, pr.overfull} {
		if why := look(&w); why != nil {
			return why
		}
	}
	return nil
}

// homeless finds a request without any slot.
func (pr *prover) homeless(w *windows) []Reason {
	in := pr.in
	for _, r := range pr.chosen {
		if first, last := in.ownWindow(r); first > last {
			return pr.shutOut(r)
		}
	}
	for _, r := range pr.chosen {
		if w.empty(r) {
			return pr.outOfOrder(r, w)
		}
	}
	return nil
}

// overLimit finds someone with more compulsory meetings than its limit.
func (pr *prover) overLimit(*windows) []Reason {
	in := pr.in
	meets, orgMet := make([]int32, in.people), make([]int32, in.orgs)
	for _, r := range pr.chosen {
		list := in.required(r)
		for k, i := range list {
			meets[i]++
			if o := in.org[i]; o >= 0 && !in.represented(list[:k], o) {
				orgMet[o]++
			}
		}
	}
	for i, n := range meets {
		if n > in.maxAll[i] {
			return pr.tooMany(in.p.Participants[i].ID, "", int(n), int(in.maxAll[i]))
		}
	}
	for o, n := range orgMet {
		if n > in.orgMax[o] {
			return pr.tooMany("", in.organisationID(int32(o)), int(n), int(in.orgMax[o]))
		}
	}
	return nil
}

// organisationID returns the id of an organisation by its position.
func (in *instance) organisationID(o int32) string {
	for i := range in.p.Participants {
		if in.org[i] == o {
			return in.p.Participants[i].Organisation
		}
	}
	return ""
}

// overbooked finds a participant whose meetings have too few slots.
func (pr *prover) overbooked(w *windows) []Reason {
	in := pr.in
	of := make([][]int32, in.people)
	for _, r := range pr.chosen {
		for _, i := range in.required(r) {
			of[i] = append(of[i], r)
		}
	}
	one := slices.Repeat([]int{1}, in.slots)
	for i, list := range of {
		if tight, slots := pr.crowd(w, list, one); tight != nil {
			return pr.crowdedPerson(int32(i), len(list), tight, slots)
		}
	}
	return nil
}

// overfull finds meetings that have too few tables.
func (pr *prover) overfull(w *windows) []Reason {
	in := pr.in
	room := make([]int, in.slots)
	used := make([]bool, in.classes)
	for _, r := range pr.chosen {
		for _, c := range in.choices[in.choiceOf[r]] {
			used[c] = true
		}
	}
	for s := range room {
		for c, yes := range used {
			if yes {
				room[s] += int(max(0, in.classCap[s*in.classes+c]))
			}
		}
	}
	if tight, slots := pr.crowd(w, pr.chosen, room); tight != nil {
		return pr.crowdedSlots(tight, slots, room)
	}
	return nil
}

// crowd returns requests that have fewer seats than they are, and the only
// slots that they may use, if the requests can't all have a seat. room is the
// number of seats by slot.
func (pr *prover) crowd(w *windows, requests []int32, room []int) (tight []int32, slots []int) {
	held := make([][]int32, pr.in.slots)
	seen := make([]bool, pr.in.slots)
	var seat func(r int32) bool
	seat = func(r int32) bool {
		for s := range room {
			if seen[s] || !w.allows(pr.in, r, s) {
				continue
			}
			seen[s] = true
			if len(held[s]) < room[s] {
				held[s] = append(held[s], r)
				return true
			}
			for k, other := range held[s] {
				if seat(other) {
					held[s][k] = r
					return true
				}
			}
		}
		return false
	}
	for _, r := range requests {
		clear(seen)
		if seat(r) {
			continue
		}
		tight = append(tight, r)
		for s, yes := range seen {
			if yes {
				slots = append(slots, s)
				tight = append(tight, held[s]...)
			}
		}
		return tight, slots
	}
	return nil, nil
}
