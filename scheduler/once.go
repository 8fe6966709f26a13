package scheduler

// once tells what comes for the first time in a list of numbers from zero.
type once struct {
	last []int32 // number → the list that it was last in
	list int32
}

func newOnce(numbers int) *once { return &once{last: make([]int32, numbers)} }

// begin begins a new list.
func (o *once) begin() { o.list++ }

// new says whether n comes for the first time; one below zero never does.
func (o *once) new(n int32) bool {
	if n < 0 || o.last[n] == o.list {
		return false
	}
	o.last[n] = o.list
	return true
}
