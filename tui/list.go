package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lectern/tui/draw"
)

// wheelLines is how far one notch of the mouse wheel scrolls.
const wheelLines = 3

// indent is the room left of a row that can be chosen, for the sign that says
// that it is.
const indent = 2

// A row is a piece of a list. One with an id can be chosen, and is drawn
// behind the sign of the choice; the others are headings, notes and air.
type row struct {
	id    string // unique in its list; "": it cannot be chosen
	label string // stands before the sign on the first line
	lines []string
}

// A list shows rows that may be more than fit, with one of them chosen. Text
// that is only read is a list in which nothing can be chosen.
type list struct {
	rows   []row
	starts []int // the line on which each row begins
	lines  int   // of all rows
	at     int   // the row that is chosen; -1: none can be
	top    int   // the first line that is shown
	height int   // how many lines are shown
	frame  frame // for which the rows were made
}

// set puts rows in the place of those that were there. The same row stays
// chosen and in view, if it is still there; else one near it.
func (l *list) set(m *Model, rows []row) {
	first, was, seen := l.rows == nil, l.id(), l.rows == nil || l.shown(l.at)
	same := l.frame == m.frame
	l.rows, l.lines, l.height, l.frame = rows, 0, max(m.frame.body, 1), m.frame
	l.starts = make([]int, len(rows))
	for i, r := range rows {
		l.starts[i] = l.lines
		l.lines += len(r.lines)
	}
	if first {
		l.at = -1
	}
	l.at = l.find(was, l.at)
	if seen && !(same && was == l.id()) {
		l.reveal()
	}
	l.scroll(0)
}

// find returns the row with that id, else the one nearest to i that can be
// chosen, -1 if none can.
func (l *list) find(id string, i int) int {
	for j, r := range l.rows {
		if id != "" && r.id == id {
			return j
		}
	}
	i = max(i, 0)
	for d := range len(l.rows) + i + 1 {
		if l.choosable(i + d) {
			return i + d
		}
		if l.choosable(i - d) {
			return i - d
		}
	}
	return -1
}

func (l *list) choosable(i int) bool { return i >= 0 && i < len(l.rows) && l.rows[i].id != "" }

// id is the id of the row that is chosen; "" if none is.
func (l *list) id() string {
	if !l.choosable(l.at) {
		return ""
	}
	return l.rows[l.at].id
}

// chosen is the same for what keys act on: "" too while the choice is out of
// view.
func (l *list) chosen() string {
	if !l.shown(l.at) {
		return ""
	}
	return l.id()
}

// choose chooses the row with that id, if there is one.
func (l *list) choose(id string) {
	for i, r := range l.rows {
		if id != "" && r.id == id {
			l.at = i
			l.reveal()
		}
	}
}

// shown reports whether the first line of row i is in view.
func (l *list) shown(i int) bool {
	return l.choosable(i) && l.starts[i] >= l.top && l.starts[i] < l.top+l.height
}

// reveal scrolls as little as brings the choice into view, with the heading
// over it where there is room.
func (l *list) reveal() {
	if !l.choosable(l.at) {
		return
	}
	from, to := l.starts[l.at], l.starts[l.at]+len(l.rows[l.at].lines)
	for i := l.at - 1; i >= 0 && l.rows[i].id == "" && to-l.starts[i] <= l.height; i-- {
		from = l.starts[i]
	}
	if to > l.top+l.height {
		l.top = to - l.height
	}
	if from < l.top {
		l.top = from
	}
	l.scroll(0)
}

// scroll moves the view by lines, as far as there are any.
func (l *list) scroll(by int) {
	l.top = max(min(l.top+by, l.lines-l.height), 0)
}

// move chooses the next row in a direction, or scrolls a line where the next
// one is so far that what stands between would be passed over.
func (l *list) move(step int) {
	if i := l.firstShown(step); i >= 0 && !l.shown(l.at) {
		l.at = i
		return
	}
	next := l.at + step
	for next >= 0 && next < len(l.rows) && !l.choosable(next) {
		next += step
	}
	if l.shown(l.at) && l.choosable(next) && l.near(min(l.at, next), max(l.at, next)) {
		l.at = next
		l.reveal()
		return
	}
	l.scroll(step)
	if i := l.firstShown(step); i >= 0 && !l.shown(l.at) {
		l.at = i
	}
}

// near reports whether two rows are side by side, or fit into the view with all
// that stands between.
func (l *list) near(from, to int) bool {
	return to == from+1 || l.starts[to]+len(l.rows[to].lines)-l.starts[from] <= l.height
}

// firstShown is the row that is met first in view when coming from where the
// choice is; -1 if there is none.
func (l *list) firstShown(step int) int {
	found := -1
	for i := range l.rows {
		if l.shown(i) {
			found = i
			if step > 0 {
				break
			}
		}
	}
	return found
}

// page moves the view by most of its height, and takes the choice along. Where
// the view cannot move, the choice goes to its edge.
func (l *list) page(step int) {
	was := l.top
	l.scroll(step * max(l.height-1, 1))
	if l.top == was {
		step = -step
	} else if l.shown(l.at) {
		return
	}
	if i := l.firstShown(step); i >= 0 {
		l.at = i
	}
}

// edge goes to the first row, or to the last.
func (l *list) edge(step int) {
	l.scroll(step * l.lines)
	for i := range l.rows {
		if l.choosable(i) {
			l.at = i
			if step < 0 {
				break
			}
		}
	}
}

// update takes a key or the mouse, and reports whether the chosen row was
// asked for: by enter, or by a click when it was chosen already.
func (l *list) update(m *Model, msg tea.Msg) (entered bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, m.keys.Enter):
			return l.chosen() != ""
		case key.Matches(msg, m.keys.Down):
			l.move(1)
		case key.Matches(msg, m.keys.Up):
			l.move(-1)
		case key.Matches(msg, m.keys.Next):
			l.page(1)
		case key.Matches(msg, m.keys.Prev):
			l.page(-1)
		case key.Matches(msg, m.keys.Start):
			l.edge(-1)
		case key.Matches(msg, m.keys.End):
			l.edge(1)
		}
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			l.scroll(-wheelLines)
		case tea.MouseWheelDown:
			l.scroll(wheelLines)
		}
	case tea.MouseClickMsg:
		return msg.Button == tea.MouseLeft && l.click(msg.Y)
	}
	return false
}

// click chooses the row on line y of the view, and reports whether it was
// chosen already.
func (l *list) click(y int) bool {
	if y < 0 || y >= l.height {
		return false
	}
	for i, r := range l.rows {
		if n := l.top + y - l.starts[i]; l.choosable(i) && n >= 0 && n < len(r.lines) {
			was := l.at
			l.at = i
			return was == i
		}
	}
	return false
}

// view draws what is in view. The cursor stands on the choice; where there is
// none in view, on the first line.
func (l *list) view(m *Model, v view, height int) view {
	sign := m.theme().Glyph(draw.Cursor)
	sign += strings.Repeat(" ", max(indent-ansi.StringWidth(sign), 0))
	v.cursorX, v.cursorY = 0, 0
	for i, r := range l.rows {
		for n, line := range r.lines {
			y := l.starts[i] + n - l.top
			if y < 0 || y >= height {
				continue
			}
			before := ansi.StringWidth(r.label)
			switch {
			case r.id == "":
			case i == l.at && n == 0:
				line = r.label + sign + line
				v.cursorX, v.cursorY = before, y
			case n == 0:
				line = r.label + strings.Repeat(" ", indent) + line
			default:
				line = strings.Repeat(" ", before+indent) + line
			}
			v.body = append(v.body, strings.TrimRight(line, " "))
		}
	}
	return v
}

// keys are the keys that move through the list, for footer and help: none
// where there is nowhere to move.
func (l *list) keys(m *Model) []key.Binding {
	choices := 0
	for i := range l.rows {
		if l.choosable(i) {
			choices++
		}
	}
	var keys []key.Binding
	switch {
	case choices > 1 || choices == 1 && l.chosen() == "":
		keys = append(keys, pair(m.keys.Up, m.keys.Down, "choose"))
	case l.lines > l.height:
		keys = append(keys, pair(m.keys.Up, m.keys.Down, "a line"))
	}
	if choices == 0 && l.lines > l.height {
		keys = append(keys, says(m.keys.Next, "a page on"))
	}
	return keys
}

// further are the keys of the list that only the help names.
func (l *list) further(m *Model) []key.Binding {
	if l.lines <= l.height {
		return nil
	}
	return []key.Binding{
		says(m.keys.Next, "a page on"), says(m.keys.Prev, "a page back"),
		says(m.keys.Start, "to the top"), says(m.keys.End, "to the end"),
	}
}

// rowWidth is the width that the rows of a screen have, the sign of the choice
// left out.
func (m *Model) rowWidth() int { return max(m.frame.inner, minWidth) - indent }

// proseWidth is the width of text that is only read.
func (m *Model) proseWidth() int { return max(m.frame.prose(), minWidth) }
