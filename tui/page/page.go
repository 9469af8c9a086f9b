// Package page divides a drawn lesson into pages.
//
// A lesson is a column of lines, with a blank line between its blocks. A
// position is a Place, a line of a block; pages are stops, the places where a
// page begins. All that is needed of a block is its lines, asked for when they
// are needed, so that a long lesson can be paged forward from anywhere without
// being drawn as a whole.
//
// The rules: the pages joined are the lesson (only blank lines are dropped, at
// the foot of a page); nothing is split that fits on a page, if its author
// would not split it (see draw.Bond); a page does not end in a heading where
// anything follows that fits below it.
package page

import "lectern/tui/draw"

// A Place is a line of a lesson: the Line-th line of the Block-th block, both
// from 0. The end of a lesson is the place after its last block.
type Place struct{ Block, Line int }

// Before reports whether p comes before q in the lesson.
func (p Place) Before(q Place) bool {
	return p.Block < q.Block || p.Block == q.Block && p.Line < q.Line
}

// A Lesson is a lesson's blocks as lines. It is for one goroutine.
type Lesson struct {
	blocks int
	lines  func(block int) []draw.Line
	drawn  map[int][]draw.Line
}

// New returns a lesson of so many blocks. lines is called at most once for each
// block, when the block is first looked at; it may return none.
func New(blocks int, lines func(block int) []draw.Line) *Lesson {
	return &Lesson{blocks: blocks, lines: lines, drawn: map[int][]draw.Line{}}
}

// Block returns the lines of a block, none if there is no such block.
func (l *Lesson) Block(i int) []draw.Line {
	if i < 0 || i >= l.blocks {
		return nil
	}
	lines, ok := l.drawn[i]
	if !ok {
		lines = l.lines(i)
		l.drawn[i] = lines
	}
	return lines
}

// End is the place after the last line.
func (l *Lesson) End() Place { return Place{Block: l.blocks} }

// First is the place of the first line, End if there is none.
func (l *Lesson) First() Place { return l.settle(Place{}) }

// Settle is the place itself if a line stands there, else the next one that
// does: after a block has grown shorter, the start of the block that follows.
func (l *Lesson) Settle(p Place) Place {
	if p.Block < 0 || p.Line < 0 {
		p = Place{Block: max(p.Block, 0)}
	}
	return l.settle(p)
}

func (l *Lesson) settle(p Place) Place {
	for p.Block < l.blocks && p.Line >= len(l.Block(p.Block)) {
		p = Place{Block: p.Block + 1}
	}
	if p.Block >= l.blocks {
		return l.End()
	}
	return p
}

// after is the place of the next line.
func (l *Lesson) after(p Place) Place { return l.settle(Place{p.Block, p.Line + 1}) }

// before is the place of the line before; ok is false at the first line.
func (l *Lesson) before(p Place) (Place, bool) {
	if p.Line > 0 {
		return Place{p.Block, p.Line - 1}, true
	}
	for i := p.Block - 1; i >= 0; i-- {
		if n := len(l.Block(i)); n > 0 {
			return Place{i, n - 1}, true
		}
	}
	return p, false
}

func (l *Lesson) at(p Place) draw.Line { return l.Block(p.Block)[p.Line] }

// bond is how ill a page would begin at p, which is not the first line.
func (l *Lesson) bond(p Place) draw.Bond {
	for q, ok := l.before(p); ok; q, ok = l.before(q) {
		line := l.at(q)
		if line.Leads {
			return draw.Bound
		}
		if !line.Blank() {
			break
		}
	}
	return l.at(p).Bond
}

// Next returns where the page after the one that begins at from begins; End if
// that is the last one. height is in lines; below 1 it counts as 1.
func (l *Lesson) Next(from Place, height int) Place {
	height = max(height, 1)
	from = l.settle(from)
	best, weakest := l.End(), draw.Bond(0)
	rows, full := 0, 0 // lines so far; the same without blank ones at the end
	for p := from; ; {
		if p == l.End() {
			return p
		}
		line := l.at(p)
		if p != from && (p.Line == 0 || !line.Blank()) {
			if bond := l.bond(p); best == l.End() || bond <= weakest {
				best, weakest = p, bond
			}
		}
		if rows++; !line.Blank() {
			full = rows
		}
		if full > height {
			return best
		}
		next := l.after(p)
		if next.Block != p.Block {
			rows++
		}
		p = next
	}
}

// Prev returns where a page begins that ends before at; the first line if at
// lies on the first page. It needs only what stands there: its stops are not
// always those that one gets from the start of the lesson.
func (l *Lesson) Prev(at Place, height int) Place {
	height = max(height, 1)
	best, weakest := Place{}, draw.Bond(0)
	found := false
	rows := 0
	below := l.settle(at)
	for p, ok := l.before(below); ok; p, ok = l.before(p) {
		line := l.at(p)
		if p.Block != below.Block && rows > 0 {
			rows++
		}
		below = p
		if rows > 0 || !line.Blank() {
			rows++
		}
		if rows > height {
			return best
		}
		if p.Line > 0 && line.Blank() {
			continue
		}
		bond := draw.Free
		if p != l.First() {
			bond = l.bond(p)
		}
		if !found || bond <= weakest {
			best, weakest, found = p, bond, true
		}
	}
	return l.First()
}

// Stops returns where each page begins, from the first line on. It draws the
// whole lesson. There is always one page, though it may be empty.
func (l *Lesson) Stops(height int) []Place {
	stops := []Place{l.First()}
	for {
		next := l.Next(stops[len(stops)-1], height)
		if next == l.End() {
			return stops
		}
		stops = append(stops, next)
	}
}

// On returns which of the stops' pages the place is on, from 0.
func On(stops []Place, p Place) int {
	on := 0
	for i, s := range stops {
		if p.Before(s) {
			break
		}
		on = i
	}
	return on
}
