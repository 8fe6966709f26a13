package sat

// heap holds the variables not yet decided, the most active first. Of equals
// the smaller number goes first.
type heap struct {
	list     []int32 // variables in heap order
	at       []int32 // variable → position in list, -1
	activity []float64
}

func (h *heap) grow() {
	h.at = append(h.at, -1)
	h.activity = append(h.activity, 0)
	h.insert(int32(len(h.at) - 1))
}

func (h *heap) before(a, b int32) bool {
	x, y := h.activity[a], h.activity[b]
	return x > y || x == y && a < b
}

func (h *heap) insert(v int32) {
	if h.at[v] >= 0 {
		return
	}
	h.list = append(h.list, v)
	h.at[v] = int32(len(h.list) - 1)
	h.up(v)
}

func (h *heap) up(v int32) {
	i := h.at[v]
	for i > 0 {
		parent := (i - 1) / 2
		p := h.list[parent]
		if !h.before(v, p) {
			break
		}
		h.list[i], h.at[p] = p, i
		i = parent
	}
	h.list[i], h.at[v] = v, i
}

func (h *heap) down(v int32) {
	i, n := h.at[v], int32(len(h.list))
	for {
		child := 2*i + 1
		if child >= n {
			break
		}
		if child+1 < n && h.before(h.list[child+1], h.list[child]) {
			child++
		}
		c := h.list[child]
		if !h.before(c, v) {
			break
		}
		h.list[i], h.at[c] = c, i
		i = child
	}
	h.list[i], h.at[v] = v, i
}

// pop takes out the most active variable; the heap must not be empty.
func (h *heap) pop() int32 {
	v := h.list[0]
	last := h.list[len(h.list)-1]
	h.list = h.list[:len(h.list)-1]
	h.at[v] = -1
	if len(h.list) > 0 {
		h.list[0], h.at[last] = last, 0
		h.down(last)
	}
	return v
}

// raise adds times the step to a variable's activity and keeps all, the step
// too, within bounds.
func (h *heap) raise(v int32, times float64, step *float64) {
	const ceiling = 1e100
	h.activity[v] += times * *step
	if h.activity[v] > ceiling {
		for i := range h.activity {
			h.activity[i] /= ceiling
		}
		*step /= ceiling
	}
	if h.at[v] >= 0 {
		h.up(v)
	}
}
