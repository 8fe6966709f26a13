package scheduler

import (
	"context"
	"encoding/binary"
	"slices"
)

// matching returns an upper bound on the sum of gains of requests that take
// place together. A request without gain is left aside.
func (c *capacities) matching(ctx context.Context, gain []int64) int64 {
	sum, greatest := int64(0), int64(0)
	for r, g := range gain {
		if c.live[r] {
			sum, greatest = sum+g, max(greatest, g)
		}
	}
	if ctx.Err() != nil {
		return min(sum, greatest*c.total)
	}
	m := &cover{capacities: c, net: &flowNet{top: greatest}, person: map[int32]int32{}, org: map[int32]int32{}, set: map[string]int32{}, arcOf: map[int32]int32{}, nodes: 2}
	m.grouped()
	for r, g := range gain {
		if g > 0 && c.live[r] {
			a, b := m.ends(int32(r))
			m.net.arc(a, b+1, 1, g)
			m.net.arc(b, a+1, 1, g)
		}
	}
	m.net.ready(int(m.nodes))
	twice := m.net.most(ctx, 2*c.total)
	if ctx.Err() == nil {
		c.twice, c.price = twice, m.prices()
	}
	return min(sum, twice/2)
}

// prices returns by how much twice the greatest gain falls for each meeting
// that a participant has less than it could.
func (m *cover) prices() []int64 {
	price := make([]int64, m.in.people)
	for i, n := range m.person {
		price[i] = m.net.price(m.arcOf[n]) + m.net.price(m.arcOf[n]+2)
	}
	return price
}

// cover builds the double cover. Each node of the matching is two of the
// network: n, to which the source leads, and n+1, which leads to the sink.
type cover struct {
	*capacities
	net    *flowNet
	nodes  int32
	person map[int32]int32
	org    map[int32]int32
	set    map[string]int32
	arcOf  map[int32]int32 // node → the arc to it; that from its other half follows
	joint  []bool          // organisation → its participants share a limit of their own
}

// grouped notes which organisations need a node: those with a limit, and those
// of which anyone will do for some request.
func (m *cover) grouped() {
	in := m.in
	m.joint = make([]bool, in.orgs)
	for o := range m.joint {
		m.joint[o] = in.orgMax[o] < unlimited && m.capacities.org[o] < unlimited
	}
	for g := range int32(len(in.memberOff) - 1) {
		if o := in.oneOrg(in.members(g)); o >= 0 {
			m.joint[o] = true
		}
	}
}

// oneOrg returns the organisation that all of these belong to, or -1.
func (in *instance) oneOrg(members []int32) int32 {
	o := in.org[members[0]]
	for _, i := range members[1:] {
		if in.org[i] != o {
			return -1
		}
	}
	return o
}

// node adds a node of the matching below another one, or -1, with its capacity.
func (m *cover) node(above, most int32) int32 {
	n := m.nodes
	m.nodes += 2
	from, to := int32(flowSource), int32(flowSink)
	if above >= 0 {
		from, to = above, above+1
	}
	m.arcOf[n] = m.net.arc(from, n, most, -1)
	m.net.arc(n+1, to, most, -1)
	return n
}

func (m *cover) orgNode(o int32) int32 {
	n, known := m.org[o]
	if !known {
		n = m.node(-1, m.capacities.org[o])
		m.org[o] = n
	}
	return n
}

func (m *cover) personNode(i int32) int32 {
	n, known := m.person[i]
	if !known {
		above := int32(-1)
		if o := m.in.org[i]; o >= 0 && m.joint[o] {
			above = m.orgNode(o)
		}
		n = m.node(above, m.capacities.person[i])
		m.person[i] = n
	}
	return n
}

// ends returns the two nodes that r joins: of each side the participant who is
// asked most for what it can take, or a group.
func (m *cover) ends(r int32) (int32, int32) {
	in := m.in
	if in.groupOff[r] == in.groupOff[r+1] {
		list := slices.Clone(in.required(r))
		slices.SortStableFunc(list, m.scarcer)
		return m.personNode(list[0]), m.personNode(list[1])
	}
	q := &in.p.Requests[r]
	return m.end(r, &q.Sides[0]), m.end(r, &q.Sides[1])
}

// scarcer orders participants by requests for each meeting that they can take.
func (m *cover) scarcer(a, b int32) int {
	x := int64(m.asked[a]) * int64(m.capacities.person[b])
	y := int64(m.asked[b]) * int64(m.capacities.person[a])
	switch {
	case x > y:
		return -1
	case x < y:
		return 1
	}
	return 0
}

func (m *cover) end(r int32, side *Side) int32 {
	in := m.in
	best := int32(-1)
	take := func(id string) {
		for _, i := range in.required(r) {
			if in.p.Participants[i].ID == id && (best < 0 || m.scarcer(i, best) < 0) {
				best = i
			}
		}
	}
	for _, id := range side.All {
		take(id)
	}
	for _, group := range side.Any {
		if len(group) == 1 {
			take(group[0])
		}
	}
	if best >= 0 {
		return m.personNode(best)
	}
	return m.groupEnd(r, side.Any[0])
}

// groupEnd returns the node of a group: that of its organisation, or one of
// its own.
func (m *cover) groupEnd(r int32, group []string) int32 {
	in := m.in
	for g := in.groupOff[r]; g < in.groupOff[r+1]; g++ {
		members := in.members(g)
		if in.p.Participants[members[0]].ID != group[0] {
			continue
		}
		if o := in.oneOrg(members); o >= 0 {
			return m.orgNode(o)
		}
		return m.setNode(members)
	}
	return m.node(-1, unlimited)
}

func (m *cover) setNode(members []int32) int32 {
	sum := int32(0)
	var key []byte
	for _, i := range members {
		sum = min(unlimited, sum+m.capacities.person[i])
		key = binary.LittleEndian.AppendUint32(key, uint32(i))
	}
	n, known := m.set[string(key)]
	if !known {
		n = m.node(-1, sum)
		m.set[string(key)] = n
	}
	return n
}
