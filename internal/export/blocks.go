package export

// block is a piece of a page that is not broken: so high, and drawn with its top at y.
type block struct {
	height float64
	draw   func(y float64)
	keep   bool // stays with the block after it: a heading
}

// paginated distributes blocks over pages, the first of which has less room.
func paginated(blocks []block, first, rest float64) [][]block {
	var pages [][]block
	var page []block
	left := first
	for i, b := range blocks {
		if len(page) > 0 && needed(blocks, i) > left {
			pages, page, left = append(pages, page), nil, rest
		}
		page = append(page, b)
		left -= b.height
	}
	return append(pages, page)
}

// needed is the room that a block asks for: its own, and of a heading that of what follows.
func needed(blocks []block, i int) float64 {
	sum := blocks[i].height
	for ; blocks[i].keep && i+1 < len(blocks); i++ {
		sum += blocks[i+1].height
	}
	return sum
}

// drawn draws blocks from y downwards.
func drawn(blocks []block, y float64) {
	for _, b := range blocks {
		b.draw(y)
		y += b.height
	}
}
