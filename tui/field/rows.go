package field

import (
	"slices"
	"sort"
)

// A row is a part of a line that stands on one line of the screen: the bytes
// from its start to the start of the next one.
type row struct{ from, to int }

// wrapLine cuts a line into rows of at most width cells (1 or more), after
// white space and around wide characters where it can. One space at the end of
// a row may stand beyond the edge. There is always at least one row; the last
// one is empty where the cursor at the line's end needs a row of its own.
func wrapLine(s string, width int) (rows []row) {
	wrapFrom(s, width, 0, func(r row) bool {
		rows = append(rows, r)
		return true
	})
	return rows
}

// wrapFrom hands out the rows from the one that begins at start on, until
// take returns false. It does not look at what stands before start.
func wrapFrom(s string, width, start int, take func(row) bool) {
	x, cut, cutX := 0, start, 0 // of the row under way; cut == start: there is no place yet
	for i := start; i < len(s); {
		size, cells := clusterAt(s, i)
		cells = fit(cells, width)
		if cells == 2 && i > start {
			cut, cutX = i, x
		}
		if x+cells > width && s[i] == ' ' && size == 1 { // hangs
			i += size
			if !take(row{start, i}) {
				return
			}
			start, x, cut, cutX = i, 0, i, 0
			continue
		}
		for x+cells > width {
			if cut == start {
				cut, cutX = i, x
			}
			if !take(row{start, cut}) {
				return
			}
			start, x, cutX = cut, x-cutX, 0
		}
		i, x = i+size, x+cells
		if s[i-size] == ' ' || s[i-size] == '\t' || cells == 2 {
			cut, cutX = i, x
		}
	}
	take(row{start, len(s)})
}

// rewrap returns the rows of s, given those of a line much like it. It wraps
// no more than what differs.
func rewrap(s string, width int, like wrapped) []row {
	before := sameStart(like.line, s)
	after := sameEnd(like.line[before:], s[before:])
	// A row is settled by what stands up to the end of the next one.
	keep := max(0, sort.Search(len(like.rows), func(i int) bool { return like.rows[i].to+clusterMost > before })-1)
	rows := slices.Clone(like.rows[:keep])
	start := 0
	if keep > 0 {
		start = rows[keep-1].to
	}
	moved := len(s) - len(like.line)
	wrapFrom(s, width, start, func(r row) bool {
		rows = append(rows, r)
		was := r.to - moved
		if r.to == len(s) || was < len(like.line)-after {
			return true
		}
		i, found := slices.BinarySearchFunc(like.rows, was, func(r row, at int) int { return r.from - at })
		if !found {
			return true
		}
		for _, r := range like.rows[i:] { // from here on as it was
			rows = append(rows, row{r.from + moved, r.to + moved})
		}
		return false
	})
	return rows
}

// block is how many bytes are compared at once.
const block = 512

// sameStart returns how many bytes two texts share at their beginning.
func sameStart(a, b string) (n int) {
	most := min(len(a), len(b))
	for n+block <= most && a[n:n+block] == b[n:n+block] {
		n += block
	}
	for n < most && a[n] == b[n] {
		n++
	}
	return n
}

// sameEnd returns how many bytes two texts share at their end.
func sameEnd(a, b string) (n int) {
	most := min(len(a), len(b))
	for n+block <= most && a[len(a)-n-block:len(a)-n] == b[len(b)-n-block:len(b)-n] {
		n += block
	}
	for n < most && a[len(a)-n-1] == b[len(b)-n-1] {
		n++
	}
	return n
}

// fit is the room that a cluster takes in a row: what is wider than the row is
// drawn as a mark.
func fit(cells, width int) int {
	if cells > width {
		return 1
	}
	return cells
}

// rowOf returns the index of the row in which the cursor at byte at stands:
// where a row ends, that is the next one.
func rowOf(rows []row, at int) int {
	return sort.Search(len(rows)-1, func(i int) bool { return at < rows[i].to })
}

// A wrapper remembers how lines were wrapped, so that a key wraps only the
// line that it changed. It holds a few screens of lines, and a few long lines:
// looking those up by their hash would cost more than it saves.
type wrapper struct {
	width int
	short map[string][]row
	long  []wrapped // newest last
}

type wrapped struct {
	line string
	rows []row
}

const (
	longLine   = 4 << 10 // bytes
	knownLong  = 4
	knownShort = 400
)

func (w *wrapper) rows(line string, width int) []row {
	if w.width != width {
		*w = wrapper{width: width}
	}
	if len(line) >= longLine {
		return w.longRows(line)
	}
	if rows, ok := w.short[line]; ok {
		return rows
	}
	if w.short == nil || len(w.short) >= knownShort {
		w.short = map[string][]row{}
	}
	rows := wrapLine(line, width)
	w.short[line] = rows
	return rows
}

func (w *wrapper) longRows(line string) []row {
	for i := len(w.long) - 1; i >= 0; i-- {
		if w.long[i].line == line {
			return w.long[i].rows
		}
	}
	var like wrapped
	most := -1
	for _, k := range w.long {
		if n := sameStart(k.line, line) + sameEnd(k.line, line); n > most {
			like, most = k, n
		}
	}
	rows := rewrap(line, w.width, like)
	if len(w.long) >= knownLong {
		w.long = slices.Delete(w.long, 0, 1)
	}
	w.long = append(w.long, wrapped{line, rows})
	return rows
}
