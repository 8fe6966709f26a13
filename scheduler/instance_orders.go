package scheduler

// precedences lays out which requests come after which.
func (b *builder) precedences() {
	p := b.p
	b.linked = make([]bool, b.requests)
	count := make([]int32, b.requests+1)
	b.afterOff = make([]int32, 1, b.requests+1)
	for r := range p.Requests {
		for _, id := range p.Requests[r].After {
			x := int32(b.v.request[id])
			b.after = append(b.after, x)
			count[x+1]++
			b.linked[r], b.linked[x] = true, true
		}
		b.afterOff = append(b.afterOff, int32(len(b.after)))
	}
	for r := range b.requests {
		count[r+1] += count[r]
	}
	b.beforeOff = append([]int32(nil), count...)
	b.before = make([]int32, len(b.after))
	for r := range p.Requests {
		for _, x := range b.after[b.afterOff[r]:b.afterOff[r+1]] {
			b.before[count[x]] = int32(r)
			count[x]++
		}
	}
}

// topological lists the requests so that each stands after those that it comes
// after; those in no order are left out.
func (in *instance) topological() []int32 {
	left, list := make([]int32, in.requests), []int32(nil)
	for r := range int32(in.requests) {
		if left[r] = in.afterOff[r+1] - in.afterOff[r]; left[r] == 0 && in.linked[r] {
			list = append(list, r)
		}
	}
	for at := 0; at < len(list); at++ {
		r := list[at]
		for _, y := range in.before[in.beforeOff[r]:in.beforeOff[r+1]] {
			if left[y]--; left[y] == 0 {
				list = append(list, y)
			}
		}
	}
	return list
}

// windows says for each request in an order from when to when it may stand so
// that all those can that it comes after, and that come after it, as far as
// there is any slot for these.
func (b *builder) windows() {
	in := b.instance
	list := in.topological()
	if len(list) == 0 {
		return
	}
	in.window, in.head, in.tail = make([]span, in.requests), make([]int16, in.requests), make([]int16, in.requests)
	for _, r := range list {
		w := span{0, int16(in.slots)}
		for _, x := range in.after[in.afterOff[r]:in.afterOff[r+1]] {
			w.from = max(w.from, in.window[x].from+1)
			in.head[r] = max(in.head[r], in.head[x]+1)
		}
		w.from = in.nextAllowed(r, w.from)
		in.window[r] = w
	}
	for k := len(list) - 1; k >= 0; k-- {
		r := list[k]
		w := &in.window[r]
		for _, y := range in.before[in.beforeOff[r]:in.beforeOff[r+1]] {
			if in.window[y].from < int16(in.slots) {
				w.to = min(w.to, in.window[y].to-1)
				in.tail[r] = max(in.tail[r], in.tail[y]+1)
			}
		}
		w.to = max(w.to, w.from+1)
	}
}

// nextAllowed returns the first slot from s on that r may use, or the number of
// slots.
func (in *instance) nextAllowed(r int32, s int16) int16 {
	for ; s < int16(in.slots); s++ {
		if in.mayUse(r, s) {
			break
		}
	}
	return min(s, int16(in.slots))
}

// afterOthers puts each of these requests after those that it comes after, which
// take its turn.
func (in *instance) afterOthers(list []int32) []int32 {
	if in.window == nil {
		return list
	}
	sorted, listed := make([]int32, 0, len(list)), make([]bool, in.requests)
	var open []int32
	for _, r := range list {
		for open = append(open, r); len(open) > 0; {
			top, depth := open[len(open)-1], len(open)
			for _, x := range in.after[in.afterOff[top]:in.afterOff[top+1]] {
				if !listed[x] {
					open = append(open, x)
				}
			}
			if len(open) > depth {
				continue
			}
			if open = open[:depth-1]; !listed[top] {
				listed[top] = true
				sorted = append(sorted, top)
			}
		}
	}
	return sorted
}
