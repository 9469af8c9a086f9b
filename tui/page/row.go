package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/tui/draw"
)

// A Row is a line of a page, and where it is in the lesson.
type Row struct {
	draw.Line
	At Place // of the blank line between two blocks: Line is -1, Block the one below
}

// Rows returns the lines from one place up to but not including another, with
// blank lines between the blocks and none at the end.
func (l *Lesson) Rows(from, to Place) []Row {
	var rows []Row
	for p := l.settle(from); p != l.End() && p.Before(to); p = l.after(p) {
		if p.Line == 0 && len(rows) > 0 {
			rows = append(rows, Row{At: Place{p.Block, -1}})
		}
		rows = append(rows, Row{Line: l.at(p), At: p})
	}
	for len(rows) > 0 && rows[len(rows)-1].Blank() {
		rows = rows[:len(rows)-1]
	}
	return rows
}

// Page returns the rows of the page that begins at from: at most height.
func (l *Lesson) Page(from Place, height int) []Row {
	return l.Rows(from, l.Next(from, height))
}

// Carry finds the line of a block that was drawn anew, at another width say,
// in which what began the line-th line of the old drawing stands now. It goes
// by how much was read before it, and is 0 if either drawing is empty.
func Carry(old, drawn []draw.Line, line int) int {
	if n := line + 1; n <= min(len(old), len(drawn)) && slices.EqualFunc(old[:n], drawn[:n], sameText) {
		return line
	}
	read, all := 0, 0
	for i, l := range old {
		n := letters(l)
		if i < line {
			read += n
		}
		all += n
	}
	total, counts := 0, make([]int, len(drawn))
	for i, l := range drawn {
		counts[i] = letters(l)
		total += counts[i]
	}
	if all == 0 || total == 0 {
		return 0
	}
	seen := 0
	for i, n := range counts {
		seen += n
		// The bars and markers of the lines count too: hence in proportion.
		if seen*all > read*total {
			return i
		}
	}
	return len(drawn) - 1
}

func sameText(a, b draw.Line) bool { return a.Text == b.Text }

// letters counts what is to be read in a line.
func letters(l draw.Line) int {
	n := 0
	for word := range strings.FieldsSeq(l.Plain()) {
		n += utf8.RuneCountInString(word)
	}
	return n
}
