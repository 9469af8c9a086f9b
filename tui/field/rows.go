package field

import "sort"

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
		if x+cells > width && s[i] == ' ' { // hangs
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
// line that it changed. It holds at most a few screens.
type wrapper struct {
	width int
	known map[string][]row
	bytes int // of the lines known
}

const (
	knownLines = 400
	knownBytes = 256 << 10
)

func (w *wrapper) rows(line string, width int) []row {
	if w.width != width || len(w.known) >= knownLines || w.bytes > knownBytes {
		w.width, w.known, w.bytes = width, map[string][]row{}, 0
	}
	if rows, ok := w.known[line]; ok {
		return rows
	}
	rows := wrapLine(line, width)
	w.known[line] = rows
	w.bytes += len(line)
	return rows
}
