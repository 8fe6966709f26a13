package partnering

import "sync"

// mostFigures is how many drafts' figures are remembered.
const mostFigures = 256

// figuresCache remembers the figures of drafts by their version, so that an
// edit needs to count only what it changes.
type figuresCache struct {
	mu    sync.Mutex
	known map[draftEdition]Figures
}

type draftEdition struct {
	id      string
	version int64
}

func (c *figuresCache) put(d Draft, f Figures) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil || len(c.known) >= mostFigures {
		c.known = map[draftEdition]Figures{}
	}
	c.known[draftEdition{d.ID, d.Version}] = f
}

func (c *figuresCache) find(d Draft) (Figures, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f, ok := c.known[draftEdition{d.ID, d.Version}]
	return f, ok
}

// plus adds the change from one set of figures to another.
func (f Figures) plus(before, after Figures) Figures {
	return Figures{
		MandatoryUnplaced: f.MandatoryUnplaced + after.MandatoryUnplaced - before.MandatoryUnplaced,
		FloorShortfall:    f.FloorShortfall + after.FloorShortfall - before.FloorShortfall,
		Weight:            f.Weight + after.Weight - before.Weight,
		Placed:            f.Placed + after.Placed - before.Placed,
		Moved:             f.Moved + after.Moved - before.Moved,
		Breaks:            f.Breaks + after.Breaks - before.Breaks,
		IdleSlots:         f.IdleSlots + after.IdleSlots - before.IdleSlots,
		TableChanges:      f.TableChanges + after.TableChanges - before.TableChanges,
		Comfort:           f.Comfort + after.Comfort - before.Comfort,
	}
}
