package field

import (
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// move moves the cursor if that is what the key does.
func (a *area) move(k tea.KeyPressMsg) bool {
	page := max(1, a.height-1)
	switch {
	case key.Matches(k, a.keys.Up):
		a.vertical(-1)
		return true
	case key.Matches(k, a.keys.Down):
		a.vertical(1)
		return true
	case key.Matches(k, a.keys.PageUp):
		a.vertical(-page)
		return true
	case key.Matches(k, a.keys.PageDown):
		a.vertical(page)
		return true
	case key.Matches(k, a.keys.Left):
		a.cursor = a.before()
	case key.Matches(k, a.keys.Right):
		a.cursor = a.after()
	case key.Matches(k, a.keys.WordLeft):
		a.cursor = a.wordBefore()
	case key.Matches(k, a.keys.WordRight):
		a.cursor = a.wordAfter()
	case key.Matches(k, a.keys.Home):
		a.cursor = a.rowStart()
	case key.Matches(k, a.keys.End):
		a.cursor = a.rowEnd()
	case key.Matches(k, a.keys.Top):
		a.cursor = pos{}
	case key.Matches(k, a.keys.Bottom):
		a.cursor = a.doc.last()
	default:
		return false
	}
	a.goal = -1
	return true
}

// reach says up to where a key deletes; ok is false for other keys.
func (a *area) reach(k tea.KeyPressMsg) (to pos, ok bool) {
	c := a.cursor
	switch {
	case key.Matches(k, a.keys.Back):
		return a.before(), true
	case key.Matches(k, a.keys.Delete):
		return a.after(), true
	case key.Matches(k, a.keys.WordBack):
		return a.wordBefore(), true
	case key.Matches(k, a.keys.WordDelete):
		return a.wordAfter(), true
	case key.Matches(k, a.keys.ToStart):
		if c.at == 0 {
			return a.before(), true
		}
		return pos{c.line, 0}, true
	case key.Matches(k, a.keys.ToEnd):
		if end := a.doc.end(c.line); c.at < end {
			return pos{c.line, end}, true
		}
		return a.after(), true
	}
	return c, false
}

// rows returns how a line is cut into rows.
func (a *area) rows(line int) []row { return a.wrap.rows(a.doc.lines[line], a.width) }

// here returns the rows of the cursor's line, and the index of its own.
func (a *area) here() ([]row, int) {
	rows := a.rows(a.cursor.line)
	return rows, rowOf(rows, a.cursor.at)
}

// before is the place one character back.
func (a *area) before() pos {
	rows, r := a.here()
	if rows[r].from == a.cursor.at && r > 0 {
		r--
	}
	return a.doc.left(a.cursor, rows[r].from)
}

// after is the place one character on.
func (a *area) after() pos {
	rows, r := a.here()
	return a.doc.right(a.cursor, rows[r].from)
}

// wordBefore is the start of the word before the cursor, at most a line back.
func (a *area) wordBefore() pos {
	line, at := a.doc.lines[a.cursor.line], a.cursor.at
	if at == 0 {
		return a.before()
	}
	for _, space := range []bool{true, false} {
		for at > 0 {
			r, n := utf8.DecodeLastRuneInString(line[:at])
			if unicode.IsSpace(r) != space {
				break
			}
			at -= n
		}
	}
	return pos{a.cursor.line, at}
}

// wordAfter is the end of the word after the cursor, at most a line on.
func (a *area) wordAfter() pos {
	end := a.doc.end(a.cursor.line)
	line, at := a.doc.lines[a.cursor.line][:end], a.cursor.at
	if at >= end {
		return a.after()
	}
	for _, space := range []bool{true, false} {
		for at < end {
			r, n := utf8.DecodeRuneInString(line[at:])
			if unicode.IsSpace(r) != space {
				break
			}
			at += n
		}
	}
	return pos{a.cursor.line, at}
}

// rowStart is the start of the cursor's row; where it stands there already,
// that of its line.
func (a *area) rowStart() pos {
	rows, r := a.here()
	if a.cursor.at == rows[r].from {
		return pos{a.cursor.line, 0}
	}
	return pos{a.cursor.line, rows[r].from}
}

// rowEnd is the end of the cursor's row; where it stands there already, that
// of its line.
func (a *area) rowEnd() pos {
	rows, r := a.here()
	end := a.rowLast(a.cursor.line, rows, r)
	if a.cursor.at == end {
		end = a.doc.end(a.cursor.line)
	}
	return pos{a.cursor.line, end}
}

// rowLast is the last place in a row at which the cursor still stands in it.
func (a *area) rowLast(line int, rows []row, r int) int {
	if r == len(rows)-1 {
		return a.doc.end(line)
	}
	return min(a.doc.end(line), a.doc.left(pos{line, rows[r].to}, rows[r].from).at)
}

// column is the column of a place in its row.
func (a *area) column(line string, r row, at int) (x int) {
	for i := r.from; i < at; {
		n, cells := clusterAt(line, i)
		i += n
		x += fit(cells, a.width)
	}
	return x
}

// vertical moves the cursor by rows, in the column in which it was.
func (a *area) vertical(by int) {
	rows, r := a.here()
	line := a.cursor.line
	if a.goal < 0 {
		a.goal = a.column(a.doc.lines[line], rows[r], a.cursor.at)
	}
	line, r, moved := a.walk(line, r, by)
	if moved != by && by < 0 {
		a.cursor = pos{}
		return
	}
	if moved != by {
		a.cursor = a.doc.last()
		return
	}
	a.cursor = a.at(line, r, a.goal)
}

// walk goes by rows from a row, and stops at the first and the last.
func (a *area) walk(line, r, by int) (toLine, toRow, moved int) {
	for ; moved > by; moved-- {
		switch {
		case r > 0:
			r--
		case line > 0:
			line--
			r = len(a.rows(line)) - 1
		default:
			return line, r, moved
		}
	}
	for ; moved < by; moved++ {
		switch {
		case r < len(a.rows(line))-1:
			r++
		case line < len(a.doc.lines)-1:
			line++
			r = 0
		default:
			return line, r, moved
		}
	}
	return line, r, moved
}

// at is the place in a row at column x, or the last one before it.
func (a *area) at(line, r, x int) pos {
	rows := a.rows(line)
	text, last := a.doc.lines[line], a.rowLast(line, rows, r)
	i, col := rows[r].from, 0
	for i < last {
		n, cells := clusterAt(text, i)
		cells = fit(cells, a.width)
		if col+cells > x {
			break
		}
		i, col = i+n, col+cells
	}
	return pos{line, min(i, last)}
}
