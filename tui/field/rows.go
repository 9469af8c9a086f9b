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
func wrapLine(s string, width int) []row {
	var rows []row
	start, x := 0, 0  // of the row under way
	cut, cutX := 0, 0 // where it can be cut; no place yet: cut == start
	for i := 0; i < len(s); {
		size, cells := clusterAt(s, i)
		cells = fit(cells, width)
		if cells == 2 && i > start {
			cut, cutX = i, x
		}
		if x+cells > width && s[i] == ' ' && size == 1 { // hangs
			i += size
			rows = append(rows, row{start, i})
			start, x, cut, cutX = i, 0, i, 0
			continue
		}
		for x+cells > width {
			if cut == start {
				cut, cutX = i, x
			}
			rows = append(rows, row{start, cut})
			start, x = cut, x-cutX
			cutX = 0
		}
		i, x = i+size, x+cells
		if s[i-size] == ' ' || s[i-size] == '\t' || cells == 2 {
			cut, cutX = i, x
		}
	}
	return append(rows, row{start, len(s)})
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
	if len(w.long) >= knownLong {
		w.long = slices.Delete(w.long, 0, 1)
	}
	rows := wrapLine(line, w.width)
	w.long = append(w.long, wrapped{line, rows})
	return rows
}
