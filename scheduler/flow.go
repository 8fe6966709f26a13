package scheduler

import "context"

// flowNet is a network for a flow of greatest gain, found by the primal-dual
// method: shortest augmenting paths (Jewell 1958; Busacker and Gowen 1960) in
// phases of equal gain, each phase a maximum flow over the arcs of reduced cost
// zero (Dinic 1970). Gains are whole numbers, so that there are at most as many
// phases as the greatest gain.
type flowNet struct {
	top   int64 // greatest gain of an arc
	to    []int32
	room  []int32 // what an arc still takes; its reverse is arc^1
	cost  []int64 // top-gain on arcs that gain, 0 on others; reversed on the way back
	first []int32 // node → position of its first arc in arcs; one more entry
	arcs  []int32
	pot   []int64
	dist  []int64
	level []int32
	next  []int32
	queue []int32
	heap  []heapItem
	tail  []int32
}

const (
	flowSource = 0
	flowSink   = 1
	farAway    = int64(1) << 60
)

type heapItem struct {
	dist int64
	node int32
}

// arc adds an arc; gain is -1 for arcs that only pass flow on.
func (f *flowNet) arc(from, to, room int32, gain int64) int32 {
	id := int32(len(f.to))
	cost := int64(0)
	if gain >= 0 {
		cost = f.top - gain
	}
	f.tail = append(f.tail, from, to)
	f.to = append(f.to, to, from)
	f.room = append(f.room, room, 0)
	f.cost = append(f.cost, cost, -cost)
	return id
}

// ready lays the arcs out by node.
func (f *flowNet) ready(nodes int) {
	f.first = make([]int32, nodes+1)
	for _, v := range f.tail {
		f.first[v+1]++
	}
	for v := range nodes {
		f.first[v+1] += f.first[v]
	}
	f.arcs = make([]int32, len(f.tail))
	fill := append([]int32(nil), f.first...)
	for id, v := range f.tail {
		f.arcs[fill[v]] = int32(id)
		fill[v]++
	}
	f.pot, f.dist = make([]int64, nodes), make([]int64, nodes)
	f.level, f.next = make([]int32, nodes), make([]int32, nodes)
}

// most sends up to limit units from source to sink while a unit gains more
// than nothing, and returns the greatest total gain of any flow of at most
// limit units. When ctx is done first, it returns an upper bound of it.
func (f *flowNet) most(ctx context.Context, limit int64) int64 {
	total := int64(0)
	for limit > 0 {
		if !f.potentials() {
			return total
		}
		gain := f.top - f.pot[flowSink]
		if gain <= 0 {
			return total
		}
		for limit > 0 && ctx.Err() == nil && f.levels() {
			sent := f.send(flowSource, int32(min(limit, 1<<30)))
			if sent == 0 {
				break
			}
			total += gain * int64(sent)
			limit -= int64(sent)
		}
		if ctx.Err() != nil {
			return total + gain*limit
		}
	}
	return total
}

// potentials updates the potentials by Dijkstra's distances, up to that of the
// sink; it reports whether the sink can be reached.
func (f *flowNet) potentials() bool {
	for v := range f.dist {
		f.dist[v] = farAway
	}
	f.dist[flowSource] = 0
	f.heap = append(f.heap[:0], heapItem{0, flowSource})
	for len(f.heap) > 0 {
		it := f.popHeap()
		if it.dist > f.dist[it.node] {
			continue
		}
		if it.node == flowSink {
			break
		}
		for _, id := range f.arcs[f.first[it.node]:f.first[it.node+1]] {
			if f.room[id] == 0 {
				continue
			}
			v := f.to[id]
			d := it.dist + f.reduced(id, it.node, v)
			if d < f.dist[v] {
				f.dist[v] = d
				f.pushHeap(heapItem{d, v})
			}
		}
	}
	// No further than to where a unit gains nothing: so the potentials stay
	// prices of the flow as it is.
	far := min(f.dist[flowSink], f.top-f.pot[flowSink])
	for v := range f.pot {
		f.pot[v] += min(f.dist[v], far)
	}
	return f.dist[flowSink] == far && f.pot[flowSink] < f.top
}

// price is what one unit more of room on an arc would gain.
func (f *flowNet) price(id int32) int64 {
	return max(0, f.pot[f.to[id]]-f.pot[f.tail[id]]-f.cost[id])
}

func (f *flowNet) reduced(id, from, to int32) int64 { return f.cost[id] + f.pot[from] - f.pot[to] }

// levels numbers the nodes by their distance in arcs of reduced cost zero.
func (f *flowNet) levels() bool {
	for v := range f.level {
		f.level[v] = -1
		f.next[v] = f.first[v]
	}
	f.level[flowSource] = 0
	f.queue = append(f.queue[:0], flowSource)
	for k := 0; k < len(f.queue) && f.level[flowSink] < 0; k++ {
		u := f.queue[k]
		for _, id := range f.arcs[f.first[u]:f.first[u+1]] {
			v := f.to[id]
			if f.room[id] > 0 && f.level[v] < 0 && f.reduced(id, u, v) == 0 {
				f.level[v] = f.level[u] + 1
				f.queue = append(f.queue, v)
			}
		}
	}
	return f.level[flowSink] >= 0
}

// send pushes up to most units from u towards the sink and returns how many.
func (f *flowNet) send(u, most int32) int32 {
	if u == flowSink {
		return most
	}
	sent := int32(0)
	for ; f.next[u] < f.first[u+1]; f.next[u]++ {
		id := f.arcs[f.next[u]]
		v := f.to[id]
		if f.room[id] == 0 || f.level[v] != f.level[u]+1 || f.reduced(id, u, v) != 0 {
			continue
		}
		n := f.send(v, min(most-sent, f.room[id]))
		f.room[id] -= n
		f.room[id^1] += n
		if sent += n; sent == most {
			return sent
		}
	}
	return sent
}

func (f *flowNet) pushHeap(it heapItem) {
	f.heap = append(f.heap, it)
	h := f.heap
	for k := len(h) - 1; k > 0; {
		up := (k - 1) / 2
		if h[up].dist <= h[k].dist {
			return
		}
		h[up], h[k] = h[k], h[up]
		k = up
	}
}

func (f *flowNet) popHeap() heapItem {
	h := f.heap
	top := h[0]
	last := len(h) - 1
	h[0] = h[last]
	f.heap = h[:last]
	h = f.heap
	for k := 0; ; {
		low := 2*k + 1
		if low >= len(h) {
			return top
		}
		if low+1 < len(h) && h[low+1].dist < h[low].dist {
			low++
		}
		if h[k].dist <= h[low].dist {
			return top
		}
		h[k], h[low] = h[low], h[k]
		k = low
	}
}
