package draw

import (
	"sync"

	"lectern/course"
)

// A Cache keeps the drawings of blocks that depend on nothing but the width and
// the theme. It is bounded, and safe for use by several goroutines, each with a
// Painter of its own. Its lines are shared: do not change them.
type Cache struct {
	mu     sync.Mutex
	lines  int // in young
	young  map[cacheKey][]Line
	old    map[cacheKey][]Line
	atMost int
}

type cacheKey struct {
	block course.Block // a pointer: the same block of the same parse
	width int
	theme Theme
}

// NewCache returns a cache of at most so many lines, and of as many again of
// which some were used lately.
func NewCache(lines int) *Cache {
	return &Cache{young: map[cacheKey][]Line{}, atMost: max(lines, 1)}
}

// Block is what p.Block draws, from the cache if it is there.
func (c *Cache) Block(p *Painter, b course.Block, s State) []Line {
	if Depends(b) {
		return p.Block(b, s)
	}
	key := cacheKey{b, p.width, p.theme}
	if lines, ok := c.get(key); ok {
		return lines
	}
	lines := p.Block(b, s)
	c.put(key, lines)
	return lines
}

func (c *Cache) get(key cacheKey) ([]Line, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if lines, ok := c.young[key]; ok {
		return lines, true
	}
	lines, ok := c.old[key]
	if ok {
		c.keep(key, lines)
	}
	return lines, ok
}

func (c *Cache) put(key cacheKey, lines []Line) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keep(key, lines)
}

// keep makes an entry young. When there are too many of those, they are old,
// and what was old is forgotten.
func (c *Cache) keep(key cacheKey, lines []Line) {
	if c.lines+len(lines) > c.atMost && len(c.young) > 0 {
		c.old, c.young, c.lines = c.young, map[cacheKey][]Line{}, 0
	}
	if _, ok := c.young[key]; !ok {
		c.lines += len(lines)
	}
	c.young[key] = lines
}
