package scheduler

import (
	"encoding/binary"
	"slices"
)

// classKey says what makes two places alike for the search.
type classKey struct {
	zone   int32 // only where changeover makes zones count
	org    int32
	holder int32 // a fixed or video place is alike to itself only
}

// places groups the places into classes. Without places, the slots' tables
// are one class.
func (b *builder) places() {
	p := b.p
	b.booths = make([][]int32, b.orgs)
	if len(p.Places) == 0 {
		b.classes, b.classZone, b.classVideo = 1, []int32{anyZone}, []bool{false}
		b.classCap = make([]int32, b.slots)
		for s := range p.Slots {
			b.classCap[s] = int32(*p.Slots[s].Tables)
		}
		return
	}
	held := map[string]bool{}
	for i := range p.Participants {
		held[p.Participants[i].Place] = true
	}
	b.crowdedPins(held)
	index, zones := map[classKey]int32{}, map[string]int32{}
	for i := range p.Places {
		key := b.keyOf(int32(i), held, zones)
		c, known := index[key]
		if !known {
			c = int32(b.classes)
			index[key] = c
			b.addClass(c, key, &p.Places[i])
		}
		b.classOf = append(b.classOf, c)
	}
	b.classCaps()
}

func (b *builder) addClass(c int32, key classKey, pl *Place) {
	zone := key.zone
	if pl.Video {
		zone = anyZone
	}
	b.classZone = append(b.classZone, zone)
	b.classVideo = append(b.classVideo, pl.Video)
	b.classes++
	if key.org >= 0 {
		b.anyBooth = true
		b.booths[key.org] = append(b.booths[key.org], c)
	}
}

func (b *builder) keyOf(i int32, held map[string]bool, zones map[string]int32) classKey {
	pl := &b.p.Places[i]
	key := classKey{org: -1, holder: -1}
	if pl.Organisation != "" {
		key.org = b.orgAt[pl.Organisation]
	}
	if pl.Video || held[pl.ID] {
		key.holder = i
	}
	if b.p.Changeover == 0 {
		return key
	}
	name := "zone " + pl.Zone
	if pl.Zone == "" {
		name = "place " + pl.ID
	}
	z, known := zones[name]
	if !known {
		z = int32(len(zones))
		zones[name] = z
	}
	key.zone = z
	return key
}

// crowdedPins adds the places to which more meetings are pinned in a slot than
// they hold, or any while they are closed. Elsewhere a pinned place is like
// others: housing gives it to its pin first.
func (b *builder) crowdedPins(held map[string]bool) {
	free := map[[2]string]int{}
	for i := range b.p.Pinned {
		pin := &b.p.Pinned[i]
		if pin.Place == "" {
			continue
		}
		key := [2]string{pin.Place, pin.Slot}
		left, known := free[key]
		if pl := &b.p.Places[b.v.place[pin.Place]]; !known && !slices.Contains(pl.Closed, pin.Slot) {
			left = max(1, pl.Capacity)
		}
		free[key] = left - 1
		held[pin.Place] = held[pin.Place] || left < 1
	}
}

func (b *builder) classCaps() {
	b.classCap = make([]int32, b.slots*b.classes)
	for i := range b.p.Places {
		pl := &b.p.Places[i]
		capacity := int32(max(1, pl.Capacity))
		for s := range b.slots {
			b.classCap[s*b.classes+int(b.classOf[i])] += capacity
		}
		for _, id := range distinct(pl.Closed) {
			b.classCap[b.v.slot[id]*b.classes+int(b.classOf[i])] -= capacity
		}
	}
}

// placeChoices lists for each request the classes that it may use, where that
// does not depend on who of a group attends. One that no place may hold has no
// slot either.
func (b *builder) placeChoices() {
	in := b.instance
	in.choiceOf = make([]int32, in.requests)
	in.pinPlace = make([]int32, in.requests)
	for r := range in.pinPlace {
		in.pinPlace[r] = -1
	}
	for i := range b.p.Pinned {
		if pin := &b.p.Pinned[i]; pin.Place != "" {
			in.pinPlace[b.v.request[pin.Request]] = int32(b.v.place[pin.Place])
		}
	}
	if len(b.p.Places) == 0 {
		in.choices = [][]int32{{0}}
		return
	}
	in.plain = in.plainClasses()
	known := map[string]int32{}
	for r := range int32(in.requests) {
		if b.v.halt(int(r) + 1) {
			return
		}
		if in.groupOff[r] < in.groupOff[r+1] && in.groupsMatter(r) {
			in.choiceOf[r] = -1
			continue
		}
		in.choiceOf[r] = in.choiceFor(known, r)
		if len(in.choices[in.choiceOf[r]]) == 0 {
			clear(in.allowed[int(r)*in.words : (int(r)+1)*in.words])
		}
	}
}

// choiceFor returns the choice of classes of r. Most take any plain class, so
// only the booths beside these tell them apart.
func (in *instance) choiceFor(known map[string]int32, r int32) int32 {
	who, key := in.required(r), []byte("plain")
	list := in.boothClasses(who)
	if _, fixed := in.fixedClasses(who); fixed || in.pinPlace[r] >= 0 {
		key, list = nil, in.classesOf(r, who)
	}
	for _, c := range list {
		key = binary.LittleEndian.AppendUint32(key, uint32(c))
	}
	index, there := known[string(key)]
	if !there {
		index = int32(len(in.choices))
		known[string(key)] = index
		in.choices = append(in.choices, in.classesOf(r, who))
	}
	return index
}

// classesOf returns the classes where the meeting of r may be when these attend.
func (in *instance) classesOf(r int32, attendees []int32) []int32 {
	list := in.classesFor(attendees)
	if place := in.pinPlace[r]; place >= 0 {
		return onlyClass(list, in.classOf[place])
	}
	return list
}

func onlyClass(list []int32, class int32) []int32 {
	if slices.Contains(list, class) {
		return []int32{class}
	}
	return nil
}

// groupsMatter says whether who of its groups attends changes where the
// meeting of r may be.
func (in *instance) groupsMatter(r int32) bool {
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		for _, i := range in.members(g) {
			if in.fixed[i] >= 0 || in.org[i] >= 0 && len(in.booths[in.org[i]]) > 0 {
				return true
			}
		}
	}
	return false
}

// classesFor returns the classes where those who attend may meet, the plain
// tables first.
func (in *instance) classesFor(attendees []int32) []int32 {
	if list, fixed := in.fixedClasses(attendees); fixed {
		return list
	}
	return append(slices.Clone(in.plain), in.boothClasses(attendees)...)
}

// boothClasses returns the classes of the booths, video apart, of those who
// attend.
func (in *instance) boothClasses(attendees []int32) []int32 {
	var list []int32
	for _, i := range attendees {
		if i < 0 || in.org[i] < 0 {
			continue
		}
		for _, c := range in.booths[in.org[i]] {
			if !in.classVideo[c] && !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
	}
	return list
}

// fixedClasses returns the classes of the fixed places of those who attend,
// of the video ones alone if there are any.
func (in *instance) fixedClasses(attendees []int32) (list []int32, fixed bool) {
	video := false
	for _, i := range attendees {
		if i < 0 || in.fixed[i] < 0 {
			continue
		}
		fixed = true
		video = video || in.p.Places[in.fixed[i]].Video
	}
	for _, i := range attendees {
		if i < 0 || in.fixed[i] < 0 {
			continue
		}
		place := in.fixed[i]
		c := in.classOf[place]
		if in.p.Places[place].Video == video && in.hosts(place, attendees) && !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list, fixed
}

// hosts says whether a place that may be a booth takes a meeting of these.
func (in *instance) hosts(place int32, attendees []int32) bool {
	owner := in.p.Places[place].Organisation
	if owner == "" {
		return true
	}
	for _, i := range attendees {
		if i >= 0 && in.p.Participants[i].Organisation == owner {
			return true
		}
	}
	return false
}

// plainClasses returns the classes open to every meeting: neither booth nor
// video; those that are nobody's fixed place first.
func (in *instance) plainClasses() []int32 {
	held := map[int32]bool{}
	for i := range in.people {
		if in.fixed[i] >= 0 {
			held[in.classOf[in.fixed[i]]] = true
		}
	}
	var first, last []int32
	seen := make([]bool, in.classes)
	for place, c := range in.classOf {
		pl := &in.p.Places[place]
		if seen[c] || pl.Video || pl.Organisation != "" {
			continue
		}
		seen[c] = true
		if held[c] {
			last = append(last, c)
		} else {
			first = append(first, c)
		}
	}
	return append(first, last...)
}
